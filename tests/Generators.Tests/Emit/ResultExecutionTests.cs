using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>Results of every kind: arguments, views, constants, scalars, one value several times.</summary>
public sealed class ResultExecutionTests
{
    [Fact]
    public void Results_of_every_kind()
    {
        var cases = new ExecutionCases();
        foreach (var type in DTypes.All)
        {
            foreach (bool dynamic in new[] { false, true })
            {
                var test = new TestGraph();
                var b = test.B;
                int x = test.Variable(TestValues.Small(type, 1, 4, 9), dynamic), v = test.Variable(TestValues.Small(type, 2, 9), dynamic), s = test.Variable(TestValues.Small(type, 3));
                int picked = b.Add(OpCode.Maximum, x, v);
                int sorted = b.Add(OpCode.Sort, x), joined = b.Concat(0, x, x);
                test.Build(
                    x, x, b.Transpose(x), v, s, s, b.Constant(1L, type), b.Full(1, type, b[x].Shape), b.Broadcast(s, b[v].Shape), b.ExpandDims(s, [0]),
                    picked, picked, b.Transpose(picked), b.SliceAlong(picked, 0, 1, 2), b.Add(OpCode.Maximum, picked, b.Flip(picked, 1)),
                    b.Reduce(OpCode.Max, picked, 0, 1), b.Reduce(OpCode.Min, v, 0), b.Reduce(OpCode.Min, v, 0),
                    sorted, sorted, b.Transpose(sorted), joined, joined, b.SliceAlong(joined, 0, 2, 3), b.Dimshuffle(b.SliceAlong(v, 0, 2, 1)),
                    b.Add(OpCode.Eq, x, v), b.Cast(picked, DType.Float64), b.Cast(s, DType.Int64), b.Size(b[x].Shape.Count));
                cases.Add($"results of {type.Name()}, dynamic: {dynamic}", test);
            }
        }
        cases.Run();
    }

    [Fact]
    public void Products_rows_and_reductions_returned_twice()
    {
        var cases = new ExecutionCases();
        foreach (var type in new[] { DType.Float32, DType.Float64, DType.Int64 })
        {
            var test = new TestGraph();
            var b = test.B;
            int x = test.Variable(TestValues.Small(type, 1, 5, 9), dynamic: true), y = test.Variable(TestValues.Small(type, 2, 9, 4), dynamic: true);
            int product = b.Dot(x, y), sums = b.Sum(x, 1), position = b.Add(OpCode.ArgMax, new AxisData(1), x);
            int[] results = [product, product, b.Transpose(product), b.Neg(product), sums, sums, b.Add(sums, b.ConstantLike(sums, 1)), position, position];
            if (type.IsFloat()) results = [.. results, b.Add(OpCode.Softmax, x), b.Add(OpCode.Softmax, x), b.Transpose(b.Add(OpCode.Softmax, x)), b.Add(OpCode.LogSumExp, x)];
            test.Build(results);
            cases.Add($"results of {type.Name()} twice", test, scale: 10);
        }
        cases.Run();
    }

    [Fact]
    public void Empty_graphs_and_scalars_only()
    {
        var cases = new ExecutionCases();
        cases.Add("nothing", new TestGraph());
        var unused = new TestGraph();
        unused.Variable(TestValues.Small(DType.Float32, 1, 3));
        cases.Add("an argument that nothing uses", unused);
        foreach (var type in DTypes.All)
        {
            var test = new TestGraph();
            var b = test.B;
            int s = test.Variable(TestValues.Small(type, 1)), t = test.Variable(TestValues.Small(type, 2)), x = test.Variable(TestValues.Small(type, 3, 6), dynamic: true);
            int chosen = b.Add(OpCode.Select, b.Add(OpCode.Le, s, t), s, t);
            test.Build(chosen, b.Add(OpCode.Maximum, chosen, t), b.Size(b[x].Shape[0]), b.Reduce(OpCode.Max, x, 0), b.Add(OpCode.Maximum, b.Reduce(OpCode.Max, x, 0), s));
            cases.Add($"scalars of {type.Name()}", test);
        }
        cases.Run();
    }
}
