namespace GraphDsl.Tests.Surface;

/// <summary>
/// Calls and indexers that must compile, without ambiguity, to the element types said here. None of them runs: the compiler is the
/// test.
/// </summary>
internal static class SurfaceExpressions
{
    public static object Indexers(
        Matrix<float> x, Vector<int> y, SharedMatrix<float> data, SharedVector<int> labels, Scalar<long> index, Scalar<int> i, Expr<bool> mask,
        Tensor4<double> images, Scalar<float> s)
    {
        const int BatchSize = 600;
        Expr<float>[] parts =
        [
            x[0], x[^1], x[1..3], x[.., 2..5], x[..^1], x[index], x[i], x[index..], x[..(index + 1)], x[1..index],
            data[(index * BatchSize)..((index + 1) * BatchSize)], data[(i * BatchSize)..((i + 1) * BatchSize), 0],
            x[T.Slice(step: -1)], x[T.Slice(1, 10, 2)], x[T.Slice(start: index, stop: index + 5), T.Slice(step: 2)],
            x[T.NewAxis], x[.., T.NewAxis, ..], x[T.Arange(y.Shape[0]), y], x[y], x[y, 0], x[mask], x[x > 0],
        ];
        Expr<int>[] integers = [y[0], y[1..], labels[(index * BatchSize)..((index + 1) * BatchSize)], y[y], y[mask]];
        Expr<double>[] doubles = [images[0, 1, 2, 3], images[.., 0], images[.., .., 1..^1, ^1]];
        return (parts, integers, doubles, s);
    }

    public static object Shapes(Matrix<float> x, Vector<int> y, Tensor4<float> images, Expr<long> n)
    {
        Expr<long>[] list = [n, 10];
        Expr<long>[] sizes = [x.Shape[0], x.Shape[^1], x.Shape[0] * x.Shape[1], x.Size, n * 2, .. images.Shape[1..]];
        Expr<float>[] reshaped =
        [
            x.T, x.Reshape(n, 10), x.Reshape(-1), x.Reshape([n, 10]), x.Reshape(list), x.Reshape(images.Shape), x.Reshape(x.Shape[0], -1),
            x.Dimshuffle(1, 0), x.Dimshuffle(0, "x", 1), x.Dimshuffle(T.NewAxis, 0, 1), x.Flatten(), images.Flatten(2), images.Flatten(outdim: 2),
            x.Transpose(), images.Transpose(0, 2, 3, 1), x.SwapAxes(0, 1), x.Squeeze(), x.Squeeze(axis: 1), x.ExpandDims(0),
            T.Reshape(x, n, 10), T.Reshape(x, [n, 10]), T.Reshape(x, images.Shape), T.Flatten(images, 2), T.Dimshuffle(x, "x", 0, 1),
            T.Concatenate([x, x], axis: 1), T.Stack([x, x]), T.Split(x, 2, axis: 1)[0], T.Split(x, [n, 5])[1], T.Roll(x, 1, axis: 0),
            T.Broadcast(x, n, 10), T.Broadcast(x, images.Shape), x.Cast<float>(), T.Cast<float>(y), y.Cast<float>(),
        ];
        Expr<float>[] made =
        [
            T.Zeros<float>(n, 10), T.Zeros<float>([n, 10]), T.Zeros<float>(x.Shape), T.Zeros<float>(), T.Ones<float>(3), T.Full(0.5f, n, 10),
            T.Full<float>(1, x.Shape), T.ZerosLike(x), T.OnesLike(x), T.Eye<float>(5), T.Eye<float>(n, 4, k: 1), T.Diag(x), T.Tri<float>(3),
            T.Tril(x), T.Triu(x, 1), T.Constant(2f), T.Constant([1f, 2f]), T.Constant(new float[,] { { 1 }, { 2 } }), T.Tile(x, 2, 1),
            T.Repeat(x, 2, axis: 0), T.Repeat(x, n), T.OneHot<float>(y, 10), T.OneHot<float>(T.ArgMax(x, axis: 1), 10), T.Arange<float>(0, 1, 0.1f),
        ];
        Expr<long>[] counted = [T.Arange(10), T.Arange(10000), T.Arange(n), T.Arange(y.Shape[0]), T.Arange(1, n), T.Arange(n, 0, -1)];
        Expr<int> integers = T.Arange(y[0]);
        return (list, sizes, reshaped, made, counted, integers);
    }

