using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Autodiff;

/// <summary>The gradient by values that were put at positions that are data: a value that a later one overwrote has no influence.</summary>
internal static class ScatterGradients
{
    /// <param name="x">What was written into.</param>
    /// <param name="gradient">The gradient by the whole after it was written.</param>
    /// <param name="indices">The positions along the first axes of <paramref name="x"/>.</param>
    /// <returns>The gradient by the values, of the shape of the place.</returns>
    public static int OfLastWritten(GraphBuilder b, int x, int gradient, int[] indices)
    {
        int taken = b.Gather(gradient, indices);
        int rest = b[x].Rank - indices.Length;
        var written = Shape.Of(b[taken].Shape.Dims.Take(b[taken].Rank - rest));
        if (AreDistinct(b, indices, written)) return taken;
        // Each place is given the number of the value that was written there last.
        int numbers = b.Reshape(b.Iota(written.Count), written);
        int last = b.ScatterSet(b.Full(0, DType.Int64, Shape.Of(b[x].Shape.Dims.Take(indices.Length))), numbers, indices);
        int stays = b.Binary(OpCode.Eq, b.Gather(last, indices), numbers);
        int[] overRest = [.. Enumerable.Range(0, written.Rank), .. Enumerable.Repeat(-1, rest)];
        return b.Select(b.Dimshuffle(stays, overRest), taken, b.ZerosLike(taken));
    }

    /// <summary>True where no two positions can be the same: <c>x[T.Arange(n), y]</c>, <c>x[mask]</c>.</summary>
    private static bool AreDistinct(GraphBuilder b, int[] indices, Shape written)
    {
        if (written.Dims.All(dim => dim.IsOne)) return true;
        if (written.Rank != 1) return false;
        // One that is stretched to the length of another repeats itself.
        int[] whole = [.. indices.Where(index => b[index].Shape.Equals(written))];
        return whole.Any(index => Counts(b, index)) || AreOfMask(b, whole);
    }

    /// <summary>True for 0, 1, 2, ..., from another start or in greater steps too; never below 0, where positions count from the end.</summary>
    private static bool Counts(GraphBuilder b, int index) => b[index].Op switch
    {
        OpCode.Iota => true,
        OpCode.Add => (Counts(b, b[index].Operands[0]) && IsAtLeast(b, b[index].Operands[1], 0)) || (Counts(b, b[index].Operands[1]) && IsAtLeast(b, b[index].Operands[0], 0)),
        OpCode.Mul => (Counts(b, b[index].Operands[0]) && IsAtLeast(b, b[index].Operands[1], 1)) || (Counts(b, b[index].Operands[1]) && IsAtLeast(b, b[index].Operands[0], 1)),
        _ => false,
    };

    private static bool IsAtLeast(GraphBuilder b, int node, long least) => b.Uniform(node) is { IsFloat: false } constant && constant.AsLong >= least;

    private static bool AreOfMask(GraphBuilder b, int[] indices)
    {
        var found = indices.Where(index => b[index].Op == OpCode.Nonzero).ToArray();
        return found.Length > 0 && found.Select(index => b[index].Operands[0]).Distinct().Count() == 1
            && found.Distinct().Count() == b[b[found[0]].Operands[0]].Rank;
    }
}
