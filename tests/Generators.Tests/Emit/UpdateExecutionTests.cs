using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>Updates of shared variables: all expressions see the old values, whatever is written in place.</summary>
public sealed class UpdateExecutionTests
{
    private sealed class Setting(bool dynamic, DType type)
    {
        private int seed;

        public TestGraph Test { get; } = new();

        public GraphBuilder B => Test.B;

        public int Shared(params long[] lengths) => Test.Shared(TestValues.Random(type, ++seed, lengths), dynamic && lengths.Length > 0);

        public int Input(params long[] lengths) => Test.Variable(TestValues.Random(type, ++seed, lengths), dynamic && lengths.Length > 0);

        public int F(double value) => B.Constant(value, type);
    }

    private static readonly (string Name, Action<Setting> Make)[] programs =
    [
        ("a step", s => { int w = s.Shared(7, 5), g = s.Input(7, 5); s.Test.Update(w, s.B.Sub(w, s.B.Mul(s.F(0.1), g))); }),
        ("a step of a product", s =>
        {
            int w = s.Shared(7, 5), x = s.Input(9, 7), d = s.Input(9, 5), rate = s.Input();
            s.Test.Update(w, s.B.Sub(w, s.B.Mul(rate, s.B.Dot(s.B.Transpose(x), d))));
        }),
        ("a step of a product of the variable", s =>
        {
            int w = s.Shared(7, 5), x = s.Input(9, 7);
            int y = s.B.Dot(x, w);
            s.Test.Output(s.B.SumAll(y));
            s.Test.Update(w, s.B.Add(w, s.B.Scale(s.B.Dot(s.B.Transpose(x), y), 0.01)));
        }),
        ("the product of a variable with itself", s => { int w = s.Shared(6, 6); s.Test.Update(w, s.B.Dot(w, w)); }),
        ("a variable plus its transpose", s => { int w = s.Shared(6, 6); s.Test.Update(w, s.B.Add(w, s.B.Transpose(w))); }),
        ("the transpose", s => { int w = s.Shared(6, 6); s.Test.Update(w, s.B.Transpose(w)); }),
        ("reversed", s => { int w = s.Shared(17); s.Test.Update(w, s.B.Flip(w, 0)); s.Test.Output(s.B.Sqr(w)); }),
        ("a swap", s => { int a = s.Shared(5, 4), b = s.Shared(5, 4); s.Test.Update(a, b); s.Test.Update(b, a); }),
        ("a ring of three", s => { int a = s.Shared(9), b = s.Shared(9), c = s.Shared(9); s.Test.Update(a, b); s.Test.Update(b, c); s.Test.Update(c, a); }),
        ("a swap with work", s =>
        {
            int a = s.Shared(33), b = s.Shared(33);
            s.Test.Update(a, s.B.Add(b, s.F(1)));
            s.Test.Update(b, s.B.Add(a, b));
        }),
        ("a swap of scalars", s => { int a = s.Shared(), b = s.Shared(); s.Test.Update(a, b); s.Test.Update(b, s.B.Add(a, s.F(1))); s.Test.Output(a); }),
        ("a counter", s => { int n = s.Shared(); s.Test.Update(n, s.B.Add(n, s.F(1))); s.Test.Output(n); s.Test.Output(s.B.Add(n, s.F(1))); }),
        ("momentum", s =>
        {
            int w = s.Shared(4, 17), v = s.Shared(4, 17), g = s.Input(4, 17);
            int velocity = s.B.Sub(s.B.Mul(s.F(0.9), v), s.B.Mul(s.F(0.1), g));
            s.Test.Update(v, velocity);
            s.Test.Update(w, s.B.Add(w, velocity));
        }),
        ("Nesterov with a gradient of the variable", s =>
        {
            int w = s.Shared(3, 8), v = s.Shared(3, 8), x = s.Input(5, 3);
            int cost = s.B.SumAll(s.B.Sqr(s.B.Add(OpCode.Tanh, s.B.Dot(x, w))));
            int velocity = s.B.Sub(s.B.Mul(s.F(0.9), v), s.B.Mul(s.F(0.01), s.B.Grad(cost, w)));
            s.Test.Output(cost);
            s.Test.Update(v, velocity);
            s.Test.Update(w, s.B.Sub(s.B.Add(w, s.B.Mul(s.F(0.9), velocity)), s.B.Mul(s.F(0.01), s.B.Grad(cost, w))));
        }),
        ("the old value is returned", s => { int w = s.Shared(5, 3); s.Test.Update(w, s.B.Add(w, s.F(1))); s.Test.Output(w); }),
        ("the old value is returned as a view", s =>
        {
            int w = s.Shared(5, 3);
            s.Test.Update(w, s.B.Mul(w, s.F(2)));
            s.Test.Output(s.B.Transpose(w));
            s.Test.Output(s.B.SliceAlong(w, 0, 1, 2));
        }),
        ("the new value is returned", s => { int w = s.Shared(5, 3); int n = s.B.Add(w, s.F(1)); s.Test.Update(w, n); s.Test.Output(n); s.Test.Output(s.B.Transpose(n)); }),
        ("old and new are reduced", s =>
        {
            int w = s.Shared(5, 3);
            int n = s.B.Add(OpCode.Tanh, w);
            s.Test.Update(w, n);
            s.Test.Output(s.B.SumAll(w));
            s.Test.Output(s.B.SumAll(n));
            s.Test.Output(s.B.Sub(n, w));
        }),
        ("one value for two variables", s => { int a = s.Shared(8), b = s.Shared(8), x = s.Input(8); int n = s.B.Add(OpCode.Exp, x); s.Test.Update(a, n); s.Test.Update(b, n); }),
        ("one variable for two", s => { int a = s.Shared(8), b = s.Shared(8), c = s.Shared(8); s.Test.Update(a, c); s.Test.Update(b, c); s.Test.Update(c, s.B.Neg(c)); }),
        ("a chain", s =>
        {
            int a = s.Shared(17), b = s.Shared(17), c = s.Shared(17);
            int na = s.B.Add(a, b), nb = s.B.Mul(na, c), nc = s.B.Sub(nb, a);
            s.Test.Update(a, na);
            s.Test.Update(b, nb);
            s.Test.Update(c, nc);
        }),
        ("bias by sums", s =>
        {
            int w = s.Shared(6, 5), b = s.Shared(5), x = s.Input(9, 6), y = s.Input(9, 5);
            int d = s.B.Sub(s.B.Add(s.B.Dot(x, w), b), y);
            s.Test.Output(s.B.SumAll(s.B.Sqr(d)));
            s.Test.Update(w, s.B.Sub(w, s.B.Scale(s.B.Dot(s.B.Transpose(x), d), 0.1)));
            s.Test.Update(b, s.B.Sub(b, s.B.Scale(s.B.Sum(d, 0), 0.1)));
        }),
        ("a mean of its rows", s => { int w = s.Shared(5); int x = s.Input(3, 5); s.Test.Update(w, s.B.Add(s.B.Scale(w, 0.9), s.B.Scale(s.B.Mean(x, 0), 0.1))); }),
        ("centred by its own mean", s => { int w = s.Shared(5, 7); s.Test.Update(w, s.B.Sub(w, s.B.Mean(w, 0))); }),
        ("divided by its own norm", s => { int w = s.Shared(5, 7); s.Test.Update(w, s.B.Div(w, s.B.Add(OpCode.Sqrt, s.B.SumAll(s.B.Sqr(w))))); }),
        ("softmax of itself", s => { int w = s.Shared(5, 7); s.Test.Update(w, s.B.Add(OpCode.Softmax, w)); }),
        ("running sums of itself", s => { int w = s.Shared(5, 7); s.Test.Update(w, s.B.Add(OpCode.CumSum, new AxisData(0), w)); }),
        ("a replaced row", s => { int w = s.Shared(5, 7), r = s.Input(7); s.Test.Update(w, SetRow(s.B, OpCode.SetSlice, w, r)); }),
        ("an increased row of itself", s =>
        {
            int w = s.Shared(5, 7);
            s.Test.Update(w, SetRow(s.B, OpCode.IncSlice, w, s.B.Dimshuffle(s.B.SliceAlong(w, 0, 3, 1), 1)));
        }),
        ("shifted rows", s => { int w = s.Shared(5, 7); s.Test.Update(w, s.B.Concat(0, s.B.SliceAlong(w, 0, 1, s.B[w].Shape[0] - 1), s.B.SliceAlong(w, 0, 0, 1))); }),
        ("filled", s => { int w = s.Shared(5, 7); s.Test.Update(w, s.B.Broadcast(s.F(3), s.B[w].Shape)); }),
        ("by a scalar input", s => { int w = s.Shared(5, 7), x = s.Input(); s.Test.Update(w, s.B.Broadcast(x, s.B[w].Shape)); }),
        ("by an input", s => { int w = s.Shared(5, 7), x = s.Input(5, 7); s.Test.Update(w, x); }),
        ("a scalar by a total", s => { int n = s.Shared(), x = s.Input(5, 7); s.Test.Update(n, s.B.Add(n, s.B.SumAll(x))); }),
        ("weights of two layers", s =>
        {
            int w = s.Shared(6, 5), v = s.Shared(5, 4), x = s.Input(9, 6), y = s.Input(9, 4);
            int h = s.B.Add(OpCode.Tanh, s.B.Dot(x, w));
            int cost = s.B.Mean(s.B.Sum(s.B.Sqr(s.B.Sub(s.B.Dot(h, v), y)), 1), 0);
            s.Test.Output(cost);
            foreach (int weights in new[] { w, v }) s.Test.Update(weights, s.B.Sub(weights, s.B.Scale(s.B.Grad(cost, weights), 0.05)));
        }),
        ("tied weights", s =>
        {
            int w = s.Shared(6, 5), x = s.Input(9, 6);
            int h = s.B.Add(OpCode.Sigmoid, s.B.Dot(x, w));
            int cost = s.B.SumAll(s.B.Sqr(s.B.Sub(s.B.Add(OpCode.Sigmoid, s.B.Dot(h, s.B.Transpose(w))), x)));
            s.Test.Output(cost);
            s.Test.Update(w, s.B.Sub(w, s.B.Scale(s.B.Grad(cost, w), 0.05)));
        }),
        ("updates alone", s => { int a = s.Shared(), b = s.Shared(7); s.Test.Update(a, s.B.SumAll(b)); s.Test.Update(b, s.B.Mul(b, a)); }),
        ("nothing at all", s => { s.Shared(3); }),
    ];

