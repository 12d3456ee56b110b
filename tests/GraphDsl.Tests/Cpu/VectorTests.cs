using System.Numerics;
using GraphDsl.Cpu;

namespace GraphDsl.Tests.Cpu;

/// <summary>Every operation of every width against the same on single numbers.</summary>
public class VectorTests
{
    private const int Guard = 77;

    [Fact] public void Float_vectors() => EachWidth<float>([0, -0f, 1, -1.5f, 2.5f, 3.5f, -2.5f, 1e30f, -1e-30f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 7, 1e-42f, 0.1f, -8]);

    [Fact] public void Double_vectors() => EachWidth<double>([0, -0.0, 1, -1.5, 2.5, 3.5, -2.5, 1e300, -1e-300, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 7, 5e-324, 0.1, -8]);

    [Fact] public void Int_vectors() => EachWidth<int>([0, 1, -1, 5, -7, int.MaxValue, int.MinValue, 3, 100, -100, 46341, 2, 9, 12, -3, 8]);

    [Fact] public void Long_vectors() => EachWidth<long>([0, 1, -1, 5, -7, long.MaxValue, long.MinValue, 3, 100, -100, 3037000500, 2, 9, 12, -3, 8]);

    private static void EachWidth<T>(T[] values) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        Check<Scalar1<T>, T>(values);
        Check<Vec128<T>, T>(values);
        Check<Vec256<T>, T>(values);
        Check<Vec512<T>, T>(values);
    }

    private static void Check<V, T>(T[] values) where V : struct, IVector<V, T> where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        LoadsAndStores<V, T>(values);
        Masks<V, T>();
        T guard = T.CreateChecked(Guard);
        for (int shift = 0; shift < values.Length; shift++)
        {
            T[] a = values, b = [.. values[shift..], .. values[..shift]];
            for (int i = 0; i + V.Count <= a.Length; i += V.Count)
            {
                V x = V.Load(a, i, V.Count), y = V.Load(b, i, V.Count);
                Same(x + y, k => unchecked(a[i + k] + b[i + k]));
                Same(x - y, k => unchecked(a[i + k] - b[i + k]));
                Same(x * y, k => unchecked(a[i + k] * b[i + k]));
                Same(x / y, k => Quotient(a[i + k], b[i + k]));
                Same(-x, k => unchecked(-a[i + k]));
                Same(V.Min(x, y), k => T.Min(a[i + k], b[i + k]));
                Same(V.Max(x, y), k => T.Max(a[i + k], b[i + k]));
                Same(V.Abs(x), k => T.IsNegative(a[i + k]) ? unchecked(-a[i + k]) : a[i + k]);
                Mask(V.Equal(x, y), k => a[i + k] == b[i + k]);
                Mask(V.NotEqual(x, y), k => a[i + k] != b[i + k]);
                Mask(V.Less(x, y), k => a[i + k] < b[i + k]);
                Mask(V.LessOrEqual(x, y), k => a[i + k] <= b[i + k]);
                Mask(V.Greater(x, y), k => a[i + k] > b[i + k]);
                Mask(V.GreaterOrEqual(x, y), k => a[i + k] >= b[i + k]);
                Mask(V.IsNaN(x), k => T.IsNaN(a[i + k]));
                Same(V.Select(V.Less(x, y), x, y), k => a[i + k] < b[i + k] ? a[i + k] : b[i + k]);
                Same(V.Xor(V.Xor(x, y), y), k => a[i + k]);
                Same(V.Or(V.And(x, y), V.And(x, V.Not(y))), k => a[i + k]);
                Assert.Equal(Enumerable.Range(0, V.Count).Any(k => a[i + k] < b[i + k]), V.Any(V.Less(x, y)));
                T[] both = [.. a.AsSpan(i, V.Count), .. b.AsSpan(i, V.Count)];
                Same(V.Evens(x, y), k => both[2 * k]);
                Same(V.Odds(x, y), k => both[(2 * k) + 1]);
                Same(V.Twice(x, out var high), k => a[i + (k / 2)]);
                Same(high, k => a[i + ((V.Count + k) / 2)]);
                for (int lanes = 0; lanes <= V.Count; lanes++)
                    Same(V.KeepLanes(x, lanes, V.Broadcast(guard)), k => k < lanes ? a[i + k] : guard);
                if (typeof(T) == typeof(float)) Rounding<V, T>(x, k => float.CreateChecked(a[i + k]), k => float.CreateChecked(b[i + k]));
                if (typeof(T) == typeof(double)) Rounding<V, T>(x, k => double.CreateChecked(a[i + k]), k => double.CreateChecked(b[i + k]));
            }
        }
        T[] small = [.. Enumerable.Range(1, V.Count).Select(T.CreateChecked)];
        var v = V.Load(small, 0, V.Count);
        Assert.Equal(small.Aggregate((p, q) => p + q), V.ReduceSum(v));
        Assert.Equal(small[^1], V.ReduceMax(v));
        Assert.Equal(T.One, V.ReduceMin(v));
        Assert.Equal(small.Take(Math.Min(8, small.Length)).Aggregate((p, q) => p * q), V.ReduceProd(V.KeepLanes(v, Math.Min(8, V.Count), V.One)));
        Same(V.Iota(T.CreateChecked(5)), k => T.CreateChecked(5 + k));
        Same(V.One + V.Zero, _ => T.One);
        for (int lane = -1; lane <= V.Count; lane++) Mask(V.OneHot(lane), k => k == lane);
        Mask(V.OneHot((nint)1 << 32), _ => false);
    }

    private static T Quotient<T>(T a, T b) where T : INumber<T>
    {
        bool integer = T.CreateTruncating(0.5) == T.Zero;
        if (integer && b == T.Zero) return T.Zero;
        return integer && b == -T.One ? unchecked(-a) : a / b;
    }

    private static void Rounding<V, T>(V x, Func<int, double> a, Func<int, double> b) where V : struct, IVector<V, T> where T : unmanaged, INumber<T>
    {
        Same(V.Floor(x), k => T.CreateChecked(Math.Floor(a(k))));
        Same(V.Ceiling(x), k => T.CreateChecked(Math.Ceiling(a(k))));
        Same(V.Truncate(x), k => T.CreateChecked(Math.Truncate(a(k))));
        Same(V.Round(x), k => T.CreateChecked(Math.Round(a(k), MidpointRounding.ToEven)));
        if (typeof(T) == typeof(float)) Same(V.Sqrt(x), k => T.CreateChecked(MathF.Sqrt((float)a(k))));
        else Same(V.Sqrt(x), k => T.CreateChecked(Math.Sqrt(a(k))));
        var y = Make<V, T>(k => T.CreateChecked(b(k)));
        Same(V.FusedMultiplyAdd(x, y, x), k => typeof(T) == typeof(float)
            ? T.CreateChecked(MathF.FusedMultiplyAdd((float)a(k), (float)b(k), (float)a(k)))
            : T.CreateChecked(Math.FusedMultiplyAdd(a(k), b(k), a(k))));
    }

    private static void LoadsAndStores<V, T>(T[] values) where V : struct, IVector<V, T> where T : unmanaged, INumber<T>
    {
        T guard = T.CreateChecked(Guard);
        for (int lanes = 0; lanes <= V.Count; lanes++)
        {
            int n = lanes;
            // The span ends with the lanes, so that a checked read of the array behind it would be seen.
            Same(V.Load(values.AsSpan(3, 13)[..Math.Min(13, lanes)], 0, Math.Min(13, lanes)), k => k < Math.Min(13, n) ? values[3 + k] : T.Zero);
            T[] target = [.. Enumerable.Repeat(guard, V.Count + 4)];
            V.Store(V.Load(values, 0, V.Count), target, 2, lanes);
            for (int k = 0; k < target.Length; k++) Assert.Equal(k >= 2 && k < 2 + lanes ? values[k - 2] : guard, target[k]);
            T[] wide = [.. Enumerable.Range(0, V.Count * 3).Select(T.CreateChecked)];
            Same(V.LoadStrided(wide, 1, 2, lanes), k => k < n ? wide[1 + (2 * k)] : T.Zero);
            Same(V.LoadStrided(wide, V.Count, -1, lanes), k => k < n ? wide[V.Count - k] : T.Zero);
            Same(V.LoadStrided(wide, 2, 0, lanes), k => k < n ? wide[2] : T.Zero);
            Same(V.LoadStrided(wide, 1, 1, lanes), k => k < n ? wide[1 + k] : T.Zero);
            var spread = (T[])wide.Clone();
            V.StoreStrided(V.Broadcast(guard), spread, 1, 2, lanes);
            for (int k = 0; k < wide.Length; k++) Assert.Equal(k % 2 == 1 && k < 1 + (2 * lanes) ? guard : wide[k], spread[k]);
        }
    }

    private static void Masks<V, T>() where V : struct, IVector<V, T> where T : unmanaged, INumber<T>
    {
        for (int pattern = 0; pattern < 64; pattern++)
        {
            bool[] bits = [.. Enumerable.Range(0, V.Count + 3).Select(k => (pattern * 2654435761L >> (k + 3) & 1) != 0)];
            for (int lanes = 0; lanes <= V.Count; lanes++)
            {
                int n = lanes;
                var mask = V.LoadMask(bits, 1, lanes);
                Mask(mask, k => k < n && bits[1 + k]);
                bool[] target = [.. Enumerable.Repeat(true, V.Count + 2)];
                V.StoreMask(mask, target, 1, lanes);
                for (int k = 0; k < target.Length; k++) Assert.Equal(k >= 1 && k < 1 + lanes ? bits[k] : true, target[k]);
            }
        }

        void Mask(V mask, Func<int, bool> expected) => VectorTests.Mask(mask, expected);
    }

    private static V Make<V, T>(Func<int, T> lane) where V : struct, IVector<V, T> where T : unmanaged
        => V.Load([.. Enumerable.Range(0, V.Count).Select(lane)], 0, V.Count);

    private static T[] Lanes<V, T>(V v) where V : struct, IVector<V, T> where T : unmanaged
    {
        var lanes = new T[V.Count];
        V.Store(v, lanes, 0, V.Count);
        return lanes;
    }

    private static void Same<V, T>(IVector<V, T> v, Func<int, T> expected) where V : struct, IVector<V, T> where T : unmanaged
    {
        // Equals tells -0 from 0 in no way; the text does, and takes all NaN as one.
        var lanes = Lanes<V, T>((V)v);
        for (int k = 0; k < V.Count; k++) Assert.Equal(FormattableString.Invariant($"{expected(k):R}"), FormattableString.Invariant($"{lanes[k]:R}"));
    }

    private static void Mask<V, T>(IVector<V, T> mask, Func<int, bool> expected) where V : struct, IVector<V, T> where T : unmanaged
    {
        var selected = Lanes<V, T>(V.Select((V)mask, V.One, V.Zero));
        var one = Lanes<V, T>(V.One)[0];
        for (int k = 0; k < V.Count; k++) Assert.Equal(expected(k) ? one : default, selected[k]);
    }
}
