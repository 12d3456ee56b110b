using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

// Few rows: B, whose rows are contiguous, is read in place, since packing would cost as much as the product. k is not cut.
public static unsafe partial class Gemm
{
    private static void RunWide<V, T, TEpilogue>(GemmPlan<T> plan, ref TEpilogue epilogue)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TEpilogue : struct, IGemmEpilogue<T>, allows ref struct
    {
        nint width = 2 * V.Count;
        nint block = Partition.Block(plan.N, (long)Math.Max(1, plan.M * plan.K * sizeof(T) / 24), width);
        var body = new WideBody<V, T, TEpilogue>(plan, new(ref epilogue), Math.Min(block, plan.N));
        CpuPool.For(in body, Partition.Count(plan.N, body.Block));
    }

    private readonly struct WideBody<V, T, TEpilogue>(GemmPlan<T> plan, KernelAddress<TEpilogue> epilogue, nint block) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TEpilogue : struct, IGemmEpilogue<T>, allows ref struct
    {
        public nint Block => block;

        public void Run(int task)
        {
            nint width = 2 * V.Count, from = task * block, to = Math.Min(plan.N, from + block);
            int most = GemmTile.MostRows<V, T>();
            nint panels = (plan.M + most - 1) / most;
            bool partial = (to - from) % V.Count != 0;
            T* tile = PackBuffer.OfA.Reserve<T>((most * width) + (partial ? width * plan.K : 0));
            for (nint j = from; j < to; j += width)
            {
                int columns = (int)Math.Min(width, to - j), vectors = columns > V.Count ? 2 : 1;
                T* b = plan.B + j;
                nint bRow = plan.BRow;
                bool ahead = true; // the columns that come next lie apart by whole rows: no hardware foresees them
                if (columns % V.Count != 0)
                {
                    // The rest of the columns is filled up to whole vectors.
                    T* strip = tile + (most * width);
                    GemmPack.Strip<V, T>(b, bRow, 1, plan.K, columns, strip);
                    b = strip;
                    bRow = vectors * V.Count;
                    ahead = false;
                }
                for (nint i = 0; i < panels; i++)
                {
                    var (row, rows) = Panel(plan.M, panels, i);
                    GemmTile.Run<V, T>(rows, vectors, plan.K, plan.A + (row * plan.ARow), plan.ARow, plan.AColumn, b, bRow, tile, ahead && i == 0);
                    plan.Finish<V, TEpilogue>(tile, row, rows, j, columns, true, true, ref epilogue.Reference);
                }
            }
        }
    }
}
