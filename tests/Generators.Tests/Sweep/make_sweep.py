"""Writes sweep.txt: expressions of the surface, and what NumPy makes of the same.

    python3 make_sweep.py > sweep.txt

A line is the C# expression, the type and shape, and the elements in row-major order. The inputs are sums of powers of two, the
same on both sides (see SweepTests.cs).
"""
import math

import numpy as np


def fill(count, *shape):
    """The doubles that the test passes too."""
    return np.array([((7 * n + count) % 11 - 5) / 4 for n in range(int(np.prod(shape)))]).reshape(shape)


x, y, z, v, w = fill(0, 3, 4), fill(3, 3, 4), fill(1, 3, 3), fill(5, 4), fill(2, 3)
a, b, one, none = fill(4, 2, 3, 4), fill(6, 2, 4, 3), fill(7, 3, 1), fill(0, 0, 4)
i, k = np.array([2, 0, 1]), np.array([5, -7, 3, -2])
m = x > 0
s = np.array([1e3, -1e3, np.inf, -np.inf, np.nan, 0.0])
erf, erfc = np.vectorize(math.erf), np.vectorize(math.erfc)


def softmax(t, axis):
    e = np.exp(t - t.max(axis, keepdims=True))
    return e / e.sum(axis, keepdims=True)


def lse(t, axis=None, keepdims=False):
    top = t.max(axis, keepdims=True)
    sums = np.log(np.exp(t - top).sum(axis, keepdims=True)) + top
    return sums if keepdims else sums.squeeze() if axis is None else sums.squeeze(axis)


def put(t, where, value, add=False):
    t = t.copy()
    if add:
        np.add.at(t, where, value)
    else:
        t[where] = value
    return t


def onehot(labels, count):
    return (labels[:, None] == np.arange(count)).astype(float)


def quotient(p, q):
    """C#'s: towards 0, and 0 where it has no value."""
    return np.array([0 if d == 0 else int(n / d) for n, d in np.broadcast(p, q)])


SPD = z @ z.T + 9 * np.eye(3)
FAR = np.array([0.5, -0.5, 1.5, 2.5, -2.5, 0.25])

