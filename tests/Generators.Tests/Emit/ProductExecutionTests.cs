using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>Matrix products of many shapes, of views, and with what follows them.</summary>
public sealed class ProductExecutionTests
{
    internal static readonly OpCode[] Covered = [OpCode.Dot, OpCode.BatchedDot];

    private static readonly (long M, long K, long N)[] sizes =
    [
        (1, 1, 1), (1, 7, 17), (17, 7, 1), (3, 1, 5), (8, 8, 8), (15, 16, 17), (33, 31, 7), (2, 33, 64), (64, 3, 33), (5, 0, 4), (0, 3, 4), (4, 3, 0), (67, 129, 71),
    ];

    [Fact]
    public void Plain_products_of_every_type()
    {
        var cases = new ExecutionCases();
        foreach (var type in ElementwiseExecutionTests.Admitted(OpCode.Dot.Info()))
        {
            var (test, x, y) = Matrices(type);
            cases.Add($"product of {type.Name()}", test.Build(test.B.Dot(x, y)), Calls(type, sizes), scale: 100);
            var batched = new TestGraph();
            int left = batched.Variable(ReferenceTensor.Zeros(type, 0, 0, 0), dynamic: true), right = batched.Variable(ReferenceTensor.Zeros(type, 0, 0, 0), dynamic: true);
            int products = batched.B.Add(OpCode.BatchedDot, left, right);
            cases.Add($"batched product of {type.Name()}", batched.Build(products, batched.B.Add(OpCode.Mul, products, batched.B.ConstantLike(products, 2))),
                sizes.Where(s => s.M < 60).SelectMany((s, k) => new[] { 0L, 1, 3 }.Select(n => new[] { Values(type, k, n, s.M, s.K), Values(type, k + 1, n, s.K, s.N) })), scale: 100);
        }
        cases.Run();
    }

    [Fact]
    public void Products_of_views()
    {
        var cases = new ExecutionCases();
        foreach (var type in new[] { DType.Float32, DType.Float64, DType.Int64 })
        {
            (string Name, Func<GraphBuilder, int, int> Left, Func<GraphBuilder, int, int> Right)[] views =
            [
                ("transposed left", (b, x) => b.Transpose(b.Add(OpCode.Neg, b.Transpose(x))), (b, y) => y),
                ("reversed", (b, x) => b.Flip(x, 1), (b, y) => b.Flip(y, 0)),
                ("strided", (b, x) => b.SliceAlong(x, 0, 0, Dim.CeilingDivide(b[x].Shape[0], 2), 2), (b, y) => b.SliceAlong(y, 1, 0, Dim.CeilingDivide(b[y].Shape[1], 3), 3)),
                ("computed", (b, x) => b.Add(OpCode.Sqr, x), (b, y) => b.Sub(y, b.ConstantLike(y, 1))),
                ("broadcast row", (b, x) => b.Broadcast(b.SliceAlong(x, 0, 0, 1), b[x].Shape), (b, y) => y),
            ];
            foreach (var (name, left, right) in views)
            {
                var (test, x, y) = Matrices(type);
                var graph = test.Build(test.B.Dot(left(test.B, x), right(test.B, y)));
                cases.Add($"{name} of {type.Name()}", graph, Calls(type, sizes.Where(s => s.M > 0)), scale: 100);
            }
            var transposed = new TestGraph();
            int a = transposed.Variable(ReferenceTensor.Zeros(type, 0, 0), dynamic: true), c = transposed.Variable(ReferenceTensor.Zeros(type, 0, 0), dynamic: true);
            var b2 = transposed.B;
            cases.Add($"transposes of {type.Name()}", transposed.Build(b2.Dot(b2.Transpose(a), c), b2.Dot(b2.Transpose(c), a), b2.Dot(a, b2.Transpose(a))),
                sizes.Select((s, k) => new[] { Values(type, k, s.K, s.M), Values(type, k + 1, s.K, s.N) }), scale: 100);
        }
        cases.Run();
    }

