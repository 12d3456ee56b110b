using GraphDsl.Cpu;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.Harness;

namespace GraphDsl.Generators.Tests.Capture;

/// <summary>Random draws inside of steps are others at each step, and those that <see cref="Draw"/> defines.</summary>
public sealed class ScanDrawTests
{
    private const ulong Seed = 11;
    private const ulong Call = 5;

    private static double[] Run(string expression)
    {
        var graph = CapturedProgram.OfMembers($$"""
            private readonly RandomStreams rng = new(seed: 11);
            [GraphFunction] Expr<double> RunGraph() => {{expression}};
            """).Graph("Run");
        Assert.Empty(GraphVerifier.Verify(graph, differentiated: false));
        var result = GraphInterpreter.Run(graph, _ => throw new InvalidOperationException(), _ => (Seed, Call)).Outputs[0];
        return [.. Enumerable.Range(0, (int)result.Count).Select(i => result[i])];
    }

    [Fact]
    public void Every_step_draws_anew()
    {
        double[] drawn = Run("T.Scan(a => rng.Uniform<double>([2]), T.Zeros<double>(2), 50)");
        Assert.Equal(100, drawn.Distinct().Count());
        for (int step = 0; step < 50; step++)
        {
            var draw = new Draw(Seed, Call, 0).At(step);
            Assert.Equal([draw.UniformReal(0), draw.UniformReal(1)], drawn[(2 * step)..((2 * step) + 2)]);
        }
    }

    [Fact]
    public void Every_step_of_a_loop_inside_of_a_loop_draws_anew()
    {
        double[] drawn = Run("T.Map(i => T.Map(j => rng.Normal<double>([]) + 0 * T.Cast<double>(i * j), T.Arange(3)), T.Arange(4)).Flatten()");
        Assert.Equal(12, drawn.Distinct().Count());
        for (int outer = 0; outer < 4; outer++)
            for (int inner = 0; inner < 3; inner++)
                Assert.Equal(new Draw(Seed, Call, 0).At(outer).At(inner).NormalReal(0L), drawn[(3 * outer) + inner]);
    }

    [Fact]
    public void Draws_before_in_and_behind_a_loop_are_apart()
    {
        double[] drawn = Run("""
            T.Concatenate([rng.Uniform<double>([3]),
                T.Scan(a => rng.Uniform<double>([3]) + 0 * rng.Uniform<double>([3]), T.Zeros<double>(3), 5).Flatten(),
                T.Scan(a => rng.Uniform<double>([3]), T.Zeros<double>(3), 5).Flatten(), rng.Uniform<double>([3])])
            """);
        Assert.Equal(36, drawn.Distinct().Count());
    }

    [Fact]
    public void What_is_drawn_outside_stays_the_same_at_all_steps()
    {
        var graph = CapturedProgram.OfMembers("""
            private readonly RandomStreams rng = new(seed: 11);
            [GraphFunction] Expr<double> RunGraph() { var once = rng.Uniform<double>([]); return T.Scan(a => once, once, 5); }
            """).Graph("Run");
        var result = GraphInterpreter.Run(graph, _ => throw new InvalidOperationException(), _ => (Seed, Call)).Outputs[0];
        Assert.Single(Enumerable.Range(0, 5).Select(i => result[i]).Distinct());
    }

    /// <summary>The keys of steps far apart, and the numbers drawn under them, look independent.</summary>
    [Fact]
    public void Steps_are_independent()
    {
        long[] steps = [.. Enumerable.Range(0, 1000), .. Enumerable.Range(0, 30).Select(bit => 1L << (bit + 32)), long.MaxValue];
        var seeds = steps.SelectMany(step => new[] { Draw.StepSeed(Seed, Call, step), Draw.StepSeed(Seed, Call + 1, step), Draw.StepSeed(Seed + 1, Call, step) }).ToArray();
        Assert.Equal(seeds.Length, seeds.Distinct().Count());
        double[] first = [.. steps.Select(step => new Draw(Seed, Call, 3).At(step).UniformReal(0))];
        Assert.InRange(first.Average(), 0.47, 0.53);
        double products = first.Zip(first.Skip(1), (a, b) => (a - 0.5) * (b - 0.5)).Average();
        Assert.InRange(products, -0.01, 0.01);
    }
}