rows = [
    # arithmetic, broadcasting
    ("x + y", x + y), ("x - v", x - v), ("x * one", x * one), ("x / (y + 0.125)", x / (y + 0.125)), ("2 * x - 1", 2 * x - 1), ("-x", -x),
    ("one + v", one + v), ("a + x", a + x), ("a * one", a * one), ("none + v", none + v), ("x % 0.5", np.fmod(x, 0.5)), ("1 - w", 1 - w),
    ("k / 2", quotient(k, np.array(2))), ("k % 3", np.fmod(k, 3)), ("k / T.Cast<long>(T.Abs(v) * 0)", np.zeros(4, int)), ("k * k - 1", k * k - 1),
    # elementwise
    ("T.Abs(x)", abs(x)), ("T.Sign(x)", np.sign(x)), ("T.Exp(x)", np.exp(x)), ("T.Exp2(x)", np.exp2(x)), ("T.Expm1(x / 1e6)", np.expm1(x / 1e6)),
    ("T.Log(T.Abs(x) + 0.5)", np.log(abs(x) + 0.5)), ("T.Log2(T.Abs(x) + 0.5)", np.log2(abs(x) + 0.5)), ("T.Log10(T.Abs(x) + 0.5)", np.log10(abs(x) + 0.5)),
    ("T.Log1p(T.Abs(x) / 1e6)", np.log1p(abs(x) / 1e6)), ("T.Sqr(x)", x ** 2), ("T.Sqrt(T.Abs(x))", np.sqrt(abs(x))), ("T.Inv(x + 0.125)", 1 / (x + 0.125)),
    ("T.Pow(T.Abs(x), y)", np.power(abs(x), y, where=abs(x) > 0, out=np.where(y > 0, 0.0, np.where(y == 0, 1.0, np.inf)))), ("T.Pow(x, 3)", x ** 3),
    ("T.Ceil(x)", np.ceil(x)), ("T.Floor(x)", np.floor(x)), ("T.Round(T.Constant(new[] { 0.5, -0.5, 1.5, 2.5, -2.5, 0.25 }))", np.round(FAR)), ("T.Trunc(x)", np.trunc(x)),
    ("T.Sin(x)", np.sin(x)), ("T.Cos(x)", np.cos(x)), ("T.Tan(x)", np.tan(x)), ("T.Asin(x / 2)", np.arcsin(x / 2)), ("T.Acos(x / 2)", np.arccos(x / 2)), ("T.Atan(x)", np.arctan(x)),
    ("T.Atan2(x, y)", np.arctan2(x, y)), ("T.Sinh(x)", np.sinh(x)), ("T.Cosh(x)", np.cosh(x)), ("T.Tanh(x)", np.tanh(x)), ("T.Erf(x)", erf(x)), ("T.Erfc(x * 4)", erfc(x * 4)),
    ("T.Sigmoid(x)", 1 / (1 + np.exp(-x))), ("T.HardSigmoid(x * 3)", np.clip(0.2 * x * 3 + 0.5, 0, 1)), ("T.Softplus(x)", np.log1p(np.exp(x))), ("T.Softsign(x)", x / (1 + abs(x))),
    ("T.Relu(x)", np.maximum(x, 0)), ("T.Relu(x, 0.1)", np.where(x > 0, x, 0.1 * x)), ("T.Elu(x, 0.5)", np.where(x > 0, x, 0.5 * np.expm1(x))), ("T.Gelu(x)", 0.5 * x * (1 + erf(x / math.sqrt(2)))),
    ("T.Maximum(x, y)", np.maximum(x, y)), ("T.Minimum(x, 0.25)", np.minimum(x, 0.25)), ("T.Clip(x, -0.5, 0.75)", np.clip(x, -0.5, 0.75)), ("T.Switch(m, x, y)", np.where(m, x, y)),
    ("T.Switch(x > y, 1.0, v)", np.where(x > y, 1.0, v)),
    # values at the ends
    ("T.Sigmoid(s)", np.array([1, 0, 1, 0, np.nan, 0.5])), ("T.Softplus(s)", np.array([1e3, 0, np.inf, 0, np.nan, math.log(2)])), ("T.Tanh(s)", np.array([1, -1, 1, -1, np.nan, 0])),
    ("T.IsNan(s)", np.isnan(s)), ("T.IsInf(s)", np.isinf(s)), ("T.Maximum(s, 0)", np.maximum(s, 0)), ("T.Minimum(0, s)", np.minimum(s, 0)), ("T.Sign(s[..4])", np.sign(s[:4])),
    ("T.Max(s)", np.nan), ("T.Min(s[..4])", -np.inf), ("T.ArgMax(s[..4])", np.array(2)), ("T.LogSumExp(s[..2])", 1e3), ("T.Sum(s[..3])", np.inf), ("s < 0", s < 0), ("T.Eq(s, s)", s == s), ("T.Neq(s, s)", s != s),
    ("T.Exp(s[..4])", np.array([np.inf, 0, np.inf, 0])), ("T.Softmax(s[..2])", np.array([1.0, 0])), ("T.LogSoftmax(s[..2])", np.array([0, -2e3])), ("T.Log(0 * x)", np.full((3, 4), -np.inf)),
    # comparisons and logic
    ("x > y", x > y), ("x <= 0.25", x <= 0.25), ("T.Eq(x, y)", x == y), ("T.Neq(k, 3)", k != 3), ("m & (x < 1)", m & (x < 1)), ("m | T.Lt(x, y)", m | (x < y)), ("!m", ~m), ("T.Xor(m, x > y)", m ^ (x > y)),
    # reductions
    ("T.Sum(x)", x.sum()), ("x.Sum(axis: 0)", x.sum(0)), ("x.Sum(axis: -1, keepDims: true)", x.sum(-1, keepdims=True)), ("T.Sum(a, axis: [0, 2])", a.sum((0, 2))), ("T.Sum(a, axis: (0, -1))", a.sum((0, -1))),
    ("T.Sum(none, axis: 0)", none.sum(0)), ("T.Sum(none)", 0.0), ("T.Prod(none, axis: 0)", np.ones(4)), ("T.Prod(x + 2, axis: 1)", (x + 2).prod(1)), ("T.Mean(a, axis: 1)", a.mean(1)), ("T.Mean(m)", m.mean()),
    ("T.Mean(k)", k.mean()), ("T.Var(x, axis: 0)", x.var(0)), ("T.Std(x)", x.std()), ("T.Var(x, axis: 1, ddof: 1)", x.var(1, ddof=1)), ("T.Max(a, axis: 2)", a.max(2)), ("T.Min(a, axis: [0, 1])", a.min((0, 1))),
    ("T.ArgMax(x, axis: 1)", x.argmax(1)), ("T.ArgMin(a, axis: 0)", a.argmin(0)), ("T.ArgMax(x)", x.argmax()), ("T.Any(m, axis: 0)", m.any(0)), ("T.All(m, axis: 1)", m.all(1)), ("T.Sum(m, axis: 0)", m.sum(0)),
    ("T.Norm(x)", np.sqrt((x ** 2).sum())), ("T.Norm(x, axis: 1)", np.sqrt((x ** 2).sum(1))), ("T.Norm(v, order: 1)", abs(v).sum()), ("T.LogSumExp(x, axis: 1)", lse(x, 1)), ("T.LogSumExp(a, axis: 0, keepDims: true)", lse(a, 0, True)),
    ("T.CumSum(x)", x.cumsum()), ("T.CumSum(x, axis: 0)", x.cumsum(0)), ("T.CumProd(x + 1.5, axis: 1)", (x + 1.5).cumprod(1)), ("T.CumSum(a, axis: -2)", a.cumsum(-2)), ("T.CumSum(k)", k.cumsum()),
    # making
    ("T.Arange(5)", np.arange(5)), ("T.Arange(2, 9, 3)", np.arange(2, 9, 3)), ("T.Arange(5, 0, -2)", np.arange(5, 0, -2)), ("T.Arange(3, 3)", np.arange(3, 3)), ("T.Arange(0.0, 1.0, 0.25)", np.arange(0, 1, 0.25)),
    ("T.Eye<double>(3)", np.eye(3)), ("T.Eye<double>(2, 4, 1)", np.eye(2, 4, 1)), ("T.Eye<double>(3, 2, -1)", np.eye(3, 2, -1)), ("T.Diag(v)", np.diag(v)), ("T.Diag(v, 1)", np.diag(v, 1)), ("T.Diag(x)", np.diag(x)),
    ("T.Diag(x, -1)", np.diag(x, -1)), ("T.Diag(x, 2)", np.diag(x, 2)), ("T.Tri<double>(3, 4, 1)", np.tri(3, 4, 1)), ("T.Tril(x)", np.tril(x)), ("T.Tril(x, -1)", np.tril(x, -1)), ("T.Triu(x, 1)", np.triu(x, 1)),
    ("T.Tile(w, 2)", np.tile(w, 2)), ("T.Tile(x, 2, 1)", np.tile(x, (2, 1))), ("T.Tile(w, 2, 2)", np.tile(w, (2, 2))), ("T.Repeat(x, 2)", x.repeat(2)), ("T.Repeat(x, 3, axis: 0)", x.repeat(3, 0)), ("T.Repeat(x, 2, axis: 1)", x.repeat(2, 1)),
    ("T.OneHot<double>(i, 4)", onehot(i, 4)), ("T.Full(1.5, 2, 3)", np.full((2, 3), 1.5)), ("T.ZerosLike(w)", np.zeros(3)), ("T.Ones<double>(x.Shape)", np.ones((3, 4))),
    # shapes
    ("x.T", x.T), ("a.T", a.T), ("T.Transpose(a, 1, 0, 2)", a.transpose(1, 0, 2)), ("x.Reshape(2, 6)", x.reshape(2, 6)), ("x.Reshape(-1, 3)", x.reshape(-1, 3)), ("a.Reshape(6, -1)", a.reshape(6, -1)), ("x.Flatten()", x.ravel()), ("a.Flatten(2)", a.reshape(2, 12)),
    ("x.Dimshuffle(1, 'x', 0)", x.T[:, None, :]), ("T.SwapAxes(a, 0, 2)", a.swapaxes(0, 2)), ("T.Squeeze(one, axis: 1)", one.squeeze(1)), ("T.Squeeze(x[1..2, ..])", x[1]), ("T.ExpandDims(x, 1)", x[:, None]), ("T.ExpandDims(x, -1)", x[..., None]),
    ("T.Concatenate([x, y])", np.concatenate([x, y])), ("T.Concatenate([x, one], axis: 1)", np.concatenate([x, one], 1)), ("T.Concatenate([x, y], axis: -1)", np.concatenate([x, y], -1)), ("T.Concatenate([none, x])", x),
    ("T.Stack([x, y])", np.stack([x, y])), ("T.Stack([x, y], axis: 1)", np.stack([x, y], 1)), ("T.Stack([x, y], axis: -1)", np.stack([x, y], -1)), ("T.Split(x, 2, axis: 1)[1]", x[:, 2:]), ("T.Split(v, [1, 3])[1]", v[1:]),
    ("T.Roll(v, 1)", np.roll(v, 1)), ("T.Roll(v, -3)", np.roll(v, -3)), ("T.Roll(x, 2)", np.roll(x, 2)), ("T.Roll(x, 1, axis: 0)", np.roll(x, 1, 0)), ("T.Roll(x, -5, axis: 1)", np.roll(x, -5, 1)), ("T.Broadcast(one, 3, 2)", np.broadcast_to(one, (3, 2))),
    # indexing
    ("x[1]", x[1]), ("x[-1]", x[-1]), ("x[^1, 2]", x[-1, 2]), ("x[1..]", x[1:]), ("x[.., ^3..^1]", x[:, -3:-1]), ("x[T.Slice(step: -1)]", x[::-1]), ("x[T.Slice(step: -2), T.Slice(3, 0, -1)]", x[::-2, 3:0:-1]), ("x[T.Slice(-2), T.Slice(step: 3)]", x[-2:, ::3]),
    ("a[1, .., 1..3]", a[1, :, 1:3]), ("a[.., 1]", a[:, 1]), ("x[T.NewAxis, 1]", x[None, 1]), ("x[2..2]", x[2:2]), ("x[i]", x[i]), ("x[.., i]", x[:, i]), ("x[i, i]", x[i, i]), ("x[i, 1]", x[i, 1]), ("a[1, .., i]", a[1, :, i]), ("a[i - 2, .., i]", a[i - 2, :, i]),
    ("a[0, i, i]", a[0, i, i]), ("x[i - 3]", x[i - 3]), ("x[m]", x[m]), ("x[.., v > 0]", x[:, v > 0]), ("a[.., m]", a[:, m]), ("x[w > 9]", x[w > 9]), ("T.Nonzero(x)[1]", x.nonzero()[1]), ("T.Take(x, i, axis: 1)", x.take(i, 1)), ("T.Take(x, k - 5)", x.take(k - 5)),
    ("x[T.Arange(3), i]", x[np.arange(3), i]), ("x[T.Constant(new long[,] { { 0, 1 }, { 2, 2 } })]", x[np.array([[0, 1], [2, 2]])]),
    ("T.SetSubtensor(x[1], v)", put(x, 1, v)), ("T.SetSubtensor(x[.., 1..3], 9)", put(x, (slice(None), slice(1, 3)), 9)), ("T.SetSubtensor(x[T.Slice(step: -2)], one[..2])", put(x, slice(None, None, -2), one[:2])), ("T.SetSubtensor(x[i, i], w)", put(x, (i, i), w)),
    ("T.SetSubtensor(x[m], 0)", put(x, m, 0)), ("T.IncSubtensor(x[i - i], 1)", put(x, i - i, 1, True)), ("T.IncSubtensor(x[.., i], x[.., 1..])", put(x, (slice(None), i), x[:, 1:], True)), ("T.SetSubtensor(v[T.Constant(new long[] { 1, 1, 3 })], w)", put(v, np.array([1, 1, 3]), w)),
    # products
    ("T.Dot(x, y.T)", x @ y.T), ("T.Dot(w, x)", w @ x), ("T.Dot(x, v)", x @ v), ("T.Dot(v, v)", v @ v), ("T.Dot(x, T.Sum(v))", x * v.sum()), ("T.Dot(none, x.T)", np.zeros((0, 3))), ("T.Dot(none.T, none)", np.zeros((4, 4))), ("T.Outer(w, v)", np.outer(w, v)), ("T.BatchedDot(a, b)", a @ b),
    ("T.TensorDot(a, b, (2, 1))", np.tensordot(a, b, (2, 1))), ("T.TensorDot(a, x)", np.tensordot(a, x, 2)), ("T.TensorDot(x, v, axes: 1)", x @ v), ("T.TensorDot(w, v, axes: 0)", np.outer(w, v)),
    # sorting
    ("T.Sort(x)", np.sort(x)), ("T.Sort(x, axis: 0)", np.sort(x, 0)), ("T.ArgSort(v)", v.argsort(kind="stable")), ("T.ArgSort(x, axis: 0)", x.argsort(0, kind="stable")), ("T.Sort(k)", np.sort(k)), ("T.TopK(v, 2)", np.sort(v)[::-1][:2]), ("T.Sort(s[..5])", np.sort(s[:5])),
    # linear algebra
    ("T.Inverse(z + 3 * T.Eye<double>(3))", np.linalg.inv(z + 3 * np.eye(3))), ("T.Det(z)", np.linalg.det(z)), ("T.Cholesky(T.Dot(z, z.T) + 9 * T.Eye<double>(3))", np.linalg.cholesky(SPD)), ("T.Solve(z + 3 * T.Eye<double>(3), w)", np.linalg.solve(z + 3 * np.eye(3), w)),
    ("T.Solve(z + 3 * T.Eye<double>(3), x)", np.linalg.solve(z + 3 * np.eye(3), x)), ("T.Trace(z)", np.trace(z)),
    # networks
    ("T.Softmax(x)", softmax(x, 1)), ("T.Softmax(a, axis: 1)", softmax(a, 1)), ("T.Softmax(v)", softmax(v, 0)), ("T.LogSoftmax(x, axis: 0)", np.log(softmax(x, 0))), ("T.CategoricalCrossentropy(T.Softmax(x), i)", -np.log(softmax(x, 1))[np.arange(3), i]),
    ("T.CategoricalCrossentropy(T.Softmax(x), T.Softmax(y))", -(softmax(y, 1) * np.log(softmax(x, 1))).sum(1)), ("T.BinaryCrossentropy(T.Sigmoid(x), T.Cast<double>(m))", np.where(m, np.log1p(np.exp(-x)), np.log1p(np.exp(x)))),
    # casts
    ("T.Cast<int>(x * 2)", np.trunc(x * 2).astype(int)), ("T.Cast<long>(m)", m.astype(int)), ("T.Cast<bool>(x)", x != 0), ("T.Cast<double>(k) / 2", k / 2),
    # loops
    ("T.Scan((r, h) => 0.5 * h + r, sequences: x, outputsInfo: v)", np.array([v / 2 + x[0], v / 4 + x[0] / 2 + x[1], v / 8 + x[0] / 4 + x[1] / 2 + x[2]])), ("T.Map(r => T.Sum(r * r), x)", (x * x).sum(1)), ("T.Foldl((r, h) => h * 2 + r, x, T.ZerosLike(v))", x[0] * 4 + x[1] * 2 + x[2]),
    ("T.Foldr((r, h) => h * 2 + r, x, T.ZerosLike(v))", x[2] * 4 + x[1] * 2 + x[0]), ("T.Reduce((r, h) => T.Maximum(r, h), x, x[0])", x.max(0)),
    # derivatives with a closed form
    ("T.Grad(T.Sum(T.Sqr(x)), x)", 2 * x), ("T.Grad(T.Sum(T.Softmax(x) * y), x)", softmax(x, 1) * (y - (softmax(x, 1) * y).sum(1, keepdims=True))), ("T.Grad(T.Sum(T.Dot(x, y.T)), x)", np.tile(y.sum(0), (3, 1))),
    ("T.Grad(T.Mean(x), x)", np.full((3, 4), 1 / 12)), ("T.Grad(T.Max(v), v)", (v == v.max()).astype(float)), ("T.Grad(T.Sum(x[i] * y), x)", put(np.zeros((3, 4)), i, y, True)), ("T.Jacobian(T.Dot(x, v), v)", x), ("T.Hessian(T.Dot(v, v) + v[0] * v[1], v)", 2 * np.eye(4) + np.array([[0, 1, 0, 0], [1, 0, 0, 0], [0] * 4, [0] * 4])),
    ("T.Grad(T.Sum(T.SetSubtensor(T.ZerosLike(v)[T.Constant(new long[] { 1, 1, 3 })], w) * v), w)", np.array([0, v[1], v[3]])), ("T.Grad(T.Sum(T.Log(T.Softmax(x))[T.Arange(3), i]), x)", onehot(i, 4) - softmax(x, 1)),
]


def text(value):
    if value.dtype == bool:
        return " ".join("true" if t else "false" for t in value.ravel())
    return " ".join(str(int(t)) if value.dtype.kind == "i" else repr(float(t)) for t in value.ravel())


for expression, value in rows:
    value = np.asarray(value)
    kind = {"b": "bool", "i": "int", "f": "float"}[value.dtype.kind]
    print(f"{expression} ‖ {kind} ({','.join(map(str, value.shape))}) {text(value)}".rstrip())
