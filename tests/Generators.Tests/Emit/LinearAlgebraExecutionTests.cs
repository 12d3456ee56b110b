using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>Square matrices of many sizes, also singular ones and with NaN; operations that look at their operand.</summary>
public sealed class LinearAlgebraExecutionTests
{
    internal static readonly OpCode[] Covered = [OpCode.Inverse, OpCode.Det, OpCode.Cholesky, OpCode.Solve, OpCode.Print, OpCode.Assert];

    private static readonly DType[] floats = [DType.Float16, DType.Float32, DType.Float64];

    /// <summary>A matrix far from singular, whose lower triangle is that of a positive definite one.</summary>
    private static ReferenceTensor Matrix(DType type, int seed, long n)
    {
        var result = TestValues.Random(type, seed, n, n);
        for (int i = 0; i < n; i++)
            for (int k = 0; k < n; k++) result[(int)((i * n) + k)] = i == k ? 6 + (i % 3) : result[(int)((i * n) + k)] / (2 * n);
        return TestValues.Rounded(result);
    }

    [Fact]
    public void Matrices_of_all_sizes()
    {
        var cases = new ExecutionCases();
        foreach (var type in floats)
        {
            foreach (var op in new[] { OpCode.Inverse, OpCode.Det, OpCode.Cholesky })
            {
                var test = new TestGraph();
                int x = test.Variable(ReferenceTensor.Zeros(type, 0, 0), dynamic: true);
                // The determinant of a matrix of Half overflows soon.
                long[] sizes = type == DType.Float16 ? [0, 1, 2, 3] : [0, 1, 2, 3, 7, 8, 17, 31];
                cases.Add($"{op} of {type.Name()}", test.Build(test.B.Add(op, x)), sizes.Select((n, k) => new[] { Matrix(type, k, n) }), scale: op == OpCode.Det ? 0 : 1);
            }
            var solve = new TestGraph();
            int a = solve.Variable(ReferenceTensor.Zeros(type, 0, 0), dynamic: true), b = solve.Variable(ReferenceTensor.Zeros(type, 0, 0), dynamic: true);
            cases.Add($"Solve of {type.Name()}", solve.Build(solve.B.Add(OpCode.Solve, a, b)), new (long N, long Columns)[] { (0, 3), (1, 1), (3, 0), (3, 7), (8, 1), (17, 5) }
                .Select((s, k) => new[] { Matrix(type, k, s.N), TestValues.Random(type, k + 9, s.N, s.Columns) }), scale: 1);
        }
        cases.Run();
    }

    [Fact]
    public void Rows_are_exchanged_and_singular_matrices_refused()
    {
        double[][] matrices =
        [
            [0, 1, 2, 3], [1, 2, 2, 4], [0, 0, 0, 0], [double.NaN, 1, 2, 3], [1, 2, double.NaN, 3], [1, 2, 3, double.NaN], [-1, 0, 0, 1], [4, 99, 2, 3],
        ];
        var cases = new ExecutionCases();
        foreach (var type in floats)
        {
            foreach (var op in new[] { OpCode.Inverse, OpCode.Det, OpCode.Cholesky })
            {
                var test = new TestGraph();
                int x = test.Variable(ReferenceTensor.Zeros(type, 0, 0), dynamic: true);
                cases.Add($"{op} of {type.Name()}", test.Build(test.B.Add(op, x)), matrices.Select(m => new[] { ReferenceTensor.Of(type, m, 2, 2) })
                    .Append([ReferenceTensor.Zeros(type, 2, 3)]), scale: 1);
            }
        }
        cases.Run();
    }

    [Fact]
    public void What_is_looked_at_stays_as_it_is()
    {
        var cases = new ExecutionCases();
        foreach (var type in DTypes.All)
        {
            var test = new TestGraph();
            int x = test.Variable(ReferenceTensor.Zeros(type, 0, 0), dynamic: true), s = test.Variable(TestValues.Small(type, 3)), m = test.Variable(ReferenceTensor.Zeros(DType.Bool, 0), dynamic: true);
            int Print(int node, int ordinal) => test.B.Add(OpCode.Print, new DebugData("message", "x", ordinal), node);
            int Assert(int node) => test.B.Add(OpCode.Assert, new DebugData("all must hold", "m", 0), node, m);
            var graph = test.Build(Print(test.B.Transpose(x), 0), Print(s, 1), Assert(x), Assert(s));
            var values = new (long N, bool Holds)[] { (0, true), (1, true), (5, true), (3, false) };
            cases.Add($"{type.Name()}", graph, values.Select((v, k) => new[]
            {
                TestValues.Small(type, k, v.N, 3), TestValues.Small(type, k), ReferenceTensor.Of(DType.Bool, [.. Enumerable.Range(0, (int)v.N).Select(i => v.Holds || i != 1 ? 1L : 0L)], v.N),
            }));
        }
        var output = GraphPrint.Output;
        GraphPrint.Output = TextWriter.Null;
        try
        {
            cases.Run();
        }
        finally
        {
            GraphPrint.Output = output;
        }
    }
}