    public static object Reductions(Matrix<float> x, Expr<bool> mask, Vector<int> y, Expr<long> n, Expr<byte> bytes)
    {
        Expr<float>[] floats =
        [
            x.Sum(), x.Sum(0), x.Sum(axis: 1, keepDims: true), x.Sum(axis: (0, 1)), x.Sum(axis: [0, 1]), x.Sum(axis: -1), x.Sum(axis: null),
            T.Sum(x), T.Sum(x, axis: 1), T.Mean(x), x.Mean(1), x.Prod(), x.Var(axis: 0), x.Std(axis: 0, keepDims: true), x.Max(axis: 1), T.Min(x),
            T.Norm(x), T.Norm(x, axis: 1), x.Norm(axis: 0, order: 1), T.Norm(x, order: 1), T.LogSumExp(x, axis: 1, keepDims: true), x.CumSum(0), T.CumProd(x),
        ];
        Expr<long>[] longs = [T.ArgMax(x, axis: 1), x.ArgMin(), T.Sum(mask), mask.Sum(axis: 0), T.Prod(mask), n.Sum(), T.Max(n)];
        Expr<double>[] doubles = [T.Mean(mask), mask.Mean(), T.Mean(y), y.Mean(axis: 0), T.Mean(n), T.Mean(bytes), T.Mean(T.Neq(y, y))];
        Expr<bool>[] bools = [T.Any(mask), mask.All(axis: 0), T.All(x > 0, axis: 1, keepDims: true)];
        return (floats, longs, doubles, bools);
    }

    public static object Floats(Expr<float> x, SharedMatrix<float> w, Expr<bool> c, double number, float value, Vector<int> y)
    {
        Expr<float>[] results =
        [
            T.Maximum(x, 0), T.Maximum(0, x), T.Maximum(x, w), T.Maximum(x, 0.5f), T.Maximum(x, 0.5), T.Maximum(number, w), T.Minimum(w, value),
            T.Pow(x, 2), T.Pow(2, x), T.Pow(x, 0.5), T.Pow(x, -0.5f), T.Pow(w, x), T.Atan2(x, w), T.Atan2(1, x),
            T.Switch(c, x, 0), T.Switch(c, 0, x), T.Switch(c, x, w), T.Switch(c, x, 0.5), T.Switch(c, 0.5, w), T.Switch(c, 1f, 0f), T.Switch(x > 0, x, 0.1 * x),
            T.Clip(x, -0.5f, 0.5f), T.Clip(x, -0.5, 0.5), T.Clip(x, 0, 1), T.Clip(x, w, 1), T.Clip(w, 0, 0.5), T.Clip(x, 0.5, w), T.Clip(w, number, number),
            T.Relu(x), T.Relu(x, 0.01), T.Relu(x, alpha: 0.01f), T.Relu(x, w), T.Elu(x), T.Gelu(x), T.Softmax(x), T.Softmax(x, axis: 0), T.LogSoftmax(x),
            T.Dot(x, w), x.Dot(w), T.Log(T.Softmax(T.Dot(x, w) + w))[T.Arange(y.Shape[0]), y], T.IfElse(c, x, w), T.IfElse(c, x, 0), T.IfElse(c, 0.5, x),
            T.SetSubtensor(x[0], 0), T.SetSubtensor(x[1..3], 0.5), T.IncSubtensor(x[y], w), T.Take(x, y, axis: 0), T.Take(x, 3), x.Take(T.ArgSort(w), axis: 1),
            T.TensorDot(x, w), T.TensorDot(x, w, 1), T.TensorDot(x, w, ((0, 1), (1, 0))), T.TensorDot(x, w, (0, 1)), T.TopK(x, 3), T.Solve(x, w),
            T.CategoricalCrossentropy(x, y), T.CategoricalCrossentropy(x, T.ArgMax(w, axis: 1)), T.CategoricalCrossentropy(x, w), T.BinaryCrossentropy(x, w),
            T.Conv2d(x.Reshape(1, 1, 9, 9), w.Reshape(1, 1, 5, 5)), T.Conv2d(x.Reshape(1, 1, 9, 9), w.Reshape(1, 1, 5, 5), BorderMode.Full), T.Conv2d(x.Reshape(1, 1, 9, 9), w.Reshape(1, 1, 5, 5), borderMode: (2, 2), subsample: (1, 1), filterFlip: false),
            T.Pool2d(x, (2, 2)),
            T.Pool2d(x, ws: (2, 2), ignoreBorder: true, stride: (1, 1), mode: PoolMode.AverageExcludePadding), T.BatchNormalization(x, w, w, x, x),
            T.Print(x, "x"), T.Assert(x, c, "must hold"), T.ConsiderConstant(x), T.GradClip(x, -1, 1), T.Abs(x), T.Sqr(w), T.Erf(x), T.Cast<float>(y),
        ];
        Expr<bool>[] bools = [T.Eq(x, 1), T.Eq(1, x), T.Neq(x, w), T.Gt(x, 0), T.Lt(0.5, x), T.Ge(x, value), T.Le(x, number), T.IsNan(x), T.Eq(y, 3), T.Neq(y, y)];
        return (results, bools);
    }