    // The new value has another size than the old one: only where sizes are not declared.
    private static readonly (string Name, Action<Setting> Make)[] resizing =
    [
        ("doubled", s => { int w = s.Shared(5, 3); s.Test.Update(w, s.B.Concat(0, w, w)); s.Test.Output(s.B.SumAll(w)); }),
        ("halved", s => { int w = s.Shared(8); s.Test.Update(w, s.B.SliceAlong(w, 0, 0, Dim.FloorDivide(s.B[w].Shape[0], 2))); }),
        ("the transpose of another shape", s => { int w = s.Shared(5, 3); s.Test.Update(w, s.B.Transpose(w)); s.Test.Output(s.B.Sum(w, 0)); }),
        ("an input of another size", s => { int w = s.Shared(5, 3), x = s.Input(2, 9); s.Test.Update(w, x); }),
        ("a swap of sizes", s => { int a = s.Shared(5, 3), b = s.Shared(2, 4); s.Test.Update(a, b); s.Test.Update(b, a); }),
        ("a product", s => { int w = s.Shared(5, 3), x = s.Input(3, 4); s.Test.Update(w, s.B.Dot(w, x)); s.Test.Output(s.B.Mul(w, w)); }),
        ("the size of an input with work", s => { int w = s.Shared(5), x = s.Input(9); s.Test.Update(w, s.B.Add(OpCode.Exp, x)); s.Test.Output(s.B.Add(OpCode.Exp, x)); }),
    ];

