using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

// The general case: B is packed into strips of two vectors, A is read in place or packed into panels, k is cut into blocks.
public static unsafe partial class Gemm
{
    /// <summary>The most steps of k at a time: a panel of A and its strip of B are near, a block of panels fits the second cache.</summary>
    private const int MostDepth = 512;

    /// <summary>Bytes of strips that stay in the second cache beside all else.</summary>
    private const int NearStrips = 128 << 10;

    /// <summary>The most panels of A in a task: the block stays in the second cache.</summary>
    private const int PanelsOfBlock = 14;

    /// <summary>Tasks come in multiples of this many, all of about the same size, so that no thread is left with the last one.</summary>
    private const int EvenTasks = 8;

    /// <summary>Up to this many steps of k the lines of a panel of A' are few.</summary>
    private const int ShallowDepth = 64;

    /// <summary>The most columns of B at a time.</summary>
    private const int MostColumns = 3072;

    private static void RunBlocked<V, T, TEpilogue>(GemmPlan<T> plan, ref TEpilogue epilogue)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TEpilogue : struct, IGemmEpilogue<T>, allows ref struct
    {
        nint depthBlocks = Math.Max(1, (plan.K + MostDepth - 1) / MostDepth);
        nint columnBlocks = (plan.N + MostColumns - 1) / MostColumns;
        nint width = 2 * V.Count;
        nint depth = (plan.K + depthBlocks - 1) / depthBlocks;
        nint columns = ((plan.N + columnBlocks - 1) / columnBlocks + width - 1) / width * width;
        var body = new BlockedBody<V, T, TEpilogue>(plan, new(ref epilogue))
        {
            Strips = PackBuffer.OfB.Reserve<T>(depth * columns),
            Panels = (plan.M + GemmTile.MostRows<V, T>() - 1) / GemmTile.MostRows<V, T>(),
            PacksA = PacksA<V, T>(plan),
        };
        body.Tasks = Partition.Count(body.Panels, PanelsOfBlock);
        if (body.Tasks > 1) body.Tasks = (int)Math.Min(body.Panels, Even(body.Tasks));
        for (nint column = 0; column < plan.N; column += columns)
        {
            for (nint p = 0; p < Math.Max(plan.K, 1); p += depth)
            {
                body.Column = column;
                body.Columns = Math.Min(columns, plan.N - column);
                body.P = p;
                body.Depth = Math.Min(depth, plan.K - p);
                body.Packing = true;
                RunTasks<BlockedBody<V, T, TEpilogue>, T>(body, Partition.Count(body.Columns, width * 4), 5.0 * body.Depth * body.Columns);
                body.Packing = false;
                RunTasks<BlockedBody<V, T, TEpilogue>, T>(body, body.Tasks, (double)plan.M * body.Columns * body.Depth);
                if (depth == 0) break;
            }
        }
    }

    private static int Even(int tasks) => (tasks + EvenTasks - 1) / EvenTasks * EvenTasks;

    /// <summary>Runs tasks that do so many multiplications, or as much other work, on the pool where that is worth it.</summary>
    private static void RunTasks<TBody, T>(in TBody body, int tasks, double work)
        where TBody : struct, IPoolBody
        where T : unmanaged
    {
        // Below about 40 microseconds one thread is faster; the tasks are the same.
        if (work * sizeof(T) > 8e6) CpuPool.For(in body, tasks);
        else for (int task = 0; task < tasks; task++) body.Run(task);
    }

