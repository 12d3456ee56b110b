using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>Every elementwise operation of every element type that it admits: tensors of many sizes, and scalars.</summary>
public sealed class ElementwiseExecutionTests
{
    /// <summary>The operations that are run here.</summary>
    internal static IEnumerable<OpCode> Covered => OpTable.All.Where(row => row.IsElementwise).Select(row => row.Code);

    [Fact]
    public void Functions_of_one_real_number()
    {
        var cases = new ExecutionCases();
        foreach (var row in OpTable.All.Where(r => r.IsElementwise && r.Arity == 1 && r.Types == TypeRule.SameFloat)) AddAll(cases, row, Admitted(row));
        cases.Run();
    }

    [Fact]
    public void Other_operations_of_one_number()
    {
        var cases = new ExecutionCases();
        foreach (var row in OpTable.All.Where(r => r.IsElementwise && r.Arity == 1 && r.Types != TypeRule.SameFloat && r.Code != OpCode.Cast))
            AddAll(cases, row, Admitted(row));
        cases.Run();
    }

    [Fact]
    public void Operations_of_two_numbers()
    {
        var cases = new ExecutionCases();
        foreach (var row in OpTable.All.Where(r => r.IsElementwise && r.Arity > 1)) AddAll(cases, row, Admitted(row));
        cases.Run();
    }

    [Fact]
    public void Casts_from_every_type_to_every_type()
    {
        var cases = new ExecutionCases();
        foreach (var from in DTypes.All)
        {
            foreach (var to in DTypes.All)
            {
                if (from == to) continue;
                var test = new TestGraph();
                int x = Declare(test, from, 1), s = Declare(test, from, 0);
                var graph = test.Build(test.B.Add(OpCode.Cast, null, to, x), test.B.Add(OpCode.Cast, null, to, s));
                cases.Add($"{from} to {to}", graph, TestValues.Sizes.Select((n, seed) => Call(graph, seed, n)));
            }
        }
        cases.Run();
    }

    /// <summary>The element types that an operation takes.</summary>
    internal static IEnumerable<DType> Admitted(OpInfo row) => DTypes.All.Where(type => row.Types switch
    {
        TypeRule.SameFloat => type.IsFloat(),
        TypeRule.Number => type != DType.Bool,
        TypeRule.Truth => type == DType.Bool,
        TypeRule.Bitwise => !type.IsFloat(),
        _ => true,
    });

    private static void AddAll(ExecutionCases cases, OpInfo row, IEnumerable<DType> types)
    {
        foreach (var type in types)
        {
            var test = new TestGraph();
            int[] tensors = [.. Enumerable.Range(0, row.Arity).Select(k => Declare(test, row.Code == OpCode.Select && k == 0 ? DType.Bool : type, 1))];
            int[] scalars = [.. Enumerable.Range(0, row.Arity).Select(k => Declare(test, row.Code == OpCode.Select && k == 0 ? DType.Bool : type, 0))];
            var graph = test.Build(test.B.Add(row.Code, tensors), test.B.Add(row.Code, scalars));
            cases.Add($"{row.Code} of {type.Name()}", graph, TestValues.Sizes.Select((n, seed) => Call(graph, seed, n)));
        }
    }

    private static int Declare(TestGraph test, DType type, int rank) =>
        test.Variable(ReferenceTensor.Zeros(type, new long[rank]), dynamic: true);

    private static List<ReferenceTensor> Call(Graph graph, int seed, long length) =>
        [.. graph.Variables.Select((v, i) => TestValues.Special(v.Type, (seed * 7) + i, v.Shape.Rank == 0 ? [] : [length]))];
}
