using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

// Few steps of k and many rows that lie along A: each vector of columns passes by a block of rows. Neither operand is packed.
public static unsafe partial class Gemm
{
    /// <summary>Rows of a task: their part of A and of C stays in the second cache while the columns pass.</summary>
    private const int ShallowRows = 112;

    /// <summary>For fewer rows B is not worth loading into registers.</summary>
    private const int LeastShallowRows = 16;

    private static bool IsShallow<V, T>(in GemmPlan<T> plan)
        where V : struct, IVector<V, T>
        where T : unmanaged
        => plan.ARow == 1 && plan.K is > 0 and <= GemmShallow.MostDepth && plan.M >= LeastShallowRows && plan.N >= V.Count && GemmTile.MostRows<V, T>() > 6
            && !Collide<T>(plan.AColumn);

    private static void RunShallow<V, T, TEpilogue>(GemmPlan<T> plan, ref TEpilogue epilogue)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TEpilogue : struct, IGemmEpilogue<T>, allows ref struct
    {
        int tasks = Partition.Count(plan.M, ShallowRows);
        if (tasks > EvenTasks / 2) tasks = Even(tasks);
        var body = new ShallowBody<V, T, TEpilogue>(plan, new(ref epilogue), tasks);
        RunTasks<ShallowBody<V, T, TEpilogue>, T>(in body, tasks, (double)plan.M * plan.N * plan.K);
    }

    private readonly struct ShallowBody<V, T, TEpilogue>(GemmPlan<T> plan, KernelAddress<TEpilogue> epilogue, int tasks) : IPoolBody
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TEpilogue : struct, IGemmEpilogue<T>, allows ref struct
    {
        public void Run(int task)
        {
            var (row, rows) = Panel(plan.M, tasks, task);
            for (nint j = 0; j < plan.N; j += V.Count)
            {
                int lanes = (int)Math.Min(V.Count, plan.N - j);
                T* b = plan.B + (j * plan.BColumn);
                nint bRow = plan.BRow;
                if (plan.BColumn != 1 || lanes < V.Count)
                {
                    T* strip = PackBuffer.OfB.Reserve<T>(plan.K * V.Count);
                    GemmPack.Strip<V, T>(b, bRow, plan.BColumn, plan.K, lanes, strip);
                    b = strip;
                    bRow = V.Count;
                }
                GemmShallow.Run<V, T, TEpilogue>(plan, row, rows, j, lanes, b, bRow, ref epilogue.Reference);
            }
        }
    }
}