    // Packing makes the tile's reads contiguous. It is left out where the rows are read few times and do not fall on the same cache lines, and
    // where a panel of A' is so flat that its few lines stay in the first cache as they are.
    private static bool PacksA<V, T>(in GemmPlan<T> plan)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        nint strips = (plan.N + (2 * V.Count) - 1) / (2 * V.Count);
        if (strips <= 2) return false;
        if (plan.ARow == 1 && plan.K <= ShallowDepth && !Collide<T>(plan.AColumn)) return false;
        return plan.AColumn != 1 || strips > 64 || Collide<T>(plan.ARow);
    }

    /// <summary>Whether lines so far apart fall on nearly the same places of the first cache.</summary>
    private static bool Collide<T>(nint stride) where T : unmanaged
    {
        nint apart = stride * sizeof(T) % 4096;
        return Math.Min(apart, 4096 - apart) < 256;
    }

    private struct BlockedBody<V, T, TEpilogue>(GemmPlan<T> plan, KernelAddress<TEpilogue> epilogue) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TEpilogue : struct, IGemmEpilogue<T>, allows ref struct
    {
        public T* Strips;
        public nint Panels, Column, Columns, P, Depth;
        public int Tasks;
        public bool Packing, PacksA;

        public readonly void Run(int task)
        {
            if (Packing) PackStrips(task);
            else RunPanels(task);
        }

        private readonly void PackStrips(int task)
        {
            nint width = 2 * V.Count, last = Math.Min(Columns, (task + 1) * 4 * width);
            for (nint j = task * 4 * width; j < last; j += width)
            {
                T* source = plan.B + (P * plan.BRow) + ((Column + j) * plan.BColumn);
                GemmPack.Strip<V, T>(source, plan.BRow, plan.BColumn, Depth, (int)Math.Min(width, Columns - j), Strips + (j * Depth));
            }
        }

        private readonly void RunPanels(int task)
        {
            nint width = 2 * V.Count;
            var (from, count) = Panel(Panels, Tasks, task);
            nint to = from + count, firstRow = Panel(plan.M, Panels, from).Start;
            int tileSize = GemmTile.MostRows<V, T>() * 2 * V.Count;
            nint packed = PacksA ? (Panel(plan.M, Panels, to).Start - firstRow) * Depth : 0;
            T* tile = PackBuffer.OfA.Reserve<T>(tileSize + packed);
            T* block = tile + tileSize;
            if (PacksA)
            {
                for (nint i = from; i < to; i++)
                {
                    var (row, rows) = Panel(plan.M, Panels, i);
                    T* source = plan.A + (row * plan.ARow) + (P * plan.AColumn);
                    GemmPack.Panel(source, plan.ARow, plan.AColumn, rows, Depth, block + ((row - firstRow) * Depth));
                }
            }
            // The inner loop runs over what is nearer: packed panels pass by one strip, strips pass by one panel read in place. Strips that
            // are near all together pass by each panel, so that the rows of C are met one after the other.
            if (PacksA && Depth * Columns * sizeof(T) > NearStrips)
            {
                for (nint j = 0; j < Columns; j += width)
                    for (nint i = from; i < to; i++) Tile(i, j, firstRow, block, tile);
            }
            else
            {
                for (nint i = from; i < to; i++)
                    for (nint j = 0; j < Columns; j += width) Tile(i, j, firstRow, block, tile);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Tile(nint i, nint j, nint firstRow, T* block, T* tile)
        {
            var (row, rows) = Panel(plan.M, Panels, i);
            int columns = (int)Math.Min(2 * V.Count, Columns - j), vectors = columns > V.Count ? 2 : 1;
            T* a = PacksA ? block + ((row - firstRow) * Depth) : plan.A + (row * plan.ARow) + (P * plan.AColumn);
            nint aRow = PacksA ? 1 : plan.ARow, aColumn = PacksA ? rows : plan.AColumn;
            // What the sums will be added to comes nearer meanwhile.
            if (Depth > ShallowDepth)
            {
                T* target = plan.C + (row * plan.CRow) + Column + j;
                for (int r = 0; r < rows; r++, target += plan.CRow)
                {
                    Element.Prefetch(target);
                    Element.Prefetch(target + V.Count);
                }
            }
            GemmTile.Run<V, T>(rows, vectors, Depth, a, aRow, aColumn, Strips + (j * Depth), vectors * V.Count, tile);
            plan.Finish<V, TEpilogue>(tile, row, rows, Column + j, columns, P == 0, P + Depth >= plan.K, ref epilogue.Reference);
        }
    }
}
