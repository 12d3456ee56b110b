using GraphDsl.Generators.Tests.Harness;

namespace GraphDsl.Generators.Tests.Capture;

/// <summary>Modules that derive from others: which member a function was generated with, and which function a call reaches.</summary>
public sealed class InheritanceTests
{
    private const string Layers = """
        [GraphModule]
        public partial class Layer
        {
            public SharedVector<float> Scale { get; } = Shared.Full<float>(2, 2);
            protected virtual float Offset => 1;
            protected virtual Expr<float> Output(Expr<float> x) => x * Scale + Offset;
            [GraphFunction] protected virtual Expr<float> ForwardGraph(Vector<float> x) => Output(x);
            [GraphFunction] private Function DoubleGraph() => T.Function(updates: [(Scale, Scale * 2)]);
        }
        [GraphModule]
        public partial class Tenfold : Layer
        {
            protected override float Offset => base.Offset + 4;
            protected override Expr<float> Output(Expr<float> x) => base.Output(x) * 10;
            [GraphFunction] protected override Expr<float> ForwardGraph(Vector<float> x) => base.ForwardGraph(x);
        }
        [GraphModule]
        public sealed partial class Other : Layer { [GraphFunction] private new Expr<float> ForwardGraph(Vector<float> x) => -x; }
        public static class Show { public static string Of(Tensor<float> t) => string.Join(" ", t.ToArray()); }
        """;

    [Fact]
    public void A_function_described_anew_is_an_override_where_its_description_is()
    {
        Assert.Equal("3 5; 70 90; 70 90; -1 -2; 3 5; 110 150", ProgramRun.Of(Layers, """
            string.Join("; ", Show.Of(new Layer().Forward(new float[] { 1, 2 })), Show.Of(new Tenfold().Forward(new float[] { 1, 2 })), Show.Of(((Layer)new Tenfold()).Forward(new float[] { 1, 2 })),
                Show.Of(new Other().Forward(new float[] { 1, 2 })), Show.Of(((Layer)new Other()).Forward(new float[] { 1, 2 })), Doubled())
            """.Replace("Doubled()", "((Func<string>)(() => { var t = new Tenfold(); t.Double(); t.Double(); t.Scale.SetValue(new float[] { 6, 5 }); return Show.Of(t.Forward(new float[] { 1, 2 })); }))()", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_override_that_a_function_does_not_see_is_told()
    {
        var generation = Generation.Of("""
            [GraphModule] public partial class Layer { protected virtual Expr<float> Act(Expr<float> x) => x; private Expr<float> Output(Expr<float> x) => Act(x); [GraphFunction] Expr<float> ForwardGraph(Vector<float> x) => Output(x); public virtual int Unrelated() => 0; }
            [GraphModule] public partial class Tanh : Layer { protected override Expr<float> Act(Expr<float> x) => T.Tanh(x); public override int Unrelated() => 1; }
            [GraphModule] public partial class Anew : Layer { protected override Expr<float> Act(Expr<float> x) => T.Exp(x); [GraphFunction] Expr<float> ForwardGraph(Vector<float> x) => Act(x); }
            """);
        var only = Assert.Single(generation.Diagnostics);
        Assert.Equal(("GDSL0038", "Act"), (only.Id, only.Location.SourceTree!.GetText().ToString(only.Location.SourceSpan)));
        Assert.Contains("'Forward', which has been generated with what 'Layer' has: describe it in 'Tanh' too", only.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void Describing_methods_may_have_two_parts()
    {
        Assert.Equal("3 6", ProgramRun.Of("""
            [GraphModule] public partial class Model { [GraphFunction] private partial Expr<float> RunGraph([Shape(2)] Vector<float> x); }
            public partial class Model { private partial Expr<float> RunGraph(Vector<float> x) => x * W; }
            public partial class Model { public SharedVector<float> W { get; } = Shared.Full<float>(3, 2); }
            """, "string.Join(\" \", new Model().Run(new float[] { 1, 2 }).ToArray())"));
    }

    [Fact]
    public void Members_that_may_be_null_are_decided_where_their_initialisers_tell()
    {
        Assert.Equal("12 12", ProgramRun.Of("""
            [GraphModule]
            public partial class Linear(int n, bool useBias = true)
            {
                private readonly SharedVector<float>? bias = useBias ? Shared.Full<float>(5, n) : null;
                public Expr<float> Output(Expr<float> x) => bias is null ? x : x + bias;
            }
            [GraphModule]
            public partial class Model
            {
                private readonly Linear plain = new(2, useBias: false), shifted = new(2);
                private readonly Linear? none = null, there = new(2);
                public SharedVector<float>? Given { get; init; }
                [GraphFunction] Expr<float> RunGraph(Vector<float> x)
                {
                    Expr<float> h = shifted.Output(plain.Output(x));
                    h = none?.Output(h) ?? h;
                    if (there is { } layer) h = layer.Output(h);
                    return h + Given!;
                }
            }
            """, "string.Join(\" \", new Model { Given = Shared.Ones<float>(2) }.Run(new float[] { 1, 1 }).ToArray())"));
    }
}
