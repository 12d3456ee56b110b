using System.Numerics.Tensors;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

public class ScanTests
{
    private readonly Scans scans = new();

    [Fact]
    public void Maps_rows()
    {
        var result = scans.TanhOfRows(Matrix(2, 1, 0, 0, 1), Ones(2, 2), new floatX[] { 1, 2 });
        AssertClose([0.96402758, 0.99505475, 0.96402758, 0.99505475], result);
    }

    [Fact]
    public void Walks_two_sequences_one_of_them_backwards()
    {
        var (x0, y, p) = TutorialInputs();
        var result = scans.Recurrence(x0, y, p, Ones(2, 2), Ones(2, 2), Ones(2, 2));
        double[] expected = [-0.9950547536867305, 0.9647197295264438, 0.9999858491917162, 0.9999877109552199, 0.9999999958774901];
        AssertClose([.. expected.SelectMany(e => new[] { e, e })], result);
    }

    [Fact]
    public void Gradients_go_back_through_all_steps()
    {
        floatX[][] arguments = [[0.3f, -0.2f], [-0.3f, 0.1f, 0.2f, 0.4f, -0.1f, 0.2f], [0.5f, 0.1f, -0.2f, 0.3f, 0.1f, 0.4f], [0.2f, -0.4f, 0.3f, 0.6f], [0.1f, 0.3f, -0.5f, 0.2f], [0.4f, 0.2f, 0.1f, -0.3f]];
        double Cost(floatX[][] a) => (double)Call(a).cost;
        var gradients = Call(arguments);
        Tensor<floatX>[] found = [gradients.gX0, gradients.gW, gradients.gU, gradients.gV];
        int[] which = [0, 3, 4, 5];
        double step = Numbers.IsDouble ? 1e-5 : 1e-2, tolerance = Numbers.IsDouble ? 1e-6 : 1e-2;
        for (int k = 0; k < which.Length; k++)
        {
            var elements = Numbers.Elements(found[k]);
            for (int i = 0; i < elements.Length; i++)
            {
                double Moved(double by)
                {
                    floatX[][] moved = [.. arguments.Select(a => a.ToArray())];
                    moved[which[k]][i] += (floatX)by;
                    return Cost(moved);
                }
                Assert.Equal((Moved(step) - Moved(-step)) / (2 * step), (double)elements[i], tolerance);
            }
        }

        (floatX cost, Tensor<floatX> gX0, Tensor<floatX> gW, Tensor<floatX> gU, Tensor<floatX> gV) Call(floatX[][] a) =>
            scans.RecurrenceGradient(a[0], Matrix(3, a[1]), Matrix(3, a[2]), Matrix(2, a[3]), Matrix(2, a[4]), Matrix(2, a[5]));
    }

    [Fact]
    public void Norms_of_rows_and_columns()
    {
        var (rows, columns) = scans.Norms(Tensor.Create<floatX>([3, 4, 5, 12, -8, 15], [3, 2]));
        AssertClose([5, 13, 17], rows);
        AssertClose([Math.Sqrt(9 + 25 + 64), Math.Sqrt(16 + 144 + 225)], columns);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(33)]
    public void Running_sums(int length)
    {
        floatX[] x = [.. Enumerable.Range(1, length).Select(i => (floatX)i)];
        double[] sums = [.. Enumerable.Range(1, length).Select(i => i * (i + 1) / 2.0)];
        AssertClose(sums, scans.RunningSum(x));
        AssertClose([.. Enumerable.Range(1, length).Select(i => (double)Enumerable.Range(0, i).Sum(k => length - k))], scans.BackwardSum(x));
        for (int n = 0; n <= Math.Min(length, 3); n++) AssertClose(sums[..n], scans.LimitedSum(x, n));
    }

