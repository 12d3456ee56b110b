using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphDsl.Benchmarks;

/// <summary>What one core of this machine can do at most, measured: the bounds that workloads are held against.</summary>
/// <param name="Flops">Multiplications and additions of floats a second, in registers.</param>
/// <param name="NearBytes">Bytes read a second from what is a few megabytes large.</param>
/// <param name="ReadBytes">Bytes read a second from memory.</param>
/// <param name="CopyBytes">Bytes read and written a second from memory to memory, stores as usual.</param>
/// <param name="StreamBytes">The same with stores that go past the cache.</param>
internal sealed unsafe record Machine(double Flops, double NearBytes, double ReadBytes, double CopyBytes, double StreamBytes)
{
    private const int Large = 256 << 20, Near = 2 << 20, Line = 64;

    public static Machine Measure()
    {
        // The memory that shared variables have.
        fixed (float* first = Shared.Zeros<float>((Large + Line) / sizeof(float)).Span, second = Shared.Zeros<float>((Large + Line) / sizeof(float)).Span)
        {
            float* from = Aligned(first), to = Aligned(second);
            return new(
                Best(() => Multiply(100_000), 100_000.0 * Chains * 2 * Vector512<float>.Count),
                Best(() => Read(from, Near / sizeof(float), 16), 16.0 * Near),
                Best(() => Read(from, Large / sizeof(float), 1), Large),
                Best(() => Copy(from, to, Large / sizeof(float), false), 2.0 * Large),
                Best(() => Copy(from, to, Large / sizeof(float), true), 2.0 * Large));
        }
    }

    private static float* Aligned(float* place) => (float*)(((nuint)place + Line - 1) / Line * Line);

    private const int Chains = 12;

    private static double Best(Func<float> work, double amount)
    {
        double best = double.PositiveInfinity;
        for (int i = 0; i < 12; i++)
        {
            var clock = Stopwatch.StartNew();
            work();
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }
        return amount / best;
    }

    // As many chains as hide the latency of a multiplication with addition.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Multiply(int rounds)
    {
        var x = Vector512.Create(0.5f);
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int round = 0; round < rounds; round++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, x);
            b = Vector512.FusedMultiplyAdd(b, x, x);
            c = Vector512.FusedMultiplyAdd(c, x, x);
            d = Vector512.FusedMultiplyAdd(d, x, x);
            e = Vector512.FusedMultiplyAdd(e, x, x);
            f = Vector512.FusedMultiplyAdd(f, x, x);
            g = Vector512.FusedMultiplyAdd(g, x, x);
            h = Vector512.FusedMultiplyAdd(h, x, x);
            i = Vector512.FusedMultiplyAdd(i, x, x);
            j = Vector512.FusedMultiplyAdd(j, x, x);
            k = Vector512.FusedMultiplyAdd(k, x, x);
            l = Vector512.FusedMultiplyAdd(l, x, x);
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    // Half a line at a time: from memory that is faster than whole ones.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Read(float* from, nint count, int rounds)
    {
        Vector256<float> a = default, b = default, c = default, d = default;
        for (int round = 0; round < rounds; round++)
        {
            for (nint i = 0; i < count; i += 32)
            {
                a += Vector256.Load(from + i);
                b += Vector256.Load(from + i + 8);
                c += Vector256.Load(from + i + 16);
                d += Vector256.Load(from + i + 24);
            }
        }
        return Vector256.Sum(a + b + c + d);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Copy(float* from, float* to, nint count, bool past)
    {
        if (past)
        {
            for (nint i = 0; i < count; i += 16) Vector512.Load(from + i).StoreAlignedNonTemporal(to + i);
            if (Sse.IsSupported) Sse.StoreFence();
        }
        else
        {
            for (nint i = 0; i < count; i += 16) Vector512.Load(from + i).Store(to + i);
        }
        return to[0];
    }
}
