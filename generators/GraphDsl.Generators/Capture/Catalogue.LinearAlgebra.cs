using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Capture;

/// <summary>Linear algebra: operations on one matrix as a whole.</summary>
internal static partial class Catalogue
{
    private const string LinearAlgebraGroup = "linear algebra";

    private static IEnumerable<CatalogueEntry> LinearAlgebra() =>
    [
        Node("Trace", LinearAlgebraGroup, c =>
        {
            Matrix(c, 0);
            return c.Graph.SumAll(Diag(c));
        }),
        Node("Inverse", LinearAlgebraGroup, c => c.Graph.Add(OpCode.Inverse, Matrix(c, 0))),
        Node("Det", LinearAlgebraGroup, c => c.Graph.Add(OpCode.Det, Matrix(c, 0))),
        Node("Cholesky", LinearAlgebraGroup, c => c.Graph.Add(OpCode.Cholesky, Matrix(c, 0))),
        Node("Solve", LinearAlgebraGroup, Solve),
    ];

    private static int Matrix(OperationCall c, int index)
    {
        int node = c.Tensor(index);
        return c.Graph[node].Rank == 2 ? node
            : throw new CaptureException(Descriptors.RankMismatch, c.Place(index), $"{c.Method.Name} needs a matrix, not a tensor of rank {c.Graph[node].Rank}");
    }

    /// <summary>A right-hand side that is a vector is a matrix of one column.</summary>
    private static int Solve(OperationCall c)
    {
        int a = Matrix(c, 0), right = c.Tensor(1);
        if (c.Graph[right].Rank == 1)
            return c.Graph.Dimshuffle(c.Graph.Add(OpCode.Solve, a, c.Graph.Dimshuffle(right, 0, -1)), 0);
        return c.Graph[right].Rank == 2 ? c.Graph.Add(OpCode.Solve, a, right)
            : throw new CaptureException(Descriptors.RankMismatch, c.Place(1), $"Solve needs a vector or a matrix on the right, not a tensor of rank {c.Graph[right].Rank}");
    }
}