    public static object Doubles(Expr<double> x, SharedMatrix<double> w, Expr<bool> c, float single, Expr<long> n, Expr<byte> bytes)
    {
        Expr<double>[] results =
        [
            T.Maximum(x, 0), T.Maximum(0, x), T.Maximum(x, 0.5), T.Maximum(x, single), T.Pow(x, 2), T.Pow(x, -0.5), T.Switch(c, x, 0), T.Switch(c, 0.0, x),
            T.Clip(x, -0.5, 0.5), T.Clip(x, 0, 1), T.Clip(x, -0.5f, 0.5f), T.Relu(w, 0.01), T.IfElse(c, x, 0), T.SetSubtensor(x[0], 1), T.Full(1.0, n, n), T.Full(1.0, x.Shape),
            T.Switch(c, 1.0, 0.0), T.Relu(x), w * 0.5f + single,
        ];
        Expr<long>[] longs = [T.Maximum(n, 1), T.Minimum(0, n), T.Clip(n, 0, 9), T.Switch(c, n, 0), T.Pow(n, 2)];
        Expr<byte>[] small = [T.Maximum(bytes, 1), T.Clip(bytes, 0, 9), T.Switch(c, bytes, 0)];
        return (results, longs, small);
    }

    public static object Gradients(Expr<float> cost, SharedMatrix<float> w, SharedVector<float> b, SharedMatrix<double> d, Expr<float>[] parameters, List<Expr<float>> list)
    {
        Expr<float> gradient = T.Grad(cost, w);
        var (gW, gB) = T.Grad(cost, w, b);
        var (first, second, third) = T.Grad(cost, w, d, b, considerConstant: [w], disconnectedInputs: Disconnected.Zero);
        var eight = T.Grad(cost, w, b, w, b, w, b, w, b);
        Expr<float>[][] lists =
        [
            T.Grad(cost, parameters), T.Grad(cost, list), T.Grad(cost, [w, b]), T.Grad(cost, parameters.Select(p => p)), T.Jacobian(cost, parameters), T.Hessian(cost, parameters),
            T.Grad(null, parameters, knownGrads: [(cost, gW)]), [T.Jacobian(cost, b), T.Hessian(cost, b), T.Rop(cost, w, w), T.Lop(cost, w, cost), T.Rop(cost, [w, b], [w, b])],
        ];
        Expr<double> wide = second;
        return (gradient, gW, gB, first, wide, third, eight, lists);
    }

    public static object Functions(
        Expr<float> cost, Expr<double> errors, SharedMatrix<float> w, SharedVector<float> b, Matrix<float> x, SharedScalar<long> steps, Expr<float>[] parameters)
    {
        const float Rate = 0.1f;
        List<(Expr, Expr)> updates = [(w, w * 2)];
        Function[] functions =
        [
            T.Function(), T.Function(cost), T.Function(outputs: cost), T.Function(outputs: (cost, errors)), T.Function((cost: cost, errors)),
            T.Function(updates: [(w, b), (b, w)]), T.Function(outputs: cost, updates: [(w, w - (Rate * T.Grad(cost, w))), (steps, steps + 1)], givens: [(x, w[1..2])]),
            T.Function(outputs: (cost, errors), updates: [(w, w + 1)], givens: [(x, w)]), T.Function(givens: [(x, w)], outputs: cost),
            T.Function(outputs: cost, updates: [.. parameters.Zip(T.Grad(cost, parameters), (p, g) => (p, p - (Rate * g)))]),
            T.Function(outputs: cost, updates: parameters.Zip(T.Grad(cost, parameters), (p, g) => (p, p - (Rate * g)))),
            T.Function(outputs: (cost, errors), updates: parameters.Zip(T.Grad(cost, parameters))), T.Function(updates: updates), T.Function(outputs: cost, updates: [.. updates]),
            T.Function(updates: [.. updates, (b, b + 1)]), T.Function(outputs: (cost, errors, w)),
        ];
        return functions;
    }

