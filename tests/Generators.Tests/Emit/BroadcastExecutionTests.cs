using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>Elementwise work on operands of different shapes: sizes of 1 known at build time and such as only the call knows.</summary>
public sealed class BroadcastExecutionTests
{
    private static readonly long[][][] shapes =
    [
        [[3, 17], [17]], [[3, 17], [3, 1]], [[3, 1], [1, 17]], [[17], [3, 1]], [[2, 3, 7], [3, 1]], [[2, 1, 7], [1, 3, 1]], [[1], [1, 1]],
        [[33], [1]], [[1, 8], [5, 8]], [[4, 16], [4, 16]], [[], [3, 5]], [[7], []], [[2, 3, 8], [2, 1, 1]], [[0, 5], [1, 5]], [[3, 0], [3, 1]],
    ];

    private static readonly (OpCode Op, DType Type)[] binary =
    [
        (OpCode.Sub, DType.Float32), (OpCode.Div, DType.Float64), (OpCode.Mul, DType.Int64), (OpCode.Maximum, DType.Int32), (OpCode.Sub, DType.UInt8),
        (OpCode.Xor, DType.Bool), (OpCode.Lt, DType.Float32), (OpCode.Mod, DType.Float32), (OpCode.Add, DType.Float16),
    ];

    [Fact]
    public void Shapes_that_are_known()
    {
        var cases = new ExecutionCases();
        foreach (var (op, type) in binary)
        {
            for (int k = 0; k < shapes.Length; k++)
            {
                var test = new TestGraph();
                int x = test.Variable(TestValues.Special(type, k, shapes[k][0])), y = test.Variable(TestValues.Special(type, k + 50, shapes[k][1]));
                test.Build(test.B.Add(op, x, y));
                cases.Add($"{op} of {type.Name()} {Text(shapes[k][0])} and {Text(shapes[k][1])}", test);
            }
        }
        cases.Run();
    }

    [Fact]
    public void Shapes_that_only_the_call_knows()
    {
        var cases = new ExecutionCases();
        foreach (var (op, type) in binary)
        {
            foreach (var ranks in shapes.Select(s => (s[0].Length, s[1].Length)).Distinct())
            {
                var test = new TestGraph();
                int x = Declare(test, type, ranks.Item1), y = Declare(test, type, ranks.Item2);
                var graph = test.Build(test.B.Add(op, x, y));
                var calls = shapes.Where(s => (s[0].Length, s[1].Length) == ranks).SelectMany(s => new[] { s, [Ones(s[0]), s[1]], [s[0], Ones(s[1])] });
                cases.Add($"{op} of {type.Name()} ranks {ranks}", graph, calls.Append([Longer(shapes[0][0], ranks.Item1), Longer(shapes[1][0], ranks.Item2)])
                    .Select((s, k) => new[] { TestValues.Special(type, k, s[0]), TestValues.Special(type, k + 50, s[1]) }));
            }
        }
        cases.Run();
    }

    [Fact]
    public void Three_operands_and_chains()
    {
        var cases = new ExecutionCases();
        foreach (bool dynamic in new[] { false, true })
        {
            for (int k = 0; k < shapes.Length; k++)
            {
                var test = new TestGraph();
                int condition = test.Variable(TestValues.Random(DType.Bool, k, shapes[k][0]), dynamic);
                int x = test.Variable(TestValues.Random(DType.Float32, k, shapes[k][1]), dynamic), y = test.Variable(TestValues.Random(DType.Float32, k + 1, shapes[k][0]), dynamic);
                int picked = test.B.Add(OpCode.Select, condition, x, y);
                int scaled = test.B.Add(OpCode.Mul, test.B.Add(OpCode.Add, picked, x), y);
                int smaller = test.B.Add(OpCode.And, test.B.Add(OpCode.Lt, x, y), condition);
                int same = test.B.Add(OpCode.Eq, smaller, test.B.Add(OpCode.Le, y, x));
                test.Build(picked, scaled, smaller, same, test.B.Cast(same, DType.Float32), test.B.Add(OpCode.Maximum, same, condition));
                cases.Add($"chain of {Text(shapes[k][0])} and {Text(shapes[k][1])}, dynamic: {dynamic}", test);
            }
        }
        cases.Run();
    }

    private static int Declare(TestGraph test, DType type, int rank) => test.Variable(ReferenceTensor.Zeros(type, new long[rank]), dynamic: true);

    private static long[] Ones(long[] lengths) => [.. lengths.Select(_ => 1L)];

    private static long[] Longer(long[] lengths, int rank) => [.. lengths.Concat([5, 6, 7]).Take(rank)];

    private static string Text(long[] lengths) => $"({string.Join(", ", lengths)})";
}
