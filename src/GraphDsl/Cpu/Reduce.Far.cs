using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

// Lines from memory: four parts are read in turn, so that while one waits at the edge of a page the others go on. A loop of its own: one
// for both, which keeps the distances of its vectors in registers, makes sums from the caches take a quarter longer.
public static partial class Reduce
{
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static T FarLine<V, T, TOp, TKernel>(scoped ref TKernel shared, nint from, nint to)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOp : struct, IReduceOp<T>
        where TKernel : struct, IReduceKernel<T>, allows ref struct
    {
        var kernel = shared;
        int w = V.Count, pair = 2 * w;
        nint part = (to - from) / (4 * pair) * pair, block = pair * StepsOfBlock(part / pair);
        var total = TOp.Identity<V>();
        nint i = from;
        while (i < from + part)
        {
            nint end = Math.Min(from + part, i + block);
            V a = TOp.Identity<V>(), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
            for (; i < end; i += pair)
            {
                nint second = i + part, third = second + part, fourth = third + part;
                a = TOp.Combine(a, kernel.Eval<V>(i, V.Count));
                b = TOp.Combine(b, kernel.Eval<V>(i + w, V.Count));
                c = TOp.Combine(c, kernel.Eval<V>(second, V.Count));
                d = TOp.Combine(d, kernel.Eval<V>(second + w, V.Count));
                e = TOp.Combine(e, kernel.Eval<V>(third, V.Count));
                f = TOp.Combine(f, kernel.Eval<V>(third + w, V.Count));
                g = TOp.Combine(g, kernel.Eval<V>(fourth, V.Count));
                h = TOp.Combine(h, kernel.Eval<V>(fourth + w, V.Count));
            }
            a = TOp.Combine(TOp.Combine(a, e), TOp.Combine(c, g));
            b = TOp.Combine(TOp.Combine(b, f), TOp.Combine(d, h));
            total = TOp.Combine(total, TOp.Combine(a, b));
        }
        for (i = from + (4 * part); i <= to - w; i += w) total = TOp.Combine(total, kernel.Eval<V>(i, V.Count));
        return Finish<V, T, TOp, TKernel>(ref shared, total, i, (int)(to - i));
    }
}