    [Fact]
    public void New_values_come_from_old_ones()
    {
        var cases = new ExecutionCases();
        foreach (var (name, make) in programs) Add(cases, name, make, DType.Float32, dynamic: false);
        foreach (var (name, make) in programs.Concat(resizing)) Add(cases, name, make, DType.Float64, dynamic: true);
        cases.Run();
    }

    [Fact]
    public void Variables_of_other_types()
    {
        var cases = new ExecutionCases();
        foreach (var type in DTypes.All)
        {
            foreach (bool dynamic in new[] { false, true })
            {
                var s = new Setting(dynamic, type);
                int a = s.Shared(5, 7), b = s.Shared(5, 7), c = s.Shared(), x = s.Input(5, 7);
                s.Test.Update(a, s.B.Add(OpCode.Maximum, b, x));
                s.Test.Update(b, s.B.Flip(a, 0));
                s.Test.Update(c, s.B.Dimshuffle(s.B.SliceAlong(s.B.SliceAlong(a, 0, 1, 1), 1, 2, 1)));
                s.Test.Output(c);
                s.Test.Output(s.B.Add(OpCode.Eq, a, b));
                cases.Add($"updates of {type.Name()}, dynamic: {dynamic}", s.Test);
            }
        }
        cases.Run();
    }

    private static void Add(ExecutionCases cases, string name, Action<Setting> make, DType type, bool dynamic)
    {
        var setting = new Setting(dynamic, type);
        make(setting);
        cases.Add($"{name} of {type.Name()}, dynamic: {dynamic}", setting.Test, scale: 100);
    }

    private static int SetRow(GraphBuilder b, OpCode op, int w, int row) =>
        b.Add(op, new SliceData(EquatableArray.Of(new SliceAxis(1, 1, 1), SliceAxis.Whole(b[w].Shape[1]))), w, row);
}
