using System.ComponentModel;
using ILGPU;

namespace GraphDsl.Ilgpu;

/// <summary>
/// Linear algebra on one square matrix by one group, in double and single precision: elimination with partial pivoting as on the CPU,
/// each element by the same operations in the same order. All threads of the group call together.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Matrices
{
    /// <summary>The inverse of an n x n matrix.</summary>
    /// <param name="shared">One place for each thread of the group.</param>
    /// <param name="places">Another one.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="work">Memory for a copy of it.</param>
    /// <param name="result">The inverse.</param>
    /// <param name="n">The number of rows.</param>
    /// <param name="status">Where a singular matrix is reported.</param>
    /// <param name="check">The number of that check.</param>
    public static void Inverse(
        ArrayView<float> shared, ArrayView<int> places, ArrayView<float> matrix, ArrayView<float> work, ArrayView<float> result, int n, ArrayView<int> status, int check)
    {
        for (int i = Group.IdxX; i < n * n; i += Group.DimX)
        {
            work[i] = matrix[i];
            result[i] = i % (n + 1) == 0 ? 1 : 0;
        }
        Group.Barrier();
        SolveInPlace(shared, places, work, result, n, n, status, check);
    }

    /// <summary>The solutions of n equations, one for each of the columns on the right.</summary>
    /// <inheritdoc cref="Inverse(ArrayView{float}, ArrayView{int}, ArrayView{float}, ArrayView{float}, ArrayView{float}, int, ArrayView{int}, int)"/>
    public static void Solve(
        ArrayView<float> shared, ArrayView<int> places, ArrayView<float> matrix, ArrayView<float> right, ArrayView<float> work, ArrayView<float> result,
        int n, int columns, ArrayView<int> status, int check)
    {
        for (int i = Group.IdxX; i < n * n; i += Group.DimX) work[i] = matrix[i];
        for (int i = Group.IdxX; i < n * columns; i += Group.DimX) result[i] = right[i];
        Group.Barrier();
        SolveInPlace(shared, places, work, result, n, columns, status, check);
    }

    /// <summary>The determinant of an n x n matrix; 1 where n is 0.</summary>
    /// <inheritdoc cref="Inverse(ArrayView{float}, ArrayView{int}, ArrayView{float}, ArrayView{float}, ArrayView{float}, int, ArrayView{int}, int)"/>
    public static void Det(ArrayView<float> shared, ArrayView<int> places, ArrayView<float> matrix, ArrayView<float> work, ArrayView<float> result, int n)
    {
        for (int i = Group.IdxX; i < n * n; i += Group.DimX) work[i] = matrix[i];
        Group.Barrier();
        float determinant = 1;
        for (int k = 0; k < n; k++)
        {
            int pivot = Pivot(shared, places, work, n, k);
            float diagonal = work[(pivot * n) + k];
            Group.Barrier(); // all have read it
            determinant *= pivot == k ? diagonal : -diagonal;
            // Without a pivot nothing is left to eliminate in the column.
            if (diagonal != 0)
            {
                Swap(work, n, k, pivot);
                Subtract(work, n, k, work, n, k + 1);
            }
            Group.Barrier();
        }
        if (Group.IdxX == 0) result[0] = determinant;
    }

    /// <summary>The lower triangular L with L L^T the n x n matrix, of which only the lower triangle is read.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="result">L.</param>
    /// <param name="n">The number of rows.</param>
    /// <param name="status">Where a matrix without L is reported.</param>
    /// <param name="check">The number of that check.</param>
    public static void Cholesky(ArrayView<float> matrix, ArrayView<float> result, int n, ArrayView<int> status, int check)
    {
        for (int i = Group.IdxX; i < n * n; i += Group.DimX) result[i] = i % n <= i / n ? matrix[i] : 0;
        Group.Barrier();
        for (int k = 0; k < n; k++)
        {
            float square = result[(k * n) + k];
            bool goesOn = (square > 0) | DeviceMath.IsNaN(square);
            if (goesOn == false)
            {
                if (Group.IdxX == 0) Report.Failure(status, check, k, 0);
                return;
            }
            float pivot = MathF.Sqrt(square);
            Group.Barrier(); // all have read the square
            for (int i = k + Group.IdxX; i < n; i += Group.DimX) result[(i * n) + k] = i == k ? pivot : result[(i * n) + k] / pivot;
            Group.Barrier();
            int below = n - k - 1;
            for (int e = Group.IdxX; e < below * below; e += Group.DimX)
            {
                int i = k + 1 + (e / below), j = k + 1 + (e % below);
                if (j <= i) result[(i * n) + j] -= result[(i * n) + k] * result[(j * n) + k];
            }
            Group.Barrier();
        }
    }

    /// <summary>Eliminates, then solves from the last row up: what a row is known to be is taken away from all above it at once.</summary>
    private static void SolveInPlace(
        ArrayView<float> shared, ArrayView<int> places, ArrayView<float> rows, ArrayView<float> right, int n, int columns, ArrayView<int> status, int check)
    {
        for (int k = 0; k < n; k++)
        {
            int pivot = Pivot(shared, places, rows, n, k);
            float diagonal = rows[(pivot * n) + k];
            Group.Barrier(); // all have read it
            if (diagonal == 0)
            {
                if (Group.IdxX == 0) Report.Failure(status, check, k, 0);
                return;
            }
            Swap(rows, n, k, pivot);
            Swap(right, columns, k, pivot);
            Subtract(rows, n, k, right, columns, 0);
            Subtract(rows, n, k, rows, n, k + 1);
            Group.Barrier();
        }
        for (int k = n - 1; k >= 0; k--)
        {
            for (int j = Group.IdxX; j < columns; j += Group.DimX) right[(k * columns) + j] /= rows[(k * n) + k];
            Group.Barrier();
            for (int e = Group.IdxX; e < k * columns; e += Group.DimX)
                right[e] -= rows[(e / columns * n) + k] * right[(k * columns) + (e % columns)];
            Group.Barrier();
        }
    }

    /// <summary>The row, from k on, with the largest element in column k.</summary>
    private static int Pivot(ArrayView<float> shared, ArrayView<int> places, ArrayView<float> rows, int n, int k)
    {
        float largest = 0;
        int place = -1;
        for (int i = k + Group.IdxX; i < n; i += Group.DimX)
        {
            float element = DeviceMath.Abs(rows[(i * n) + k]);
            if (place < 0 || Best.IsBetter(element, largest)) (largest, place) = (element, i);
        }
        return Best.Place(shared, places, Group.IdxX, Group.DimX, 1, largest, place);
    }

    /// <summary>Exchanges two rows.</summary>
    private static void Swap(ArrayView<float> rows, int width, int first, int second)
    {
        if (first != second)
        {
            for (int j = Group.IdxX; j < width; j += Group.DimX)
            {
                float other = rows[(second * width) + j];
                rows[(second * width) + j] = rows[(first * width) + j];
                rows[(first * width) + j] = other;
            }
        }
        Group.Barrier();
    }

    /// <summary>Takes row k away from all rows below it, times what makes their elements in column k vanish; those themselves stay as they are.</summary>
    private static void Subtract(ArrayView<float> rows, int n, int k, ArrayView<float> target, int width, int firstColumn)
    {
        int columns = width - firstColumn;
        for (int e = Group.IdxX; e < (n - k - 1) * columns; e += Group.DimX)
        {
            int i = k + 1 + (e / columns), j = firstColumn + (e % columns);
            float factor = rows[(i * n) + k] / rows[(k * n) + k];
            target[(i * width) + j] -= factor * target[(k * width) + j];
        }
    }
}
