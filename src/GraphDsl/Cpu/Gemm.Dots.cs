using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

// Few columns: A, whose rows are contiguous, passes by once; the columns of B are laid side by side first.
public static unsafe partial class Gemm
{
    private static void RunDots<V, T, TEpilogue>(GemmPlan<T> plan, ref TEpilogue epilogue)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TEpilogue : struct, IGemmEpilogue<T>, allows ref struct
    {
        nint apart = (plan.K + V.Count - 1) / V.Count * V.Count;
        T* columns = PackBuffer.OfB.Reserve<T>(apart * plan.N);
        for (nint j = 0; j < plan.N; j++)
        {
            T* target = columns + (j * apart), source = plan.B + (j * plan.BColumn);
            for (nint p = 0; p < plan.K; p++) target[p] = source[p * plan.BRow];
            for (nint p = plan.K; p < apart; p++) target[p] = default;
        }
        nint block = Partition.Block(plan.M, (long)Math.Max(1, plan.N * plan.K * sizeof(T) / 24), GemmDots.Rows * 8);
        var body = new DotsBody<V, T, TEpilogue>(plan, new(ref epilogue), Math.Min(block, plan.M), columns, apart);
        CpuPool.For(in body, Partition.Count(plan.M, body.Block));
    }

    private readonly struct DotsBody<V, T, TEpilogue>(GemmPlan<T> plan, KernelAddress<TEpilogue> epilogue, nint block, T* columns, nint apart) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TEpilogue : struct, IGemmEpilogue<T>, allows ref struct
    {
        public nint Block => block;

        public void Run(int task)
        {
            nint from = task * block, to = Math.Min(plan.M, from + block);
            int width = 2 * V.Count;
            T* tile = PackBuffer.OfA.Reserve<T>(GemmDots.Rows * width);
            for (nint i = from; i < to; i += GemmDots.Rows)
            {
                int rows = (int)Math.Min(GemmDots.Rows, to - i);
                T* a = plan.A + (i * plan.ARow);
                nint tiles = (plan.N + GemmDots.MostColumns - 1) / GemmDots.MostColumns;
                for (nint j = 0; j < tiles; j++)
                {
                    var (column, count) = Panel(plan.N, tiles, j);
                    GemmDots.Run<V, T>(rows, count, plan.K, a, plan.ARow, columns + (column * apart), apart, tile + column, width);
                }
                plan.Finish<V, TEpilogue>(tile, i, rows, 0, (int)plan.N, true, true, ref epilogue.Reference);
            }
        }
    }
}