    [Fact]
    public void Products_with_epilogues()
    {
        var cases = new ExecutionCases();
        foreach (var type in new[] { DType.Float32, DType.Float64 })
        {
            (string Name, Func<GraphBuilder, int, int, int, int, int[]> Make)[] epilogues =
            [
                ("bias and tanh", (b, p, m, v, s) => [b.Add(OpCode.Tanh, b.Add(OpCode.Add, p, v))]),
                ("scaled", (b, p, m, v, s) => [b.Mul(p, s)]),
                ("negated and added", (b, p, m, v, s) => [b.Sub(m, p)]),
                ("scaled by both", (b, p, m, v, s) => [b.Add(b.Mul(b.ConstantLike(p, 0.5), m), b.Mul(s, p))]),
                ("two results", (b, p, m, v, s) => [b.Add(OpCode.Sigmoid, p), b.Add(p, m)]),
                ("the product too", (b, p, m, v, s) => [p, b.Add(OpCode.Tanh, p)]),
                ("compared", (b, p, m, v, s) => [b.Add(OpCode.Lt, p, m), b.Add(OpCode.Select, b.Add(OpCode.Lt, p, m), p, m)]),
                ("cast", (b, p, m, v, s) => [b.Cast(p, DType.Int32), b.Cast(b.Add(OpCode.Le, p, v), b[p].Type)]),
                ("reduced", (b, p, m, v, s) => [b.SumAll(p), b.Sum(p, 0), b.Reduce(OpCode.Max, b.Add(p, m), 1)]),
                ("transposed", (b, p, m, v, s) => [b.Transpose(p), b.Transpose(b.Add(OpCode.Tanh, p))]),
                ("sliced", (b, p, m, v, s) => [b.Flip(b.Add(p, v), 0), b.Reshape(p, Shape.Of(b[p].Shape.Count))]),
                ("softmax", (b, p, m, v, s) => [b.Add(OpCode.Softmax, b.Add(p, v)), b.Add(OpCode.ArgMax, new AxisData(1), b.Add(p, v))]),
                ("with itself", (b, p, m, v, s) => [b.Add(p, b.Flip(p, 0))]),
                ("twice", (b, p, m, v, s) => [p, p, b.Sqr(p)]),
            ];
            foreach (var (name, make) in epilogues)
            {
                var (test, x, y) = Matrices(type);
                var b = test.B;
                int m = test.Variable(ReferenceTensor.Zeros(type, 0, 0), dynamic: true), v = test.Variable(ReferenceTensor.Zeros(type, 0), dynamic: true);
                int s = test.Variable(ReferenceTensor.Zeros(type), dynamic: true);
                var graph = test.Build(make(b, b.Dot(x, y), m, v, s));
                var calls = sizes.Where(t => t is not ({ M: 0 } or { N: 0 })).Select((t, k) => new[]
                {
                    Values(type, k, t.M, t.K), Values(type, k + 1, t.K, t.N), Values(type, k + 2, t.M, t.N), Values(type, k + 3, t.N), Values(type, k + 4),
                });
                cases.Add($"{name} of {type.Name()}", graph, name == "cast" ? calls.Select(c => c.Select(value => Whole(value)).ToArray()) : calls, scale: 1000);
            }
        }
        cases.Run();
    }

    private static ReferenceTensor Whole(ReferenceTensor x) => ReferenceTensor.Of(x.Type, [.. x.Reals.Select(r => Math.Round(r))], x.Lengths);

    private static (TestGraph Test, int X, int Y) Matrices(DType type)
    {
        var test = new TestGraph();
        return (test, test.Variable(ReferenceTensor.Zeros(type, 0, 0), dynamic: true), test.Variable(ReferenceTensor.Zeros(type, 0, 0), dynamic: true));
    }

    private static IEnumerable<ReferenceTensor[]> Calls(DType type, IEnumerable<(long M, long K, long N)> sizes) =>
        sizes.Select((s, k) => new[] { Values(type, k, s.M, s.K), Values(type, k + 1, s.K, s.N) })
            .Append([Values(type, 0, 3, 4), Values(type, 0, 5, 2)]);

    private static ReferenceTensor Values(DType type, int seed, params long[] lengths) =>
        type == DType.Float16 ? TestValues.Small(type, seed, lengths) : TestValues.Random(type, seed, lengths);
}
