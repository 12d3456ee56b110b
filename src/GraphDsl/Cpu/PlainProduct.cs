using System.ComponentModel;
using System.Numerics;

namespace GraphDsl.Cpu;

/// <summary>Matrix products of integers: rare and small, so without blocks and vectors of its own.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PlainProduct
{
    /// <summary>C[i] = A[i] B[i] for a batch of dense matrices; sums wrap around.</summary>
    /// <param name="batch">The number of products.</param>
    /// <param name="rows">The number of rows of A and C.</param>
    /// <param name="columns">The number of columns of B and C.</param>
    /// <param name="inner">The number of columns of A and rows of B.</param>
    /// <param name="left">The matrices A.</param>
    /// <param name="right">The matrices B.</param>
    /// <param name="result">The matrices C.</param>
    public static void Multiply<T>(nint batch, nint rows, nint columns, nint inner, ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result)
        where T : unmanaged, INumberBase<T>
    {
        result.Clear();
        for (nint row = 0; row < batch * rows; row++)
        {
            var sums = result.Slice((int)(row * columns), (int)columns);
            for (nint k = 0; k < inner; k++)
            {
                var factor = left[(int)((row * inner) + k)];
                var terms = right.Slice((int)(((row / rows * inner) + k) * columns), (int)columns);
                for (int column = 0; column < sums.Length; column++) sums[column] += unchecked(factor * terms[column]);
            }
        }
    }
}
