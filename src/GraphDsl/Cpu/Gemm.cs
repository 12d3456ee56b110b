using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphDsl.Cpu;

/// <summary>
/// Matrix products C = alpha A B + beta C of float and double. The operands are spans with a row and a column stride each, so transposes and
/// views cost nothing; C has unit column stride. With beta = 0 C is not read.
/// </summary>
/// <remarks>Results do not depend on the number of threads. Nothing is allocated once a thread's buffers have grown.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class Gemm
{
    /// <summary>C[m, n] = alpha A[m, k] B[k, n] + beta C[m, n].</summary>
    /// <param name="m">The number of rows of A and C.</param>
    /// <param name="n">The number of columns of B and C.</param>
    /// <param name="k">The number of columns of A and rows of B; with 0 the product is 0.</param>
    /// <param name="alpha">The factor of the product.</param>
    /// <param name="a">A: element (i, p) is a[i * aRow + p * aColumn].</param>
    /// <param name="aRow">The distance of A's rows.</param>
    /// <param name="aColumn">The distance of A's columns.</param>
    /// <param name="b">B: element (p, j) is b[p * bRow + j * bColumn].</param>
    /// <param name="bRow">The distance of B's rows.</param>
    /// <param name="bColumn">The distance of B's columns.</param>
    /// <param name="beta">The factor of C's former values.</param>
    /// <param name="c">C: element (i, j) is c[i * cRow + j]; it must not overlap A or B.</param>
    /// <param name="cRow">The distance of C's rows.</param>
    public static void Multiply<T>(
        nint m, nint n, nint k, T alpha, ReadOnlySpan<T> a, nint aRow, nint aColumn, ReadOnlySpan<T> b, nint bRow, nint bColumn,
        T beta, Span<T> c, nint cRow)
        where T : unmanaged
    {
        var none = default(NoEpilogue<T>);
        Multiply(m, n, k, alpha, a, aRow, aColumn, b, bRow, bColumn, beta, c, cRow, ref none);
    }

    /// <summary>
    /// The product with an epilogue that takes the finished elements. C then serves as scratch memory for long sums; where the epilogue stores
    /// into C, it must do so at the place it is given.
    /// </summary>
    /// <inheritdoc cref="Multiply{T}(nint, nint, nint, T, ReadOnlySpan{T}, nint, nint, ReadOnlySpan{T}, nint, nint, T, Span{T}, nint)"/>
    public static void Multiply<T, TEpilogue>(
        nint m, nint n, nint k, T alpha, ReadOnlySpan<T> a, nint aRow, nint aColumn, ReadOnlySpan<T> b, nint bRow, nint bColumn,
        T beta, Span<T> c, nint cRow, scoped ref TEpilogue epilogue)
        where T : unmanaged
        where TEpilogue : struct, IGemmEpilogue<T>, allows ref struct
    {
        if (m <= 0 || n <= 0) return;
        k = Math.Max(k, 0);
        CheckLength(a.Length, m, k, aRow, aColumn, nameof(a));
        CheckLength(b.Length, k, n, bRow, bColumn, nameof(b));
        CheckLength(c.Length, m, n, cRow, 1, nameof(c));
        fixed (T* pa = a, pb = b, pc = c)
        {
            var plan = new GemmPlan<T>
            {
                M = m,
                N = n,
                K = k,
                Alpha = alpha,
                Beta = beta,
                A = pa,
                B = pb,
                C = pc,
                ARow = aRow,
                AColumn = aColumn,
                BRow = bRow,
                BColumn = bColumn,
                CRow = cRow,
            };
            if (Vector512.IsHardwareAccelerated) Run<Vec512<T>, T, TEpilogue>(ref plan, ref epilogue);
            else if (Vector256.IsHardwareAccelerated) Run<Vec256<T>, T, TEpilogue>(ref plan, ref epilogue);
            else if (Vector128.IsHardwareAccelerated) Run<Vec128<T>, T, TEpilogue>(ref plan, ref epilogue);
            else Run<Scalar1<T>, T, TEpilogue>(ref plan, ref epilogue);
        }
    }

    /// <summary>Picks the way to go by the shape alone.</summary>
    internal static void Run<V, T, TEpilogue>(scoped ref GemmPlan<T> plan, scoped ref TEpilogue epilogue)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TEpilogue : struct, IGemmEpilogue<T>, allows ref struct
    {
        var local = epilogue;
        if (plan.M == 1)
        {
            RunRow<V, T, TEpilogue>(plan, ref local);
        }
        else if (plan.N == 1)
        {
            RunRow<V, T, TEpilogue>(plan.Transpose(), ref local);
        }
        else if (plan.AColumn == 1 && plan.N <= Math.Min(12, 2 * V.Count) && plan.M >= 2 * GemmDots.Rows && plan.K >= 4 * V.Count && V.Count > 1)
        {
            RunDots<V, T, TEpilogue>(plan, ref local);
        }
        else if (IsShallow<V, T>(plan))
        {
            RunShallow<V, T, TEpilogue>(plan, ref local);
        }
        else if (plan.BColumn == 1 && plan.M <= 3 * GemmTile.MostRows<V, T>())
        {
            RunWide<V, T, TEpilogue>(plan, ref local);
        }
        else if (plan.ARow == 1 && plan.N <= 24 && plan.M > 2 * plan.N)
        {
            // A'B with few columns: in the transposed product the rows of A lie along the vectors.
            RunWide<V, T, TEpilogue>(plan.Transpose(), ref local);
        }
        else
        {
            RunBlocked<V, T, TEpilogue>(plan, ref local);
        }
    }

    /// <summary>The start and height of a panel when rows are dealt out evenly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (nint Start, int Rows) Panel(nint rows, nint panels, nint i)
    {
        nint height = rows / panels, rest = rows - (height * panels);
        return ((i * height) + Math.Min(i, rest), (int)(height + (i < rest ? 1 : 0)));
    }

    private static void CheckLength(int length, nint rows, nint columns, nint rowStride, nint columnStride, string name)
    {
        if (rows <= 0 || columns <= 0) return;
        long needed = ((long)(rows - 1) * rowStride) + ((long)(columns - 1) * columnStride) + 1;
        if (rowStride < 0 || columnStride < 0 || needed > length)
            throw new ArgumentException(FormattableString.Invariant(
                $"Matrix {name} of {rows} x {columns} elements with strides {rowStride} and {columnStride} needs {needed} elements; the span has {length}."), name);
    }
}
