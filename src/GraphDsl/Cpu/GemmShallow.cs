using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphDsl.Cpu;

/// <summary>
/// The innermost loops of products with few steps of k, whose left operand lies along its rows (A'B, the gradient by weights of a small batch):
/// a vector of each row of B stays in a register while the rows of A pass. A finished vector goes on from its register at once; in a tile the
/// sums of so few steps would take nearly as long to store and to load again.
/// </summary>
internal static unsafe class GemmShallow
{
    /// <summary>The most steps of k: as many of 32 registers hold B; the rest hold sums and what the epilogue needs.</summary>
    public const int MostDepth = 20;

    /// <summary>
    /// Rows <paramref name="row"/> .. row + rows of up to a vector of columns: C[i, column + j] = sum over p of A[i, p] * b[p * bRow + j].
    /// </summary>
    public static void Run<V, T, TEpilogue>(
        in GemmPlan<T> plan, nint row, nint rows, nint column, int lanes, T* b, nint bRow, ref TEpilogue epilogue)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TEpilogue : struct, IGemmEpilogue<T>, allows ref struct
    {
        switch (plan.K)
        {
            case 1: Kernel<V, T, N1, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 2: Kernel<V, T, N2, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 3: Kernel<V, T, N3, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 4: Kernel<V, T, N4, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 5: Kernel<V, T, N5, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 6: Kernel<V, T, N6, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 7: Kernel<V, T, N7, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 8: Kernel<V, T, N8, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 9: Kernel<V, T, N9, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 10: Kernel<V, T, N10, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 11: Kernel<V, T, N11, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 12: Kernel<V, T, N12, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 13: Kernel<V, T, N13, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 14: Kernel<V, T, N14, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 15: Kernel<V, T, N15, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 16: Kernel<V, T, N16, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 17: Kernel<V, T, N17, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 18: Kernel<V, T, N18, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 19: Kernel<V, T, N19, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            case 20: Kernel<V, T, N20, TEpilogue>(plan, row, rows, column, lanes, b, bRow, ref epilogue); break;
            default: throw new ArgumentOutOfRangeException(nameof(plan));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Kernel<V, T, TDepth, TEpilogue>(
        in GemmPlan<T> plan, nint row, nint rows, nint column, int lanes, T* b, nint bRow, ref TEpilogue shared)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TDepth : struct, IConstant
        where TEpilogue : struct, IGemmEpilogue<T>, allows ref struct
    {
        var epilogue = shared;
        V alpha = V.Broadcast(plan.Alpha), beta = V.Broadcast(plan.Beta);
        bool readsC = plan.ReadsC;
        T* c = plan.C + (row * plan.CRow) + column;
        nint cRow = plan.CRow;
        // Steps of k are reached from every third one, so that the addresses need few registers.
        nint one = plan.AColumn, two = 2 * one, end = row + rows;
        T* a = plan.A + row, a3 = a + (3 * one), a6 = a + (6 * one), a9 = a + (9 * one), a12 = a + (12 * one), a15 = a + (15 * one), a18 = a + (18 * one);
        V b0 = TDepth.Value > 0 ? V.Load(b + (0 * bRow)) : V.Zero;
        V b1 = TDepth.Value > 1 ? V.Load(b + (1 * bRow)) : V.Zero;
        V b2 = TDepth.Value > 2 ? V.Load(b + (2 * bRow)) : V.Zero;
        V b3 = TDepth.Value > 3 ? V.Load(b + (3 * bRow)) : V.Zero;
        V b4 = TDepth.Value > 4 ? V.Load(b + (4 * bRow)) : V.Zero;
        V b5 = TDepth.Value > 5 ? V.Load(b + (5 * bRow)) : V.Zero;
        V b6 = TDepth.Value > 6 ? V.Load(b + (6 * bRow)) : V.Zero;
        V b7 = TDepth.Value > 7 ? V.Load(b + (7 * bRow)) : V.Zero;
        V b8 = TDepth.Value > 8 ? V.Load(b + (8 * bRow)) : V.Zero;
        V b9 = TDepth.Value > 9 ? V.Load(b + (9 * bRow)) : V.Zero;
        V b10 = TDepth.Value > 10 ? V.Load(b + (10 * bRow)) : V.Zero;
        V b11 = TDepth.Value > 11 ? V.Load(b + (11 * bRow)) : V.Zero;
        V b12 = TDepth.Value > 12 ? V.Load(b + (12 * bRow)) : V.Zero;
        V b13 = TDepth.Value > 13 ? V.Load(b + (13 * bRow)) : V.Zero;
        V b14 = TDepth.Value > 14 ? V.Load(b + (14 * bRow)) : V.Zero;
        V b15 = TDepth.Value > 15 ? V.Load(b + (15 * bRow)) : V.Zero;
        V b16 = TDepth.Value > 16 ? V.Load(b + (16 * bRow)) : V.Zero;
        V b17 = TDepth.Value > 17 ? V.Load(b + (17 * bRow)) : V.Zero;
        V b18 = TDepth.Value > 18 ? V.Load(b + (18 * bRow)) : V.Zero;
        V b19 = TDepth.Value > 19 ? V.Load(b + (19 * bRow)) : V.Zero;
        for (; row < end; row++)
        {
            V c0 = V.Zero, c1 = V.Zero, c2 = V.Zero, c3 = V.Zero;
            if (TDepth.Value > 0) c0 = V.FusedMultiplyAdd(a, b0, c0);
            if (TDepth.Value > 1) c1 = V.FusedMultiplyAdd(a + one, b1, c1);
            if (TDepth.Value > 2) c2 = V.FusedMultiplyAdd(a + two, b2, c2);
            if (TDepth.Value > 3) c3 = V.FusedMultiplyAdd(a3, b3, c3);
            if (TDepth.Value > 4) c0 = V.FusedMultiplyAdd(a3 + one, b4, c0);
            if (TDepth.Value > 5) c1 = V.FusedMultiplyAdd(a3 + two, b5, c1);
            if (TDepth.Value > 6) c2 = V.FusedMultiplyAdd(a6, b6, c2);
            if (TDepth.Value > 7) c3 = V.FusedMultiplyAdd(a6 + one, b7, c3);
            if (TDepth.Value > 8) c0 = V.FusedMultiplyAdd(a6 + two, b8, c0);
            if (TDepth.Value > 9) c1 = V.FusedMultiplyAdd(a9, b9, c1);
            if (TDepth.Value > 10) c2 = V.FusedMultiplyAdd(a9 + one, b10, c2);
            if (TDepth.Value > 11) c3 = V.FusedMultiplyAdd(a9 + two, b11, c3);
            if (TDepth.Value > 12) c0 = V.FusedMultiplyAdd(a12, b12, c0);
            if (TDepth.Value > 13) c1 = V.FusedMultiplyAdd(a12 + one, b13, c1);
            if (TDepth.Value > 14) c2 = V.FusedMultiplyAdd(a12 + two, b14, c2);
            if (TDepth.Value > 15) c3 = V.FusedMultiplyAdd(a15, b15, c3);
            if (TDepth.Value > 16) c0 = V.FusedMultiplyAdd(a15 + one, b16, c0);
            if (TDepth.Value > 17) c1 = V.FusedMultiplyAdd(a15 + two, b17, c1);
            if (TDepth.Value > 18) c2 = V.FusedMultiplyAdd(a18, b18, c2);
            if (TDepth.Value > 19) c3 = V.FusedMultiplyAdd(a18 + one, b19, c3);
            a++;
            a3++;
            a6++;
            a9++;
            a12++;
            a15++;
            a18++;
            var value = ((c0 + c1) + (c2 + c3)) * alpha;
            var target = MemoryMarshal.CreateSpan(ref *c, lanes);
            if (readsC) value = V.FusedMultiplyAdd(beta, V.Load(target, 0, lanes), value);
            if (TEpilogue.IsNone) V.Store(value, target, 0, lanes);
            else epilogue.Step(row, column, lanes, value);
            c += cRow;
        }
    }
}