    public static object Activations(Expr<float> x, Expr<double> y)
    {
        Func<Expr<float>, Expr<float>> activation = T.Tanh;
        Func<Expr<float>, Expr<float>>[] all = [activation, T.Relu, T.Sigmoid, T.Softmax, T.LogSoftmax, T.Elu, T.Softplus, T.Abs];
        return (Layer(x, T.Tanh), Layer(y, T.Relu), Layer(x), Layer(x, activation: h => h * 2), all);

        static Expr<TElement> Layer<TElement>(Expr<TElement> input, Func<Expr<TElement>, Expr<TElement>>? activation = null)
            => activation is null ? input : activation(input);
    }

    public static object Loops(
        SharedMatrix<double> y, SharedMatrix<double> p, SharedMatrix<double> w, SharedVector<double> x0, Vector<double> c0, Matrix<double> x, Scalar<long> k, Vector<double> a)
    {
        var states = T.Scan(
            (s, h) => T.Tanh(T.Dot(h, w) + T.Dot(s.y, w) + T.Dot(s.p, w)), sequences: (y: y, p: p[T.Slice(step: -1)]), outputsInfo: x0);
        var (hs, cs, probabilities) = T.Scan(
            (token, st) =>
            {
                var h = T.Tanh(T.Dot(token, w) + st.h);
                var c = st.c * h;
                return (h: h, c: c, p: T.Softmax(T.Dot(h, w)));
            },
            sequences: x, outputsInfo: (h: x0, c: c0));
        var rows = T.Map(row => T.Tanh(T.Dot(row, w) + x0), sequences: x);
        var norms = T.Map(row => T.Sqrt(T.Sum(T.Sqr(row))), x.T);
        var powers = T.Scan(state => state * a, outputsInfo: T.OnesLike(a), nSteps: k)[^1];
        var ten = T.Scan(state => state * a, T.OnesLike(a), 10);
        var sum = T.Scan((element, total) => total + element, a, T.Constant(0.0));
        var last = T.Foldl((element, total) => total + element, sequences: a, outputsInfo: T.Constant(0.0));
        var right = T.Foldr((s, total) => total + (s.c * s.e), (c: a, e: T.Arange<double>(10)), T.Constant(0.0));
        var taps = T.Scan(state => T.Dot(T.Tap(state, -2), w) + T.Dot(state, w), x, nSteps: 10);
        var until = T.Scan((element, total) => total + element, a, T.Constant(0.0), until: (_, total) => total > 100, truncateGradient: 5, name: "sum");
        Expr<double>[] all = [states, hs, cs, probabilities, rows, norms, powers, ten, sum, last, right, taps, until];
        return all;
    }

    public static object Draws(RandomStreams rng, Matrix<float> x, Expr<long> n, Expr<float> mean)
    {
        Expr<long> picked = T.ArgMax(rng.Multinomial(T.Softmax(x)), axis: 1);
        Expr<float>[] draws =
        [
            rng.Uniform<float>([n, 10]), rng.Uniform<float>(x.Shape), rng.Uniform<float>(x.Shape, low: 0, high: 1), rng.Uniform<float>([n], low: -0.5, high: 0.5),
            rng.Uniform<float>([n], low: -mean, high: mean), rng.Normal<float>(x.Shape), rng.Normal<float>([n, 10], mean: 0, std: 0.01), rng.Normal<float>([n], mean: mean, std: 1),
            rng.Normal<float>([n], std: 0.1), rng.Normal<float>([n], mean: mean, std: 0.1), rng.Normal<float>([n], mean: 0.1, std: mean), rng.Normal<float>([n], std: mean),
            rng.Binomial<float>(x.Shape), rng.Binomial<float>(x.Shape, n: 1, p: 0.5), rng.Binomial<float>(x.Shape, n: 1, p: mean), rng.Binomial<float>(x.Shape, p: mean),
            rng.Binomial<float>([n, 10], p: 0.9f), T.Dropout(x, rng, 0.2), T.Dropout(x, rng, p: 0.2f), T.Dropout(x, rng, p: mean),
        ];
        Expr<double> wide = rng.Uniform<double>([n], low: 0, high: 0.5);
        Expr<long> order = rng.Permutation(n);
        return (draws, wide, order, picked, rng.Permutation(10));
    }
}
