using System.Buffers;
using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;
using GraphDsl.Runtime;

namespace GraphDsl.Cpu;

/// <summary>
/// Operations on one square matrix: elimination with partial pivoting, row by row so that each step is a pass of vectors. A NaN
/// counts as the largest pivot, so that it spreads into the result.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LinearAlgebra
{
    /// <summary>The inverse of an n x n matrix.</summary>
    /// <exception cref="ArithmeticException">The matrix is singular.</exception>
    public static void Inverse<TElement>(ReadOnlySpan<TElement> matrix, nint n, Span<TElement> result, string site)
        where TElement : unmanaged, IFloatingPointIeee754<TElement>
    {
        result.Clear();
        int size = (int)n;
        for (int i = 0; i < size; i++) result[(i * size) + i] = TElement.One;
        SolveInPlace(matrix, size, result, size, site);
    }

    /// <summary>The solutions of n equations, one for each of the columns on the right.</summary>
    /// <exception cref="ArithmeticException">The matrix is singular.</exception>
    public static void Solve<TElement>(ReadOnlySpan<TElement> matrix, ReadOnlySpan<TElement> right, nint n, nint columns, Span<TElement> result, string site)
        where TElement : unmanaged, IFloatingPointIeee754<TElement>
    {
        right.CopyTo(result);
        SolveInPlace(matrix, (int)n, result, (int)columns, site);
    }

    /// <summary>The determinant of an n x n matrix; 1 where n is 0.</summary>
    public static void Det<TElement>(ReadOnlySpan<TElement> matrix, nint n, Span<TElement> result)
        where TElement : unmanaged, IFloatingPointIeee754<TElement>
    {
        TElement[] buffer = ArrayPool<TElement>.Shared.Rent(matrix.Length);
        var rows = buffer.AsSpan(0, matrix.Length);
        matrix.CopyTo(rows);
        Eliminate(rows, (int)n, [], 0, out result[0]);
        ArrayPool<TElement>.Shared.Return(buffer);
    }

    /// <summary>The lower triangular L with L L^T the n x n matrix, of which only the lower triangle is read.</summary>
    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    public static void Cholesky<TElement>(ReadOnlySpan<TElement> matrix, nint n, Span<TElement> result, string site)
        where TElement : unmanaged, IFloatingPointIeee754<TElement>
    {
        int size = (int)n;
        result.Clear();
        for (int i = 0; i < size; i++)
        {
            var row = result.Slice(i * size, size);
            for (int j = 0; j < i; j++)
            {
                var sum = matrix[(i * size) + j] - Dot<TElement>(row[..j], result.Slice(j * size, j));
                row[j] = sum / result[(j * size) + j];
            }
            var square = matrix[(i * size) + i] - Dot<TElement>(row[..i], row[..i]);
            if (square <= TElement.Zero) Fail.NotPositiveDefinite(site, i);
            row[i] = TElement.Sqrt(square);
        }
    }

    private static void SolveInPlace<TElement>(ReadOnlySpan<TElement> matrix, int n, Span<TElement> right, int columns, string site)
        where TElement : unmanaged, IFloatingPointIeee754<TElement>
    {
        TElement[] buffer = ArrayPool<TElement>.Shared.Rent(matrix.Length);
        try
        {
            var rows = buffer.AsSpan(0, matrix.Length);
            matrix.CopyTo(rows);
            int singular = Eliminate(rows, n, right, columns, out _);
            if (singular >= 0) Fail.Singular(site, singular);
            for (int i = n - 1; i >= 0; i--)
            {
                var target = right.Slice(i * columns, columns);
                for (int j = i + 1; j < n; j++) Subtract(target, right.Slice(j * columns, columns), rows[(i * n) + j]);
                TensorPrimitives.Divide(target, rows[(i * n) + i], target);
            }
        }
        finally
        {
            ArrayPool<TElement>.Shared.Return(buffer);
        }
    }

    /// <summary>Makes the rows upper triangular, those on the right with them.</summary>
    /// <returns>The first column without a pivot, -1 where there is none.</returns>
    private static int Eliminate<TElement>(Span<TElement> rows, int n, Span<TElement> right, int columns, out TElement determinant)
        where TElement : unmanaged, IFloatingPointIeee754<TElement>
    {
        int singular = -1;
        determinant = TElement.One;
        for (int k = 0; k < n; k++)
        {
            int pivot = Pivot(rows, n, k);
            if (pivot != k)
            {
                Swap(rows, n, k, pivot);
                Swap(right, columns, k, pivot);
                determinant = -determinant;
            }
            var diagonal = rows[(k * n) + k];
            determinant *= diagonal;
            if (diagonal == TElement.Zero)
            {
                if (singular < 0) singular = k;
                continue;
            }
            var source = rows.Slice((k * n) + k, n - k);
            var rightSource = right.Slice(k * columns, columns);
            for (int i = k + 1; i < n; i++)
            {
                var factor = rows[(i * n) + k] / diagonal;
                Subtract(rows.Slice((i * n) + k, n - k), source, factor);
                Subtract(right.Slice(i * columns, columns), rightSource, factor);
            }
        }
        return singular;
    }

    /// <summary>The row, from k on, with the largest element in column k.</summary>
    private static int Pivot<TElement>(ReadOnlySpan<TElement> rows, int n, int k)
        where TElement : unmanaged, IFloatingPointIeee754<TElement>
    {
        int pivot = k;
        var largest = TElement.Abs(rows[(k * n) + k]);
        for (int i = k + 1; i < n; i++)
        {
            var element = TElement.Abs(rows[(i * n) + k]);
            if (element > largest || TElement.IsNaN(element)) (pivot, largest) = (i, element);
        }
        return pivot;
    }

    private static void Swap<TElement>(Span<TElement> rows, int width, int first, int second)
    {
        var one = rows.Slice(first * width, width);
        var other = rows.Slice(second * width, width);
        for (int j = 0; j < one.Length; j++) (one[j], other[j]) = (other[j], one[j]);
    }

    private static void Subtract<TElement>(Span<TElement> target, ReadOnlySpan<TElement> source, TElement factor)
        where TElement : unmanaged, IFloatingPointIeee754<TElement> => TensorPrimitives.MultiplyAdd(source, -factor, target, target);

    private static TElement Dot<TElement>(ReadOnlySpan<TElement> x, ReadOnlySpan<TElement> y)
        where TElement : unmanaged, IFloatingPointIeee754<TElement> => x.IsEmpty ? TElement.Zero : TensorPrimitives.Dot(x, y);
}
