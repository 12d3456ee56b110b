using System.Text;
using GraphDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Tests.Documentation;

/// <summary>The table of Theano's calls in docs/coming-from-theano.md: each of ours compiles, and says whether it is translated.</summary>
public sealed class TheanoPageTests
{
    private static readonly (string Title, (string Theano, string Ours)[] Rows)[] graphs =
    [
        ("Variables and functions",
        [
            ("x = T.matrix('x')", "new Matrix<float>(\"x\")"),
            ("y = T.ivector('y')", "new Vector<int>(\"y\")"),
            ("T.cast(x, 'int32')", "T.Cast<int>(x)"),
            ("theano.function([x], cost, updates=[(w, w - g)])", "T.Function(outputs: cost, updates: [(w, w - g)])"),
            ("givens={x: data[0:20]}", "T.Function(outputs: T.Sum(free), givens: [(free, data[0..20])])"),
        ]),
        ("Elementwise",
        [
            ("x + v, x * v, x / v, -x", "(x + v, x * v, x / v, -x)"),
            ("x ** 2", "T.Sqr(x)"),
            ("x ** v", "T.Pow(x, v)"),
            ("T.tanh(x), T.nnet.sigmoid(x)", "(T.Tanh(x), T.Sigmoid(x))"),
            ("T.nnet.relu(x, 0.1)", "T.Relu(x, 0.1)"),
            ("T.switch(x > 0, x, 0)", "T.Switch(x > 0, x, 0)"),
            ("T.clip(x, 0, 1)", "T.Clip(x, 0, 1)"),
            ("T.eq(y, z), T.neq(y, z)", "(T.Eq(y, z), T.Neq(y, z))"),
            ("T.maximum(x, 0)", "T.Maximum(x, 0)"),
        ]),
        ("Reductions",
        [
            ("x.sum(), T.sum(x, axis=0)", "(x.Sum(), T.Sum(x, axis: 0))"),
            ("x.mean(axis=1, keepdims=True)", "x.Mean(axis: 1, keepDims: true)"),
            ("x.var(axis=[0, 1])", "T.Var(x, axis: [0, 1])"),
            ("T.argmax(x, axis=1)", "T.ArgMax(x, axis: 1)"),
            ("x.norm(2)", "T.Norm(x)"),
            ("T.extra_ops.cumsum(x, axis=0)", "T.CumSum(x, axis: 0)"),
        ]),
        ("Shapes and indexing",
        [
            ("x.shape[0]", "x.Shape[0]"),
            ("x.reshape((n, 2))", "x.Reshape(n, 2)"),
            ("x.flatten()", "x.Flatten()"),
            ("x.T", "x.T"),
            ("x.dimshuffle(1, 'x', 0)", "x.Dimshuffle(1, T.NewAxis, 0)"),
            ("x[0], x[-1], x[1:3]", "(x[0], x[^1], x[1..3])"),
            ("x[:, 2:5]", "x[.., 2..5]"),
            ("x[::-1]", "x[T.Slice(step: -1)]"),
            ("x[T.arange(y.shape[0]), y]", "x[T.Arange(y.Shape[0]), y]"),
            ("T.concatenate([x, v], axis=1)", "T.Concatenate([x, v], axis: 1)"),
            ("T.stack([x, v])", "T.Stack([x, v])"),
            ("T.set_subtensor(x[0], 0)", "T.SetSubtensor(x[0], 0)"),
            ("T.inc_subtensor(x[y], 1)", "T.IncSubtensor(x[y], 1)"),
            ("T.zeros_like(x), T.zeros((n, 2))", "(T.ZerosLike(x), T.Zeros<float>(n, 2))"),
            ("T.eye(3)", "T.Eye<float>(3)"),
        ]),
        ("Products and networks",
        [
            ("T.dot(x, W)", "T.Dot(x, W)"),
            ("T.batched_dot(a, a)", "T.BatchedDot(a, a)"),
            ("T.tensordot(x, W, axes=1)", "T.TensorDot(x, W, axes: 1)"),
            ("T.outer(w, b)", "T.Outer(w, b)"),
            ("T.nnet.softmax(x)", "T.Softmax(x)"),
            ("T.nnet.categorical_crossentropy(T.nnet.softmax(x), y)", "T.CategoricalCrossentropy(T.Softmax(x), y)"),
            ("T.nnet.binary_crossentropy(T.nnet.sigmoid(x), v)", "T.BinaryCrossentropy(T.Sigmoid(x), v)"),
            ("T.sort(x), T.argsort(x)", "(T.Sort(x), T.ArgSort(x))"),
        ]),
        ("Gradients",
        [
            ("T.grad(cost, w)", "T.Grad(cost, w)"),
            ("T.grad(cost, [w, b])", "T.Grad(cost, w, b)"),
            ("T.grad(cost, params)", "T.Grad(cost, [w, b])"),
            ("T.grad(cost, b, consider_constant=[w])", "T.Grad(cost, b, considerConstant: [w])"),
            ("T.grad(cost, W, disconnected_inputs='ignore')", "T.Grad(cost, W, disconnectedInputs: Disconnected.Zero)"),
            ("theano.gradient.jacobian(w ** 2, w)", "T.Jacobian(T.Sqr(w), w)"),
            ("theano.gradient.hessian(cost, w)", "T.Hessian(cost, w)"),
            ("T.Rop(w ** 2, w, b)", "T.Rop(T.Sqr(w), w, b)"),
            ("theano.gradient.disconnected_grad(x)", "T.ConsiderConstant(x)"),
            ("theano.gradient.grad_clip(x, -1, 1)", "T.GradClip(x, -1, 1)"),
        ]),
        ("Control, random numbers, debugging",
        [
            ("theano.ifelse.ifelse(c, x, 2 * x)", "T.IfElse(n > 3, x, 2 * x)"),
            ("theano.scan(lambda r, s: s + r, sequences=x, outputs_info=w)", "T.Scan((r, s) => s + r, sequences: x, outputsInfo: (Expr<float>)w)"),
            ("srng.uniform((n, 3))", "rng.Uniform<float>([n, 3])"),
            ("srng.normal((n, 3))", "rng.Normal<float>([n, 3])"),
            ("srng.binomial((n, 3), p=0.5)", "rng.Binomial<float>([n, 3], p: 0.5)"),
            ("theano.printing.Print('x')(x)", "T.Print(x, \"x\")"),
        ]),
    ];

