#pragma warning disable CA1822, IDE0051, IDE0059   // the methods are never called: that they compile is the test
namespace GraphDsl.Tests.Surface;

/// <summary>The expressions that users write: every one of them must compile, and none may run.</summary>
public sealed class OperatorsCompile
{
    [Fact]
    public void SymbolicMembersReachedAtRunTime_SayThatTheyNeverRun()
    {
        var x = new Matrix<float>("x");
        Assert.Equal("x", x.Name);
        AssertNamed("operator +", () => x + 1);
        AssertNamed("this[...]", () => x[0, ..]);
        AssertNamed("Shape", () => x.Shape);
        AssertNamed("T", () => x.T);
        AssertNamed("Tanh", () => T.Tanh(x));
        AssertNamed("Mean", () => x.Mean(axis: [0, 1]));
        AssertNamed("Function", () => T.Function(outputs: x));
        AssertNamed("Uniform", () => new RandomStreams(seed: 1).Uniform<float>([]));
        AssertNamed("implicit conversion to Index", () => (Index)new Scalar<long>());
    }

    [Fact]
    public void RandomStreams_KeepTheirSeed()
    {
        Assert.Equal(1234ul, new RandomStreams(seed: 1234).Seed);
        Assert.Equal(ulong.MaxValue, new RandomStreams(ulong.MaxValue).Seed);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStreams(-1));
    }

    [Fact]
    public void Axes_HoldWhatWasGiven()
    {
        Axes one = -1, two = (0, 1), three = (0, 1, 2), list = [0, 2];
        Assert.True(default(Axes).IsAll);
        Assert.Equal([-1], one);
        Assert.Equal([0, 1], two);
        Assert.Equal([0, 1, 2], three);
        Assert.Equal([0, 2], list);
    }

    private static void AssertNamed(string member, Func<object> use)
    {
        var error = Assert.Throws<InvalidOperationException>(use);
        Assert.Contains($"'{member}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("never runs", error.Message, StringComparison.Ordinal);
    }

    private static void OperatorsFloat(Matrix<float> x, Vector<float> v, Scalar<long> i, float member)
    {
        Expr<float>[] arithmetic0 = [x + 0, 0 + x, x - 0, 0 - x, x * 0, 0 * x, x / 0, 0 / x, x % 0, 0 % x];
        Expr<bool>[] comparisons0 = [x < 0, 0 < x, x <= 0, 0 <= x, x > 0, 0 > x, x >= 0, 0 >= x];
        Expr<float>[] functions0 = [T.Maximum(x, 0), T.Maximum(0, x), T.Minimum(x, 0), T.Pow(x, 0), T.Switch(x > v, x, 0), T.Switch(x > v, 0, x), T.Clip(x, 0, 0), T.SetSubtensor(x[0], 0), T.IncSubtensor(x[0], 0)];
        Expr<bool>[] relations0 = [T.Eq(x, 0), T.Neq(0, x), T.Lt(x, 0), T.Le(x, 0), T.Gt(x, 0), T.Ge(x, 0)];
        Expr<float>[] arithmetic1 = [x + 2, 2 + x, x - 2, 2 - x, x * 2, 2 * x, x / 2, 2 / x, x % 2, 2 % x];
        Expr<bool>[] comparisons1 = [x < 2, 2 < x, x <= 2, 2 <= x, x > 2, 2 > x, x >= 2, 2 >= x];
        Expr<float>[] functions1 = [T.Maximum(x, 2), T.Maximum(2, x), T.Minimum(x, 2), T.Pow(x, 2), T.Switch(x > v, x, 2), T.Switch(x > v, 2, x), T.Clip(x, 2, 2), T.SetSubtensor(x[0], 2), T.IncSubtensor(x[0], 2)];
        Expr<bool>[] relations1 = [T.Eq(x, 2), T.Neq(2, x), T.Lt(x, 2), T.Le(x, 2), T.Gt(x, 2), T.Ge(x, 2)];
        Expr<float>[] arithmetic2 = [x + 1e-8, 1e-8 + x, x - 1e-8, 1e-8 - x, x * 1e-8, 1e-8 * x, x / 1e-8, 1e-8 / x, x % 1e-8, 1e-8 % x];
        Expr<bool>[] comparisons2 = [x < 1e-8, 1e-8 < x, x <= 1e-8, 1e-8 <= x, x > 1e-8, 1e-8 > x, x >= 1e-8, 1e-8 >= x];
        Expr<float>[] functions2 = [T.Maximum(x, 1e-8), T.Maximum(1e-8, x), T.Minimum(x, 1e-8), T.Pow(x, 1e-8), T.Switch(x > v, x, 1e-8), T.Switch(x > v, 1e-8, x), T.Clip(x, 1e-8, 1e-8), T.SetSubtensor(x[0], 1e-8), T.IncSubtensor(x[0], 1e-8)];
        Expr<bool>[] relations2 = [T.Eq(x, 1e-8), T.Neq(1e-8, x), T.Lt(x, 1e-8), T.Le(x, 1e-8), T.Gt(x, 1e-8), T.Ge(x, 1e-8)];
        Expr<float>[] arithmetic3 = [x + 0.5f, 0.5f + x, x - 0.5f, 0.5f - x, x * 0.5f, 0.5f * x, x / 0.5f, 0.5f / x, x % 0.5f, 0.5f % x];
        Expr<bool>[] comparisons3 = [x < 0.5f, 0.5f < x, x <= 0.5f, 0.5f <= x, x > 0.5f, 0.5f > x, x >= 0.5f, 0.5f >= x];
        Expr<float>[] functions3 = [T.Maximum(x, 0.5f), T.Maximum(0.5f, x), T.Minimum(x, 0.5f), T.Pow(x, 0.5f), T.Switch(x > v, x, 0.5f), T.Switch(x > v, 0.5f, x), T.Clip(x, 0.5f, 0.5f), T.SetSubtensor(x[0], 0.5f), T.IncSubtensor(x[0], 0.5f)];
        Expr<bool>[] relations3 = [T.Eq(x, 0.5f), T.Neq(0.5f, x), T.Lt(x, 0.5f), T.Le(x, 0.5f), T.Gt(x, 0.5f), T.Ge(x, 0.5f)];
        Expr<float>[] arithmetic4 = [x + 0L, 0L + x, x - 0L, 0L - x, x * 0L, 0L * x, x / 0L, 0L / x, x % 0L, 0L % x];
        Expr<bool>[] comparisons4 = [x < 0L, 0L < x, x <= 0L, 0L <= x, x > 0L, 0L > x, x >= 0L, 0L >= x];
        Expr<float>[] functions4 = [T.Maximum(x, 0L), T.Maximum(0L, x), T.Minimum(x, 0L), T.Pow(x, 0L), T.Switch(x > v, x, 0L), T.Switch(x > v, 0L, x), T.Clip(x, 0L, 0L), T.SetSubtensor(x[0], 0L), T.IncSubtensor(x[0], 0L)];
        Expr<bool>[] relations4 = [T.Eq(x, 0L), T.Neq(0L, x), T.Lt(x, 0L), T.Le(x, 0L), T.Gt(x, 0L), T.Ge(x, 0L)];
        Expr<float>[] tensors = [x + v, x - v, x * v, x / v, x % v, -x, member * x, x + member, x.T, T.Dot(x, v), T.Maximum(x, v), T.Clip(x, v, v)];
        Expr<bool>[] logic = [(x < v) & (x > v) | !(x <= v) ^ (x >= v), T.And(x < v, x > v), T.Not(x > 0)];
        Expr<float>[] parts = [x[0], x[^1], x[1..3], x[.., 2..5], x[(i * 600)..((i + 1) * 600)], x[i], x[i, i + 1], x[T.Slice(step: -1)], x[T.Slice(i, null, 2)], x[T.NewAxis, ..], x[x > 0], x[T.Arange(x.Shape[0]), T.ArgMax(x, axis: 1)]];
        Expr<float> constant = 1;
    }

    private static void OperatorsDouble(Matrix<double> x, Vector<double> v, Scalar<long> i, double member)
    {
        Expr<double>[] arithmetic0 = [x + 0, 0 + x, x - 0, 0 - x, x * 0, 0 * x, x / 0, 0 / x, x % 0, 0 % x];
        Expr<bool>[] comparisons0 = [x < 0, 0 < x, x <= 0, 0 <= x, x > 0, 0 > x, x >= 0, 0 >= x];
        Expr<double>[] functions0 = [T.Maximum(x, 0), T.Maximum(0, x), T.Minimum(x, 0), T.Pow(x, 0), T.Switch(x > v, x, 0), T.Switch(x > v, 0, x), T.Clip(x, 0, 0), T.SetSubtensor(x[0], 0), T.IncSubtensor(x[0], 0)];
        Expr<bool>[] relations0 = [T.Eq(x, 0), T.Neq(0, x), T.Lt(x, 0), T.Le(x, 0), T.Gt(x, 0), T.Ge(x, 0)];
        Expr<double>[] arithmetic1 = [x + 2, 2 + x, x - 2, 2 - x, x * 2, 2 * x, x / 2, 2 / x, x % 2, 2 % x];
        Expr<bool>[] comparisons1 = [x < 2, 2 < x, x <= 2, 2 <= x, x > 2, 2 > x, x >= 2, 2 >= x];
        Expr<double>[] functions1 = [T.Maximum(x, 2), T.Maximum(2, x), T.Minimum(x, 2), T.Pow(x, 2), T.Switch(x > v, x, 2), T.Switch(x > v, 2, x), T.Clip(x, 2, 2), T.SetSubtensor(x[0], 2), T.IncSubtensor(x[0], 2)];
        Expr<bool>[] relations1 = [T.Eq(x, 2), T.Neq(2, x), T.Lt(x, 2), T.Le(x, 2), T.Gt(x, 2), T.Ge(x, 2)];
        Expr<double>[] arithmetic2 = [x + 1e-8, 1e-8 + x, x - 1e-8, 1e-8 - x, x * 1e-8, 1e-8 * x, x / 1e-8, 1e-8 / x, x % 1e-8, 1e-8 % x];
        Expr<bool>[] comparisons2 = [x < 1e-8, 1e-8 < x, x <= 1e-8, 1e-8 <= x, x > 1e-8, 1e-8 > x, x >= 1e-8, 1e-8 >= x];
        Expr<double>[] functions2 = [T.Maximum(x, 1e-8), T.Maximum(1e-8, x), T.Minimum(x, 1e-8), T.Pow(x, 1e-8), T.Switch(x > v, x, 1e-8), T.Switch(x > v, 1e-8, x), T.Clip(x, 1e-8, 1e-8), T.SetSubtensor(x[0], 1e-8), T.IncSubtensor(x[0], 1e-8)];
        Expr<bool>[] relations2 = [T.Eq(x, 1e-8), T.Neq(1e-8, x), T.Lt(x, 1e-8), T.Le(x, 1e-8), T.Gt(x, 1e-8), T.Ge(x, 1e-8)];
        Expr<double>[] arithmetic3 = [x + 0.5f, 0.5f + x, x - 0.5f, 0.5f - x, x * 0.5f, 0.5f * x, x / 0.5f, 0.5f / x, x % 0.5f, 0.5f % x];
        Expr<bool>[] comparisons3 = [x < 0.5f, 0.5f < x, x <= 0.5f, 0.5f <= x, x > 0.5f, 0.5f > x, x >= 0.5f, 0.5f >= x];
        Expr<double>[] functions3 = [T.Maximum(x, 0.5f), T.Maximum(0.5f, x), T.Minimum(x, 0.5f), T.Pow(x, 0.5f), T.Switch(x > v, x, 0.5f), T.Switch(x > v, 0.5f, x), T.Clip(x, 0.5f, 0.5f), T.SetSubtensor(x[0], 0.5f), T.IncSubtensor(x[0], 0.5f)];
        Expr<bool>[] relations3 = [T.Eq(x, 0.5f), T.Neq(0.5f, x), T.Lt(x, 0.5f), T.Le(x, 0.5f), T.Gt(x, 0.5f), T.Ge(x, 0.5f)];
        Expr<double>[] arithmetic4 = [x + 0L, 0L + x, x - 0L, 0L - x, x * 0L, 0L * x, x / 0L, 0L / x, x % 0L, 0L % x];
        Expr<bool>[] comparisons4 = [x < 0L, 0L < x, x <= 0L, 0L <= x, x > 0L, 0L > x, x >= 0L, 0L >= x];
        Expr<double>[] functions4 = [T.Maximum(x, 0L), T.Maximum(0L, x), T.Minimum(x, 0L), T.Pow(x, 0L), T.Switch(x > v, x, 0L), T.Switch(x > v, 0L, x), T.Clip(x, 0L, 0L), T.SetSubtensor(x[0], 0L), T.IncSubtensor(x[0], 0L)];
        Expr<bool>[] relations4 = [T.Eq(x, 0L), T.Neq(0L, x), T.Lt(x, 0L), T.Le(x, 0L), T.Gt(x, 0L), T.Ge(x, 0L)];
        Expr<double>[] tensors = [x + v, x - v, x * v, x / v, x % v, -x, member * x, x + member, x.T, T.Dot(x, v), T.Maximum(x, v), T.Clip(x, v, v)];
        Expr<bool>[] logic = [(x < v) & (x > v) | !(x <= v) ^ (x >= v), T.And(x < v, x > v), T.Not(x > 0)];
        Expr<double>[] parts = [x[0], x[^1], x[1..3], x[.., 2..5], x[(i * 600)..((i + 1) * 600)], x[i], x[i, i + 1], x[T.Slice(step: -1)], x[T.Slice(i, null, 2)], x[T.NewAxis, ..], x[x > 0], x[T.Arange(x.Shape[0]), T.ArgMax(x, axis: 1)]];
        Expr<double> constant = 0.5f;
    }

    private static void OperatorsInt(Matrix<int> x, Vector<int> v, Scalar<long> i, int member)
    {
        Expr<int>[] arithmetic0 = [x + 0, 0 + x, x - 0, 0 - x, x * 0, 0 * x, x / 0, 0 / x, x % 0, 0 % x];
        Expr<bool>[] comparisons0 = [x < 0, 0 < x, x <= 0, 0 <= x, x > 0, 0 > x, x >= 0, 0 >= x];
        Expr<int>[] functions0 = [T.Maximum(x, 0), T.Maximum(0, x), T.Minimum(x, 0), T.Pow(x, 0), T.Switch(x > v, x, 0), T.Switch(x > v, 0, x), T.Clip(x, 0, 0), T.SetSubtensor(x[0], 0), T.IncSubtensor(x[0], 0)];
        Expr<bool>[] relations0 = [T.Eq(x, 0), T.Neq(0, x), T.Lt(x, 0), T.Le(x, 0), T.Gt(x, 0), T.Ge(x, 0)];
        Expr<int>[] arithmetic1 = [x + 2, 2 + x, x - 2, 2 - x, x * 2, 2 * x, x / 2, 2 / x, x % 2, 2 % x];
        Expr<bool>[] comparisons1 = [x < 2, 2 < x, x <= 2, 2 <= x, x > 2, 2 > x, x >= 2, 2 >= x];
        Expr<int>[] functions1 = [T.Maximum(x, 2), T.Maximum(2, x), T.Minimum(x, 2), T.Pow(x, 2), T.Switch(x > v, x, 2), T.Switch(x > v, 2, x), T.Clip(x, 2, 2), T.SetSubtensor(x[0], 2), T.IncSubtensor(x[0], 2)];
        Expr<bool>[] relations1 = [T.Eq(x, 2), T.Neq(2, x), T.Lt(x, 2), T.Le(x, 2), T.Gt(x, 2), T.Ge(x, 2)];
        Expr<int>[] arithmetic2 = [x + 0.5, 0.5 + x, x - 0.5, 0.5 - x, x * 0.5, 0.5 * x, x / 0.5, 0.5 / x, x % 0.5, 0.5 % x];
        Expr<bool>[] comparisons2 = [x < 0.5, 0.5 < x, x <= 0.5, 0.5 <= x, x > 0.5, 0.5 > x, x >= 0.5, 0.5 >= x];
        Expr<int>[] functions2 = [T.Maximum(x, 0.5), T.Maximum(0.5, x), T.Minimum(x, 0.5), T.Pow(x, 0.5), T.Switch(x > v, x, 0.5), T.Switch(x > v, 0.5, x), T.Clip(x, 0.5, 0.5), T.SetSubtensor(x[0], 0.5), T.IncSubtensor(x[0], 0.5)];
        Expr<bool>[] relations2 = [T.Eq(x, 0.5), T.Neq(0.5, x), T.Lt(x, 0.5), T.Le(x, 0.5), T.Gt(x, 0.5), T.Ge(x, 0.5)];
        Expr<int>[] arithmetic3 = [x + 0.5f, 0.5f + x, x - 0.5f, 0.5f - x, x * 0.5f, 0.5f * x, x / 0.5f, 0.5f / x, x % 0.5f, 0.5f % x];
        Expr<bool>[] comparisons3 = [x < 0.5f, 0.5f < x, x <= 0.5f, 0.5f <= x, x > 0.5f, 0.5f > x, x >= 0.5f, 0.5f >= x];
        Expr<int>[] functions3 = [T.Maximum(x, 0.5f), T.Maximum(0.5f, x), T.Minimum(x, 0.5f), T.Pow(x, 0.5f), T.Switch(x > v, x, 0.5f), T.Switch(x > v, 0.5f, x), T.Clip(x, 0.5f, 0.5f), T.SetSubtensor(x[0], 0.5f), T.IncSubtensor(x[0], 0.5f)];
        Expr<bool>[] relations3 = [T.Eq(x, 0.5f), T.Neq(0.5f, x), T.Lt(x, 0.5f), T.Le(x, 0.5f), T.Gt(x, 0.5f), T.Ge(x, 0.5f)];
        Expr<int>[] tensors = [x + v, x - v, x * v, x / v, x % v, -x, member * x, x + member, x.T, T.Dot(x, v), T.Maximum(x, v), T.Clip(x, v, v)];
        Expr<bool>[] logic = [(x < v) & (x > v) | !(x <= v) ^ (x >= v), T.And(x < v, x > v), T.Not(x > 0)];
        Expr<int>[] parts = [x[0], x[^1], x[1..3], x[.., 2..5], x[(i * 600)..((i + 1) * 600)], x[i], x[i, i + 1], x[T.Slice(step: -1)], x[T.Slice(i, null, 2)], x[T.NewAxis, ..], x[x > 0], x[T.Arange(x.Shape[0]), T.ArgMax(x, axis: 1)]];
        Expr<int> constant = 1;
    }

    private static void OperatorsLong(Matrix<long> x, Vector<long> v, Scalar<long> i, long member)
    {
        Expr<long>[] arithmetic0 = [x + 0, 0 + x, x - 0, 0 - x, x * 0, 0 * x, x / 0, 0 / x, x % 0, 0 % x];
        Expr<bool>[] comparisons0 = [x < 0, 0 < x, x <= 0, 0 <= x, x > 0, 0 > x, x >= 0, 0 >= x];
        Expr<long>[] functions0 = [T.Maximum(x, 0), T.Maximum(0, x), T.Minimum(x, 0), T.Pow(x, 0), T.Switch(x > v, x, 0), T.Switch(x > v, 0, x), T.Clip(x, 0, 0), T.SetSubtensor(x[0], 0), T.IncSubtensor(x[0], 0)];
        Expr<bool>[] relations0 = [T.Eq(x, 0), T.Neq(0, x), T.Lt(x, 0), T.Le(x, 0), T.Gt(x, 0), T.Ge(x, 0)];
        Expr<long>[] arithmetic1 = [x + 2, 2 + x, x - 2, 2 - x, x * 2, 2 * x, x / 2, 2 / x, x % 2, 2 % x];
        Expr<bool>[] comparisons1 = [x < 2, 2 < x, x <= 2, 2 <= x, x > 2, 2 > x, x >= 2, 2 >= x];
        Expr<long>[] functions1 = [T.Maximum(x, 2), T.Maximum(2, x), T.Minimum(x, 2), T.Pow(x, 2), T.Switch(x > v, x, 2), T.Switch(x > v, 2, x), T.Clip(x, 2, 2), T.SetSubtensor(x[0], 2), T.IncSubtensor(x[0], 2)];
        Expr<bool>[] relations1 = [T.Eq(x, 2), T.Neq(2, x), T.Lt(x, 2), T.Le(x, 2), T.Gt(x, 2), T.Ge(x, 2)];
        Expr<long>[] arithmetic2 = [x + 2L, 2L + x, x - 2L, 2L - x, x * 2L, 2L * x, x / 2L, 2L / x, x % 2L, 2L % x];
        Expr<bool>[] comparisons2 = [x < 2L, 2L < x, x <= 2L, 2L <= x, x > 2L, 2L > x, x >= 2L, 2L >= x];
        Expr<long>[] functions2 = [T.Maximum(x, 2L), T.Maximum(2L, x), T.Minimum(x, 2L), T.Pow(x, 2L), T.Switch(x > v, x, 2L), T.Switch(x > v, 2L, x), T.Clip(x, 2L, 2L), T.SetSubtensor(x[0], 2L), T.IncSubtensor(x[0], 2L)];
        Expr<bool>[] relations2 = [T.Eq(x, 2L), T.Neq(2L, x), T.Lt(x, 2L), T.Le(x, 2L), T.Gt(x, 2L), T.Ge(x, 2L)];
        Expr<long>[] arithmetic3 = [x + 0.5, 0.5 + x, x - 0.5, 0.5 - x, x * 0.5, 0.5 * x, x / 0.5, 0.5 / x, x % 0.5, 0.5 % x];
        Expr<bool>[] comparisons3 = [x < 0.5, 0.5 < x, x <= 0.5, 0.5 <= x, x > 0.5, 0.5 > x, x >= 0.5, 0.5 >= x];
        Expr<long>[] functions3 = [T.Maximum(x, 0.5), T.Maximum(0.5, x), T.Minimum(x, 0.5), T.Pow(x, 0.5), T.Switch(x > v, x, 0.5), T.Switch(x > v, 0.5, x), T.Clip(x, 0.5, 0.5), T.SetSubtensor(x[0], 0.5), T.IncSubtensor(x[0], 0.5)];
        Expr<bool>[] relations3 = [T.Eq(x, 0.5), T.Neq(0.5, x), T.Lt(x, 0.5), T.Le(x, 0.5), T.Gt(x, 0.5), T.Ge(x, 0.5)];
        Expr<long>[] arithmetic4 = [x + 0.5f, 0.5f + x, x - 0.5f, 0.5f - x, x * 0.5f, 0.5f * x, x / 0.5f, 0.5f / x, x % 0.5f, 0.5f % x];
        Expr<bool>[] comparisons4 = [x < 0.5f, 0.5f < x, x <= 0.5f, 0.5f <= x, x > 0.5f, 0.5f > x, x >= 0.5f, 0.5f >= x];
        Expr<long>[] functions4 = [T.Maximum(x, 0.5f), T.Maximum(0.5f, x), T.Minimum(x, 0.5f), T.Pow(x, 0.5f), T.Switch(x > v, x, 0.5f), T.Switch(x > v, 0.5f, x), T.Clip(x, 0.5f, 0.5f), T.SetSubtensor(x[0], 0.5f), T.IncSubtensor(x[0], 0.5f)];
        Expr<bool>[] relations4 = [T.Eq(x, 0.5f), T.Neq(0.5f, x), T.Lt(x, 0.5f), T.Le(x, 0.5f), T.Gt(x, 0.5f), T.Ge(x, 0.5f)];
        Expr<long>[] tensors = [x + v, x - v, x * v, x / v, x % v, -x, member * x, x + member, x.T, T.Dot(x, v), T.Maximum(x, v), T.Clip(x, v, v)];
        Expr<bool>[] logic = [(x < v) & (x > v) | !(x <= v) ^ (x >= v), T.And(x < v, x > v), T.Not(x > 0)];
        Expr<long>[] parts = [x[0], x[^1], x[1..3], x[.., 2..5], x[(i * 600)..((i + 1) * 600)], x[i], x[i, i + 1], x[T.Slice(step: -1)], x[T.Slice(i, null, 2)], x[T.NewAxis, ..], x[x > 0], x[T.Arange(x.Shape[0]), T.ArgMax(x, axis: 1)]];
        Expr<long> constant = 1;
    }

    private static void OperatorsByte(Matrix<byte> x, Vector<byte> v, Scalar<long> i, byte member)
    {
        Expr<byte>[] arithmetic0 = [x + 0, 0 + x, x - 0, 0 - x, x * 0, 0 * x, x / 0, 0 / x, x % 0, 0 % x];
        Expr<bool>[] comparisons0 = [x < 0, 0 < x, x <= 0, 0 <= x, x > 0, 0 > x, x >= 0, 0 >= x];
        Expr<byte>[] functions0 = [T.Maximum(x, 0), T.Maximum(0, x), T.Minimum(x, 0), T.Pow(x, 0), T.Switch(x > v, x, 0), T.Switch(x > v, 0, x), T.Clip(x, 0, 0), T.SetSubtensor(x[0], 0), T.IncSubtensor(x[0], 0)];
        Expr<bool>[] relations0 = [T.Eq(x, 0), T.Neq(0, x), T.Lt(x, 0), T.Le(x, 0), T.Gt(x, 0), T.Ge(x, 0)];
        Expr<byte>[] arithmetic1 = [x + 2, 2 + x, x - 2, 2 - x, x * 2, 2 * x, x / 2, 2 / x, x % 2, 2 % x];
        Expr<bool>[] comparisons1 = [x < 2, 2 < x, x <= 2, 2 <= x, x > 2, 2 > x, x >= 2, 2 >= x];
        Expr<byte>[] functions1 = [T.Maximum(x, 2), T.Maximum(2, x), T.Minimum(x, 2), T.Pow(x, 2), T.Switch(x > v, x, 2), T.Switch(x > v, 2, x), T.Clip(x, 2, 2), T.SetSubtensor(x[0], 2), T.IncSubtensor(x[0], 2)];
        Expr<bool>[] relations1 = [T.Eq(x, 2), T.Neq(2, x), T.Lt(x, 2), T.Le(x, 2), T.Gt(x, 2), T.Ge(x, 2)];
        Expr<byte>[] arithmetic2 = [x + 0.5, 0.5 + x, x - 0.5, 0.5 - x, x * 0.5, 0.5 * x, x / 0.5, 0.5 / x, x % 0.5, 0.5 % x];
        Expr<bool>[] comparisons2 = [x < 0.5, 0.5 < x, x <= 0.5, 0.5 <= x, x > 0.5, 0.5 > x, x >= 0.5, 0.5 >= x];
        Expr<byte>[] functions2 = [T.Maximum(x, 0.5), T.Maximum(0.5, x), T.Minimum(x, 0.5), T.Pow(x, 0.5), T.Switch(x > v, x, 0.5), T.Switch(x > v, 0.5, x), T.Clip(x, 0.5, 0.5), T.SetSubtensor(x[0], 0.5), T.IncSubtensor(x[0], 0.5)];
        Expr<bool>[] relations2 = [T.Eq(x, 0.5), T.Neq(0.5, x), T.Lt(x, 0.5), T.Le(x, 0.5), T.Gt(x, 0.5), T.Ge(x, 0.5)];
        Expr<byte>[] arithmetic3 = [x + 0.5f, 0.5f + x, x - 0.5f, 0.5f - x, x * 0.5f, 0.5f * x, x / 0.5f, 0.5f / x, x % 0.5f, 0.5f % x];
        Expr<bool>[] comparisons3 = [x < 0.5f, 0.5f < x, x <= 0.5f, 0.5f <= x, x > 0.5f, 0.5f > x, x >= 0.5f, 0.5f >= x];
        Expr<byte>[] functions3 = [T.Maximum(x, 0.5f), T.Maximum(0.5f, x), T.Minimum(x, 0.5f), T.Pow(x, 0.5f), T.Switch(x > v, x, 0.5f), T.Switch(x > v, 0.5f, x), T.Clip(x, 0.5f, 0.5f), T.SetSubtensor(x[0], 0.5f), T.IncSubtensor(x[0], 0.5f)];
        Expr<bool>[] relations3 = [T.Eq(x, 0.5f), T.Neq(0.5f, x), T.Lt(x, 0.5f), T.Le(x, 0.5f), T.Gt(x, 0.5f), T.Ge(x, 0.5f)];
        Expr<byte>[] tensors = [x + v, x - v, x * v, x / v, x % v, -x, member * x, x + member, x.T, T.Dot(x, v), T.Maximum(x, v), T.Clip(x, v, v)];
        Expr<bool>[] logic = [(x < v) & (x > v) | !(x <= v) ^ (x >= v), T.And(x < v, x > v), T.Not(x > 0)];
        Expr<byte>[] parts = [x[0], x[^1], x[1..3], x[.., 2..5], x[(i * 600)..((i + 1) * 600)], x[i], x[i, i + 1], x[T.Slice(step: -1)], x[T.Slice(i, null, 2)], x[T.NewAxis, ..], x[x > 0], x[T.Arange(x.Shape[0]), T.ArgMax(x, axis: 1)]];
        Expr<byte> constant = 1;
    }

    private static void Indices(Matrix<double> x, Vector<int> y, Matrix<bool> mask, Scalar<long> n, Scalar<int> k, Vector<byte> labels, Tensor3<float> t)
    {
        Expr<double>[] parts = [x[y], x[y, y], x[T.Arange(y.Shape[0]), y], x[mask], x[k..n], x[labels], x[k], x[T.Nonzero(mask)], x[y][1..]];
        Expr<float>[] more = [t[0, 1, 2], t[.., ^1], t[T.NewAxis, 0, .., n]];
        Expr<long>[] shape = [n, 10], whole = x.Shape, longer = [.. x.Shape, 10], tail = t.Shape[1..];
        Expr<long>[] lengths = [x.Shape[0], x.Shape[^1], x.Size, n * 2, 2 * n, (long)3, n / 2 % 5];
        Expr<bool> all = T.All(T.Eq(y, 1)) & mask.Any();
    }

    private static void Members(Matrix<float> x, Vector<int> y, Matrix<bool> mask, Scalar<long> n)
    {
        Expr<float>[] shaped =
        [
            x.Reshape(n, 10), x.Reshape(-1), x.Reshape(x.Shape), x.Reshape([n, 10]), x.Flatten(), x.Flatten(2), x.Flatten(outdim: 2),
            x.Dimshuffle(0, T.NewAxis, 1), x.Dimshuffle("x", 0, 1), x.Dimshuffle(0, 'x'), x.Cast<int>().Cast<float>(), T.Cast<float>(y),
            x.Transpose(1, 0), x.Transpose(), T.Reshape(x, 2, n), T.SwapAxes(x, 0, 1), T.Squeeze(x), T.ExpandDims(x, 0), T.Broadcast(x, x.Shape), T.Roll(x, 1, axis: 0),
            T.Concatenate(1, x, x.T), T.Concatenate([x, x], axis: 1), T.Stack([x, x]), T.Stack(0, x, x), T.Split(x, 2, axis: 1)[0], T.Split(x, [1, n])[1],
        ];
        Expr<float>[] reduced =
        [
            x.Sum(), x.Sum(0), x.Sum(axis: 1, keepDims: true), x.Sum(axis: (0, 1)), x.Sum(axis: [0, 1]), x.Sum(axis: new[] { 0, 1 }), T.Sum(x, axis: -1), T.Mean(x), x.Mean(axis: 0),
            x.Max(), x.Min(0), T.Max(x, axis: 1), x.Prod(), x.Var(), x.Std(axis: 0), T.Std(x, ddof: 1), x.Norm(), T.Norm(x, order: 1), T.LogSumExp(x, axis: 1), T.CumSum(x, axis: 0), x.CumProd(),
        ];
        Expr<double>[] means = [T.Mean(y), y.Mean(), T.Mean(T.Neq(y, y)), mask.Mean(axis: 0), y.Std(), T.Var(mask)];
        Expr<long>[] counts = [mask.Sum(), T.Sum(x > 0), T.Prod(mask), x.ArgMax(), T.ArgMax(x, axis: 1), x.ArgMin(axis: 0, keepDims: true), T.ArgSort(x), y.Sum().Cast<long>()];
        Expr<bool>[] tests = [mask.All(), x.Any(axis: 0), T.IsNan(x), T.IsInf(x)];
        Expr<int> total = y.Sum();
    }

    private static void Makers(Matrix<float> x, Vector<int> y, Scalar<long> n, RandomStreams rng, Scalar<float> p)
    {
        Expr<float>[] made =
        [
            T.Zeros<float>(), T.Zeros<float>(n, 10), T.Zeros<float>([n, 10]), T.Ones<float>(x.Shape), T.Zeros<float>(x.Shape[0], n), T.Full(0.5f, n, 10), T.Full<float>(0, x.Shape), T.Full(p, 3),
            T.ZerosLike(x), T.OnesLike(x), T.Eye<float>(3), T.Eye<float>(n, n, 1), T.Tri<float>(3, k: -1), T.Tril(x), T.Triu(x, 1), T.Diag(x), T.Arange<float>(5), T.Arange<float>(n), T.Arange<float>(0, 1, 0.1f),
            T.Constant(1f), T.Constant([1f, 2f]), T.Constant(new[,] { { 1f } }), T.Tile(x, 2, n), T.Repeat(x, 2, axis: 0), T.OneHot<float>(y, 10), T.OneHot<float>(T.Arange(3), n),
        ];
        Expr<long>[] ranges = [T.Arange(5), T.Arange(n), T.Arange(0, n), T.Arange(0, n, 2), T.Arange(y.Shape[0])];
        Expr<int> ofInt = T.Arange(y[0]);
        Expr<float>[] draws =
        [
            rng.Uniform<float>([n, 10]), rng.Uniform<float>(x.Shape, low: -1, high: 1), rng.Uniform<float>([n], low: p), rng.Uniform<float>([], 0f, 1f), rng.Uniform<float>([n], 0, p),
            rng.Normal<float>(x.Shape), rng.Normal<float>([n], mean: 0, std: 0.1), rng.Normal<float>([n], mean: p), rng.Normal<float>(x.Shape, std: p),
            rng.Binomial<float>(x.Shape), rng.Binomial<float>(x.Shape, n: 1, p: 0.5), rng.Binomial<float>(x.Shape, n: 1, p: x), rng.Binomial<float>(x.Shape, p: x), rng.Binomial<float>(x.Shape, n, 0.5f), rng.Binomial<float>(x.Shape, n, p),
            T.Dropout(x, rng, 0.5), T.Dropout(x, rng, 0.5f), T.Dropout(x, rng, p),
        ];
        Expr<long>[] integers = [rng.Multinomial(T.Softmax(x)), rng.Permutation(n), rng.Permutation(10), rng.Binomial<long>([n], 1, p)];
    }

    private static void Functions(Matrix<float> x, Matrix<double> d, Vector<int> y, Tensor4<float> images, Tensor4<float> filters, Vector<float> b)
    {
        Func<Expr<float>, Expr<float>>[] activations = [T.Tanh, T.Sigmoid, T.Relu, T.Softmax, T.LogSoftmax, T.Elu, T.Gelu, T.Softplus, T.Softsign, T.HardSigmoid, T.Exp];
        Expr<float>[] values =
        [
            T.Relu(x, 0.1), T.Relu(x, 0.1f), T.Relu(x, b), T.Elu(x, 0.5f), T.Softmax(x, axis: 0), T.LogSoftmax(x, 1), -T.Mean(T.Log(T.Softmax(x))[T.Arange(y.Shape[0]), y]),
            T.CategoricalCrossentropy(x, y), T.CategoricalCrossentropy(x, x), T.CategoricalCrossentropy(x, T.ArgMax(x, axis: 1)), T.BinaryCrossentropy(x, x),
            T.Conv2d(images, filters), T.Conv2d(images, filters, BorderMode.Full), T.Conv2d(images, filters, borderMode: 0), T.Conv2d(images, filters, borderMode: (1, 2), subsample: (2, 2), filterFlip: false),
            T.Pool2d(images, (2, 2), ignoreBorder: true, mode: PoolMode.AverageExcludePadding), T.Pool2d(images, ws: (2, 2), stride: (1, 1), pad: (0, 1)), T.BatchNormalization(x, b, b, x.Mean(axis: 0), x.Std(axis: 0)),
            T.Dot(x, b), T.BatchedDot(x, x), T.TensorDot(x, x, 1), T.TensorDot(x, x, (1, 0)), T.TensorDot(x, x, ([0, 1], [0, 1])), T.Outer(b, b), T.Take(x, y), T.Take(x, 3, axis: 0), x.Take(T.Arange(2), axis: 1),
            T.Sort(x), T.TopK(x, 3), T.TopKAndArgTopK(x, 3).Values, T.Inverse(x), T.Det(x), T.Cholesky(x), T.Solve(x, b), T.Trace(x), T.Print(x, "x"), T.Assert(x, x.Sum() > 0, "positive"), T.Sqr(b) + T.Inv(b),
            T.Switch(x > 0, 1f, 0f), T.Switch(x > 0, x, 0), T.Clip(x, -0.5f, 0.5f), T.IfElse(b.Sum() > 0, x, x * 2), T.IfElse(b.Sum() > 0, (x, b), (x, b)).b,
        ];
        Expr<double>[] doubles = [T.Clip(d, -0.5f, 0.5f), T.Clip(d, 0, 1), T.Switch(d > 0, d, 0), T.Atan2(d, 1), T.Switch(d > 0, 1.0, 0.0)];
    }

    private static Function Gradients(Matrix<float> x, Matrix<float> w, Vector<float> b, Scalar<double> s)
    {
        Expr<float> cost = T.Mean(T.Sqr(T.Dot(x, w) + b));
        Expr<float> gw = T.Grad(cost, w);
        Expr<float> g2 = T.Grad(cost, w, considerConstant: [b], disconnectedInputs: Disconnected.Zero), g3 = T.Grad(null, w, knownGrads: [(cost, T.OnesLike(cost))]);
        var (gW, gB) = T.Grad(cost, w, b);
        var (a1, a2, a3, a4, a5, a6, a7, a8) = T.Grad(cost, w, b, w, b, w, b, w, s, considerConstant: [x], disconnectedInputs: Disconnected.Warn);
        Expr<float>[] parameters = [w, b];
        Expr<float>[] list = T.Grad(cost, parameters), direct = T.Grad(cost, [w, b]);
        Expr<float>[] others = [T.Jacobian(b, w), T.Hessian(cost, b), T.Rop(b, w, w), T.Lop(b, w, b), T.ConsiderConstant(x), T.GradClip(x, -1, 1f)];
        Expr<float> penalty = parameters.Sum(p => T.Sqr(p).Sum()) + parameters.Sum();
        Function[] functions =
        [
            T.Function(), T.Function(cost), T.Function(outputs: (cost, gw)), T.Function(outputs: (loss: cost, gradient: gW), updates: [(w, w - 0.1 * gW)]), T.Function(updates: [(w, w - 0.1f * gW), (b, b - gB)]),
            T.Function(outputs: cost, updates: [.. parameters.Zip(T.Grad(cost, parameters), (p, g) => (p, p - 0.1 * g))], givens: [(x, w[1..3])]),
        ];
        return T.Function(outputs: penalty, givens: [(x, w)]);
    }

    private static void Loops(Matrix<float> x, Matrix<float> w, Vector<float> h0, Vector<float> c0, Scalar<long> n)
    {
        Expr<float> states = T.Scan((s, h) => T.Tanh(T.Dot(h, w) + T.Dot(s.y, w) + T.Dot(s.p, w)), sequences: (y: x, p: x[T.Slice(step: -1)]), outputsInfo: h0);
        var (hs, cs, probabilities) = T.Scan(
            (token, st) =>
            {
                var h = T.Tanh(T.Dot(token, w) + T.Tap(st.h, -2));
                return (h: h, c: st.c + h, p: T.Softmax(T.Dot(h, w)));
            },
            sequences: x, outputsInfo: (h: h0, c: c0));
        Expr<float> powers = T.Scan(h => h * 2, outputsInfo: h0, nSteps: n), fixedSteps = T.Scan(h => h * 2, h0, 10, until: h => h.Sum() > 100);
        Expr<float> last = T.Scan((row, sum) => sum + row, x, h0, until: (row, sum) => sum.Sum() > 100, checkpointEvery: 10)[^1];
        Expr<float>[] folds = [T.Map(row => row.Sum(), x), T.Map(s => s.a * s.b, (a: x, b: x)), T.Reduce((row, sum) => sum + row, x, h0), T.Foldl((row, sum) => sum + row, x, h0), T.Foldr((row, sum) => sum + row, x, h0)];
    }

    private static void RunTimeNumbers(Matrix<float> x, Vector<int> y, Matrix<bool> m, Scalar<long> n, float f, double d, int i, long l)
    {
        Expr<float>[] values =
        [
            x * i, x * l, f * x, d * x, x + d, T.Maximum(f, x), T.Maximum(x, i), T.Switch(m, 0, x), T.Switch(m, x, f), x[i], x[l], x[i..^1], x[y, T.Slice(0, 5)], x[n - 1, ..n],
            x.Reshape(x.Shape[0], -1), T.Ones<float>(i, l, n), 1 - T.Cast<float>(m), T.Concatenate([T.Zeros<float>(1, 5), x]),
        ];
        Expr<bool>[] masks = [m & (x > f) & !m, m & true, T.And(m, true), T.Or(x > i, m)];
        Expr<long>[] lengths = [x.Shape[0], i, l, 3, n * i];
        Expr<float> ones = T.Ones<float>(lengths);
        (Expr, Expr)[] updates = [(x, x + 1), (n, n + 1)];
    }
}
