namespace GraphDsl.Tests.Models;

/// <summary>A cost that comes of a loop, and its gradients, for each form of loop.</summary>
[GraphModule]
public sealed partial class LoopGradients
{
    private readonly RandomStreams rng = new(seed: 11);

    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gX, Expr<floatX> gFirst, Expr<floatX> gW) TapsGraph(Vector<floatX> x, Vector<floatX> first, Scalar<floatX> w)
    {
        var states = T.Scan((e, h) => T.Tanh(T.Tap(h, -3) * w + h * T.Tap(e, 1) + T.Tap(e, -1)), x, outputsInfo: first);
        var cost = T.Sum(T.Sqr(states)) + T.Sum(states);
        var (gX, gFirst, gW) = T.Grad(cost, x, first, w);
        return (cost, gX, gFirst, gW);
    }

    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gFirst, Expr<floatX> gU, Expr<floatX> gV) TapsOfVectorsGraph(Matrix<floatX> first, Matrix<floatX> u, Matrix<floatX> v, Scalar<long> n)
    {
        var states = T.Scan(h => T.Dot(T.Tap(h, -2), u) + T.Tanh(T.Dot(h, v)), first, nSteps: n);
        var cost = T.Sum(T.Sin(states));
        var (gFirst, gU, gV) = T.Grad(cost, first, u, v);
        return (cost, gFirst, gU, gV);
    }

    /// <summary>Two float states, a counter and a condition that steers, and an output that is not fed back.</summary>
    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gX, Expr<floatX> gH, Expr<floatX> gC, Expr<floatX> gW) MixedStatesGraph(
        Matrix<floatX> x, Vector<floatX> h, Scalar<floatX> c, Matrix<floatX> w)
    {
        var (hs, cs, counts, _, outputs) = T.Scan(
            (row, st) =>
            {
                var next = T.Tanh(T.Dot(st.h, w) + row * T.Cast<floatX>(st.count + 1));
                var sum = T.Switch(st.even, st.c * T.Mean(next), st.c - T.Sum(row));
                return (next, sum, st.count + 1, !st.even, T.Exp(next) * sum);
            },
            sequences: x, outputsInfo: (h: h, c: c, count: T.Constant(0L), even: T.Constant(true)));
        var cost = T.Sum(T.Sqr(hs)) + T.Sum(cs * T.Cast<floatX>(counts)) + T.Sum(outputs);
        var (gX, gH, gC, gW) = T.Grad(cost, x, h, c, w);
        return (cost, gX, gH, gC, gW);
    }

    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gX, Expr<floatX> gStart, Expr<floatX> gW) NestedGraph(Matrix<floatX> x, Scalar<floatX> start, Vector<floatX> w)
    {
        var states = T.Scan(
            (row, h) => T.Scan((s, inner) => T.Tanh(inner * s.w + s.e), (e: row, w: w), h)[^1] + T.Sin(T.Sum(T.Map(e => T.Sin(e * h), row))),
            x, start);
        var cost = T.Sum(T.Sqr(states));
        var (gX, gStart, gW) = T.Grad(cost, x, start, w);
        return (cost, gX, gStart, gW);
    }

    /// <summary>What steps capture: a matrix, a vector that another loop made, a scalar, what is computed of them.</summary>
    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gX, Expr<floatX> gW, Expr<floatX> gB) CapturedGraph(Matrix<floatX> x, Matrix<floatX> w, Scalar<floatX> b)
    {
        var sums = T.Scan((row, h) => h + row * b, x, T.Zeros<floatX>(x.Shape[1]));
        var total = T.Sum(sums, axis: 0);
        var states = T.Scan((row, h) => T.Tanh(T.Dot(h, w) + row * total + T.Sqr(b)), sums, total);
        var cost = T.Sum(states) + T.Sum(T.Sqr(T.Map(row => T.Dot(row, total), x)));
        var (gX, gW, gB) = T.Grad(cost, x, w, b);
        return (cost, gX, gW, gB);
    }

    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gX, Expr<floatX> gStart) UntilGraph(Vector<floatX> x, Scalar<floatX> start, Scalar<floatX> limit)
    {
        var sums = T.Scan((e, sum) => sum + T.Sqr(e), x, start, until: (_, sum) => sum > limit);
        var cost = T.Sum(T.Sin(sums)) + T.Sqr(sums[^1]);
        var (gX, gStart) = T.Grad(cost, x, start);
        return (cost, gX, gStart);
    }

    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gX, Expr<floatX> gStart) BackwardsGraph(Vector<floatX> x, Scalar<floatX> start)
    {
        var states = T.Scan((e, h) => T.Tanh(h * e) + T.Tap(e, -1) * 2, x, start, goBackwards: true);
        var cost = T.Sum(states * T.Cast<floatX>(T.Arange(states.Shape[0]) + 1));
        var (gX, gStart) = T.Grad(cost, x, start);
        return (cost, gX, gStart);
    }

    /// <summary>Every second row from the end, the columns, and the first few elements alone.</summary>
    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gX, Expr<floatX> gStart) StridedGraph(Matrix<floatX> x, Scalar<floatX> start, Scalar<long> n)
    {
        var rows = T.Scan((row, h) => T.Tanh(h + T.Sum(T.Sqr(row))), x[T.Slice(step: -2)], start);
        var columns = T.Scan((column, h) => T.Tanh(h * T.Sum(column)), x.T, start);
        var some = T.Scan((row, h) => h * T.Sum(T.Sin(row)), x, start, nSteps: n);
        var cost = T.Sum(rows) + T.Sum(columns) + T.Sum(some);
        var (gX, gStart) = T.Grad(cost, x, start);
        return (cost, gX, gStart);
    }

    /// <summary>A descent, and how its end depends on where it starts, on the problem and on the rate: gradients of gradients.</summary>
    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gStart, Expr<floatX> gA, Expr<floatX> gRate) DescentGraph(
        Vector<floatX> start, Matrix<floatX> a, Scalar<floatX> rate, Scalar<long> n)
    {
        Expr<floatX> Height(Expr<floatX> x) => T.Sum(T.Log(1 + T.Sqr(T.Dot(a, x))));
        var end = T.Scan(x => x - rate * T.Grad(Height(x), x), start, n);
        var cost = Height(T.Sum(end, axis: 0) + start);
        var (gStart, gA, gRate) = T.Grad(cost, start, a, rate);
        return (cost, gStart, gA, gRate);
    }

    /// <summary>A cost that is itself a gradient through a loop.</summary>
    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gX, Expr<floatX> gW) SecondOrderGraph(Vector<floatX> x, Scalar<floatX> w)
    {
        var last = T.Reduce((e, h) => T.Tanh(h * w + e), x, T.Constant((floatX)0.3));
        var cost = T.Sum(T.Sqr(T.Grad(last, x)));
        var (gX, gW) = T.Grad(cost, x, w);
        return (cost, gX, gW);
    }

    [GraphFunction]
    private (Expr<floatX> left, Expr<floatX> right, Expr<floatX> jacobian) DirectionGraph(Vector<floatX> x, Vector<floatX> v)
    {
        var states = T.Scan((e, h) => T.Tanh(h + e * e), x, T.Constant((floatX)0.1));
        return (T.Rop(states, x, v), T.Lop(states, x, v), T.Jacobian(states, x));
    }

    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gX, Expr<floatX> gW) FoldsGraph(Vector<floatX> x, Scalar<floatX> w)
    {
        var cost = T.Foldl((e, h) => T.Sin(h * w) + e, x, w) * T.Foldr((e, h) => T.Cos(h * e) + w, x, T.Constant((floatX)1));
        var (gX, gW) = T.Grad(cost, x, w);
        return (cost, gX, gW);
    }

    /// <summary>Rows of a table that a sequence of integers asks for, some more than once.</summary>
    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gTable, Expr<floatX> gW) TableGraph(Vector<int> words, Matrix<floatX> table, Matrix<floatX> w)
    {
        var states = T.Scan((word, h) => T.Tanh(table[word] + T.Dot(h, w)), words, T.Zeros<floatX>(table.Shape[1]));
        var cost = T.Sum(T.Sqr(states));
        var (gTable, gW) = T.Grad(cost, table, w);
        return (cost, gTable, gW);
    }

    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gX, Expr<floatX> gW) ChoiceGraph(Vector<floatX> x, Scalar<floatX> w)
    {
        var last = T.Reduce((e, h) => T.IfElse(e > 0, T.Tanh(h * w + e), h * e + w), x, w);
        var (gX, gW) = T.Grad(last, x, w);
        return (last, gX, gW);
    }

    /// <summary>Noise that is drawn in the steps and scaled by what is learnt.</summary>
    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gMean, Expr<floatX> gScale) NoisyGraph(Vector<floatX> mean, Scalar<floatX> scale, Scalar<long> n)
    {
        var states = T.Scan(h => T.Tanh(h + mean + scale * rng.Normal<floatX>(mean.Shape)), T.ZerosLike(mean), n);
        var cost = T.Sum(T.Sqr(states));
        var (gMean, gScale) = T.Grad(cost, mean, scale);
        return (cost, gMean, gScale);
    }

    /// <summary>An LSTM over a minibatch whose sequences differ in length: where the mask is 0, the states stay as they were.</summary>
    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gX, Expr<floatX> gW, Expr<floatX> gU, Expr<floatX> gB) MaskedLstmGraph(
        Tensor3<floatX> x, Matrix<floatX> mask, Matrix<floatX> w, Matrix<floatX> u, Vector<floatX> b)
    {
        var units = u.Shape[0];
        var (hs, _) = T.Scan(
            (s, st) =>
            {
                var gates = T.Dot(s.x, w) + T.Dot(st.h, u) + b;
                Expr<floatX> Gate(int k) => gates[.., (k * units)..((k + 1) * units)];
                var keep = s.mask.Dimshuffle(0, T.NewAxis);
                var c = T.Sigmoid(Gate(0)) * st.c + T.Sigmoid(Gate(1)) * T.Tanh(Gate(2));
                var h = T.Sigmoid(Gate(3)) * T.Tanh(c);
                return (keep * h + (1 - keep) * st.h, keep * c + (1 - keep) * st.c);
            },
            sequences: (x: x, mask: mask),
            outputsInfo: (h: T.Zeros<floatX>(x.Shape[1], units), c: T.Zeros<floatX>(x.Shape[1], units)));
        var cost = T.Sum(T.Sqr(hs) * mask.Dimshuffle(0, 1, T.NewAxis));
        var (gX, gW, gU, gB) = T.Grad(cost, x, w, u, b);
        return (cost, gX, gW, gU, gB);
    }

    /// <summary>A gated unit over minibatches, all of whose sizes only the call knows: slices of what may broadcast.</summary>
    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gX, Expr<floatX> gStart, Expr<floatX> gW, Expr<floatX> gU) GatedGraph(
        Tensor3<floatX> x, Matrix<floatX> start, Matrix<floatX> w, Matrix<floatX> u)
    {
        var units = start.Shape[1];
        var states = T.Scan(
            (x, h) =>
            {
                var (above, before) = (T.Dot(x, w), T.Dot(h, u));
                var update = T.Sigmoid(above[.., ..units] + before[.., ..units]);
                var reset = T.Sigmoid(above[.., units..(2 * units)] + before[.., units..(2 * units)]);
                return update * h + (1 - update) * T.Tanh(above[.., (2 * units)..] + reset * before[.., (2 * units)..]);
            },
            x, start);
        var cost = T.Sum(T.Sqr(states[^1]));
        var (gX, gStart, gW, gU) = T.Grad(cost, x, start, w, u);
        return (cost, gX, gStart, gW, gU);
    }

    /// <summary>Logarithms of states that a sigmoid and a softmax make.</summary>
    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gX, Expr<floatX> gW) LogOfStatesGraph(Matrix<floatX> x, Matrix<floatX> w)
    {
        var start = T.Zeros<floatX>(w.Shape[0]);
        var (p, q) = T.Scan((x, st) => (T.Sigmoid(x + T.Dot(st.p, w)), T.Softmax(x - T.Dot(st.q, w))), x, (p: start, q: start));
        var cost = -T.Sum(T.Log(p)) - T.Sum(T.Log(1 - p[.., 0])) - T.Sum(T.Log(q)[.., 1]);
        var (gX, gW) = T.Grad(cost, x, w);
        return (cost, gX, gW);
    }

    /// <summary>Loops that become one, forwards and backwards, and one that needs them.</summary>
    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gX, Expr<floatX> gW) SeveralGraph(Vector<floatX> x, Scalar<floatX> w)
    {
        var a = T.Scan((e, h) => T.Sin(h * w + e), x, w);
        var (b, c) = T.Scan((s, st) => (T.Cos(st.Item1 * s.e) + w, st.Item2 + st.Item1 * s.r), (e: x, r: x[T.Slice(step: -1)]), (T.Sqr(w), w));
        var cost = T.Sum(T.Scan((s, h) => T.Tanh(h * s.a + s.b), (a: a, b: b), w)) + T.Sum(a * c);
        var (gX, gW) = T.Grad(cost, x, w);
        return (cost, gX, gW);
    }

    /// <summary>Gradients that go back over the last 3 steps.</summary>
    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gX, Expr<floatX> gStart, Expr<floatX> gW) TruncatedGraph(Matrix<floatX> x, Vector<floatX> start, Matrix<floatX> w)
    {
        var states = T.Scan((row, h) => T.Tanh(T.Dot(h, w) + row), x, start, truncateGradient: 3);
        var cost = T.Sum(T.Sqr(states));
        var (gX, gStart, gW) = T.Grad(cost, x, start, w);
        return (cost, gX, gStart, gW);
    }

    /// <summary>The same cost of four steps without a loop; what has been done before the last three counts as given.</summary>
    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> gX, Expr<floatX> gStart, Expr<floatX> gW) UnrolledGraph(Matrix<floatX> x, Vector<floatX> start, Matrix<floatX> w)
    {
        Expr<floatX> h = start, cost = T.Constant((floatX)0);
        for (int step = 0; step < 4; step++)
        {
            h = T.Tanh(T.Dot(h, w) + x[step]);
            if (step == 0) h = T.ConsiderConstant(h);
            cost += T.Sum(T.Sqr(h));
        }

        var (gX, gStart, gW) = T.Grad(cost, x, start, w, disconnectedInputs: Disconnected.Zero);
        return (cost, gX, gStart, gW);
    }
}