    [Fact]
    public void Steps_are_checked()
    {
        floatX[] x = [1, 2, 3];
        Assert.Contains("the sequence 'x'", Assert.Throws<ArgumentOutOfRangeException>(() => scans.LimitedSum(x, 4)).Message, StringComparison.Ordinal);
        Assert.Contains("the number of steps is -1", Assert.Throws<ArgumentOutOfRangeException>(() => scans.LimitedSum(x, -1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 3)]
    [InlineData(5.5, 3)]
    [InlineData(100, 5)]
    public void A_condition_ends_a_loop(double limit, int steps) =>
        AssertClose(new double[] { 1, 3, 6, 10, 15 }[..steps], scans.SumUntil(new floatX[] { 1, 2, 3, 4, 5 }, (floatX)limit));

    [Fact]
    public void Looks_two_steps_back()
    {
        var (half, other) = (Matrix(2, 0.5f, 0.5f, 0.5f, 0.5f), Matrix(2, 0, 0.5f, 0.5f, 0));
        var result = scans.TwoTaps(Matrix(2, 0, 0, 0, 1), half, other, half, new floatX[] { 1, 1 }, 10);
        Assert.Equal([10, 2], result.Lengths.ToArray());
        AssertClose([1.40514825, 1.40514825, 2.88898899, 2.38898899, 4.34018291, 4.34018291], Tensor.Create(Numbers.Elements(result)[..6]));
        AssertClose([54.28407732, 54.25282732], Tensor.Create(Numbers.Elements(result)[^2..]));
        Assert.Equal(0, scans.TwoTaps(Matrix(2, 0, 0, 0, 1), half, other, half, new floatX[] { 1, 1 }, 0).FlattenedLength);
        Assert.ThrowsAny<ArgumentException>(() => scans.TwoTaps(Matrix(1, 0, 1), half, other, half, new floatX[] { 1, 1 }, 3));
    }

    [Fact]
    public void Looks_ahead_and_behind()
    {
        AssertClose([2, 3, 5, 8], scans.Differences(new floatX[] { 1, 2, 3, 5, 8, 13 }));
        AssertClose([], scans.Differences(new floatX[] { 1, 2 }));
        AssertClose([], scans.Differences(Array.Empty<floatX>()));
    }

    [Fact]
    public void Powers()
    {
        floatX[] a = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        AssertClose([.. a.Select(x => (double)(x * x))], scans.Power(a, 2));
        AssertClose([.. a.Select(x => Math.Pow(x, 5))], scans.Power(a, 5));
    }

    [Fact]
    public void The_shortest_sequence_decides() => Assert.Equal(19, scans.Polynomial(new floatX[] { 1, 0, 2 }, 3), 1e-5);

    [Fact]
    public void A_jacobian_row_by_row()
    {
        floatX[] a = [0.1f, 0.2f, -0.3f, 0.4f, 0.5f, -0.6f], v = [1, -2];
        double[] expected = [.. Enumerable.Range(0, 6).Select(i =>
        {
            double y = Math.Tanh((a[i / 2 * 2] * v[0]) + (a[(i / 2 * 2) + 1] * v[1]));
            return (1 - (y * y)) * a[i];
        })];
        AssertClose(expected, scans.Jacobian(Matrix(3, a), v));
    }

    [Fact]
    public void States_of_several_types()
    {
        var (fibonacci, count, even) = scans.Mixed(6);
        AssertClose([1, 1, 2, 3, 5, 8], fibonacci);
        Assert.Equal([1, 2, 3, 4, 5, 6], Numbers.Elements(count));
        Assert.Equal([false, true, false, true, false, true], Numbers.Elements(even));
    }

    [Fact]
    public void Folds()
    {
        var (left, right) = scans.Folds(new floatX[] { 1, 2, 3, 4, 5 });
        Assert.Equal((57, 129), ((int)left, (int)right));
        Assert.Equal((0, 0), ((int)scans.Folds(Array.Empty<floatX>()).left, (int)scans.Folds(Array.Empty<floatX>()).right));
    }

    [Fact]
    public void Loops_inside_of_loops() => AssertClose([1, 3, 3, 7, 5, 11], scans.Nested(Matrix(3, 1, 2, 3, 4, 5, 6)));

    [Fact]
    public void Gradients_inside_of_steps()
    {
        double[] x = [1, 2];
        for (int step = 0; step < 7; step++) x = [x[0] - (0.1 * x[0]), x[1] - (0.4 * x[1])];
        AssertClose(x, scans.Descent(new floatX[] { 1, 2 }, Matrix(2, 1, 0, 0, 2), 7));
    }

    [Fact]
    public void Steps_draw_anew()
    {
        var (scanned, outside) = scans.Drawn(20);
        var sums = Numbers.Elements(scanned);
        var drawn = Enumerable.Range(0, 80).Select(i => i < 4 ? sums[i] : sums[i] - sums[i - 4]).Concat(Numbers.Elements(outside)).ToArray();
        Assert.All(drawn, x => Assert.InRange((double)x, -1e-5, 1 + 1e-5));
        Assert.Equal(0.5, drawn.Average(x => (double)x), 0.1);
        Assert.Equal(84, drawn.Select(x => Math.Round((double)x, 4)).Distinct().Count());
        Assert.NotEqual(sums, Numbers.Elements(scans.Drawn(20).scanned));
        Assert.Equal(sums, Numbers.Elements(new Scans().Drawn(20).scanned));
    }

    [Fact]
    public void Shared_variables_take_part()
    {
        Assert.Equal(5, scans.Count(5));
        Assert.Equal(8, scans.Count(3));
        Assert.Equal(8, scans.Count(0));
    }

    private static (floatX[] X0, Tensor<floatX> Y, Tensor<floatX> P) TutorialInputs() =>
        ([0, 1], Matrix(5, -3, -3, 1, 1, 1, 1, 1, 1, 1, 1), Matrix(5, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1));

    private static Tensor<floatX> Matrix(int rows, params floatX[] elements) => Tensor.Create(elements, [rows, elements.Length / rows]);

    private static Tensor<floatX> Ones(int rows, int columns) => Tensor.Create(Enumerable.Repeat((floatX)1, rows * columns).ToArray(), [rows, columns]);

    private static void AssertClose(double[] expected, Tensor<floatX> actual)
    {
        var elements = Numbers.Elements(actual);
        Assert.Equal(expected.Length, elements.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], (double)elements[i], Math.Max(1, Math.Abs(expected[i])) * (Numbers.IsDouble ? 1e-8 : 1e-5));
    }
}
