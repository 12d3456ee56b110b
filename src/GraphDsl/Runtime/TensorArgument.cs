using System.ComponentModel;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace GraphDsl.Runtime;

/// <summary>Arguments of generated functions.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TensorArgument
{
    /// <summary>
    /// The elements of an argument in row-major order: its own memory where that is dense, else copied into
    /// <paramref name="copy"/>, which is kept for the next call.
    /// </summary>
    /// <exception cref="ArgumentException">The argument has another rank.</exception>
    public static ReadOnlySpan<TElement> Dense<TElement>(
        string function, string variable, ReadOnlyTensorSpan<TElement> argument, int rank, ref TElement[]? copy)
    {
        if (argument.Rank != rank) Fail.Rank(function, variable, rank, argument.Lengths);
        int length = checked((int)argument.FlattenedLength);
        if (argument.IsDense) return MemoryMarshal.CreateReadOnlySpan(in argument.GetPinnableReference(), length);
        if (copy is null || copy.Length < length) copy = LargeArray.New<TElement>(length);
        argument.FlattenTo(copy);
        return copy.AsSpan(0, length);
    }
}
