using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

// One row (or, transposed, one column): B passes by once, as sums of its rows or as products with its columns, whichever lie contiguous.
public static unsafe partial class Gemm
{
    private static void RunRow<V, T, TEpilogue>(GemmPlan<T> plan, ref TEpilogue epilogue)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TEpilogue : struct, IGemmEpilogue<T>, allows ref struct
    {
        if (plan.BColumn != 1 && plan.BRow != 1 && plan.N > 1)
        {
            RunBlocked<V, T, TEpilogue>(plan.Transposed ? plan.Transpose() : plan, ref epilogue);
            return;
        }
        // A column of C whose elements lie side by side is as good as a row.
        if (plan.Transposed && plan.CRow == 1 && TEpilogue.IsNone) plan.Transposed = false;
        nint block = Partition.Block(plan.N, (long)Math.Max(1, plan.K * sizeof(T) / 8), GemmRow.MostVectors * V.Count);
        var body = new RowBody<V, T, TEpilogue>(plan, new(ref epilogue), block);
        CpuPool.For(in body, Partition.Count(plan.N, block));
    }

    private readonly struct RowBody<V, T, TEpilogue>(GemmPlan<T> plan, KernelAddress<TEpilogue> epilogue, nint block) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TEpilogue : struct, IGemmEpilogue<T>, allows ref struct
    {
        public void Run(int task)
        {
            int width = GemmRow.MostVectors * V.Count;
            nint from = task * block, to = Math.Min(plan.N, from + block);
            bool dots = plan.BRow == 1 && (plan.BColumn != 1 || plan.N == 1);
            bool packs = dots && plan.AColumn != 1;
            T* tile = PackBuffer.OfA.Reserve<T>(width + (packs ? plan.K : 0));
            T* a = plan.A;
            if (packs)
            {
                a = tile + width;
                for (nint p = 0; p < plan.K; p++) a[p] = plan.A[p * plan.AColumn];
            }
            for (nint j = from; j < to; j += width)
            {
                int columns = (int)Math.Min(width, to - j);
                if (dots) GemmRow.Dot<V, T>(plan.K, a, plan.B + (j * plan.BColumn), plan.BColumn, columns, tile);
                else GemmRow.Combine<V, T>(plan.K, a, plan.AColumn, plan.B + j, plan.BRow, columns, tile);
                plan.Finish<V, TEpilogue>(tile, 0, 1, j, columns, true, true, ref epilogue.Reference);
            }
        }
    }
}
