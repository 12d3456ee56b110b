using System.Globalization;
using System.Reflection;
using GraphDsl.Generators.Tests.Capture;
using GraphDsl.Generators.Tests.Harness;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>The operations of <see cref="OperationTests"/> once more: captured, compiled to C#, run.</summary>
public sealed class GeneratedOperationTests
{
    private static readonly string[] expressions = [.. OperationTests.Expressions.Select(r => (string)r[0])];

    private static readonly Lazy<MethodInfo> runner = new(() => Generation.Of(Program()).Load().GetType("Runner")!.GetMethod("Run")!);

    public static TheoryData<string, string> Expressions => OperationTests.Expressions;

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Computes(string expression, string expected) =>
        Assert.Equal(expected, runner.Value.Invoke(null, [Array.IndexOf(expressions, expression)]));

    private static string Program()
    {
        var members = expressions.Select((e, n) => FormattableString.Invariant(
            $"[GraphFunction] Expr<double> F{n}Graph(Matrix<double> x, Vector<double> v, Vector<int> i, Scalar<long> k) {{ var m = v > 1; return {e}; }}"));
        var calls = Enumerable.Range(0, expressions.Length).Select(n => string.Create(CultureInfo.InvariantCulture, $"{n} => Text(model.F{n}(x, v, i, 1)),"));
        return $$"""
            #pragma warning disable GDSL0023, CS8604
            [GraphModule]
            public partial class Model
            {
                {{string.Join("\n", members)}}
            }

            public static class Runner
            {
                public static string Run(int n)
                {
                    var model = new Model();
                    var x = Tensor.Create(new double[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);
                    double[] v = [1, 2, 3];
                    int[] i = [1, 0];
                    return n switch { {{string.Join("\n", calls)}} _ => throw new ArgumentOutOfRangeException(nameof(n)) };
                }

                private static string Text(double value) => Math.Round(value, 6).ToString("R", System.Globalization.CultureInfo.InvariantCulture);

                private static string Text(Tensor<double> tensor)
                {
                    int next = 0;
                    var elements = new double[(int)tensor.FlattenedLength];
                    tensor.FlattenTo(elements);
                    return Part(0);
                    string Part(int axis) => axis == tensor.Rank ? Text(elements[next++])
                        : $"[{string.Join(", ", Enumerable.Range(0, (int)tensor.Lengths[axis]).Select(_ => Part(axis + 1)))}]";
                }
            }
            """;
    }
}