    [Fact]
    public void Table_compiles_and_says_what_is_translated()
    {
        var rows = graphs.SelectMany(g => g.Rows).ToArray();
        var program = new StringBuilder("""
            [GraphModule]
            public partial class Model
            {
                private readonly SharedMatrix<float> data = Shared.Zeros<float>(100, 9), W = Shared.Zeros<float>(9, 9);
                [Shape(9)] private readonly SharedVector<float> w = Shared.Zeros<float>(9), b = Shared.Zeros<float>(9);
                private readonly RandomStreams rng = new(1);
                private Expr<float> Cost(Expr<float> x) => T.Sum(T.Dot(x, w) * T.Sum(b));

            """.ReplaceLineEndings("\n"));
        int first = program.ToString().Count(c => c == '\n');
        for (int i = 0; i < rows.Length; i++)
        {
            program.Append($"[GraphFunction] private Function Row{i}Graph(Matrix<float> x, Matrix<float> v, Vector<int> y, Vector<int> z, Tensor3<float> a, Scalar<long> n) {{ ")
                .Append("var free = new Matrix<float>(\"free\"); var cost = Cost(x); var g = T.Grad(cost, w); var value = ").Append(rows[i].Ours).Append("; return T.Function(); }\n");
        }
        var generation = Generation.Of(program.Append('}').ToString());
        Assert.Empty(generation.Input.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        foreach (var error in generation.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
            Assert.Fail($"{rows[error.Location.GetLineSpan().StartLinePosition.Line - first].Ours}: {error}");

        var text = new StringBuilder();
        foreach (var (title, calls) in graphs)
        {
            text.Append("\n### ").Append(title).Append("\n\n").Head("Theano", "GraphDsl");
            foreach (var (theano, ours) in calls) text.Row($"`{theano}`", $"`{ours}`");
        }
        Page.HoldPartAgainst("docs/coming-from-theano.md", text.Append('\n').ToString());
    }
}
