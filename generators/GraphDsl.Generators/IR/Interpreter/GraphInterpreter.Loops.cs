namespace GraphDsl.Generators.IR.Interpreter;

/// <summary>Loops: the nodes of a body are evaluated anew at each step.</summary>
internal sealed partial class GraphInterpreter
{
    private readonly LoopNesting nesting;
    private readonly Dictionary<int, LoopRun> running = []; // by the number of the loop
    private readonly Dictionary<int, LoopRun> finished = []; // by the node of the loop

    /// <summary>All nodes of the function, or of one step.</summary>
    private void EvaluateAll(int loop)
    {
        for (int i = 0; i < graph.Nodes.Count; i++)
            if (IsBound(i) && (loop < 0 || nesting.IsInside(i, loop))) Evaluate(i);
    }

    /// <summary>True where all variables that a node depends on have values now.</summary>
    private bool IsBound(int node) => nesting.Free(node).All(running.ContainsKey);

    /// <summary>True for the checks that a step of a loop can decide, but not what is around it.</summary>
    private bool IsIn(Check check, int loop)
    {
        var values = Values(check).ToArray();
        return values.All(IsBound) && (loop < 0 || values.Any(v => nesting.IsInside(v, loop)));
    }

    private static IEnumerable<int> Values(Check check) =>
        check.Actual.Atoms().Concat(check.Expected.Atoms()).Where(a => a.Kind == DimAtomKind.Value).Select(a => a.Index);

    private ReferenceTensor LoopVariable(LoopVariableData data)
    {
        var run = running[data.Loop];
        return data.Kind switch
        {
            LoopVariableKind.Step => ReferenceTensor.Scalar(DType.Int64, run.Step),
            LoopVariableKind.Sequence => Row(values[run.Loop.Sequence(data.Slot)]!, run.Step + data.Offset - run.Loop.Data.Sequences[data.Slot].First),
            _ => run.States[data.Slot][run.States[data.Slot].Count + data.Offset],
        };
    }

    private ReferenceTensor RunLoop(Node node)
    {
        var run = new LoopRun(new(node));
        var (loop, id) = (run.Loop, run.Loop.Data.Id);
        for (int slot = 0; slot < loop.Data.States; slot++)
        {
            var initial = values[loop.Initial(slot)]!;
            int taps = loop.Data.Taps[slot];
            run.States.Add(taps == 1 ? [initial] : [.. Enumerable.Range(0, taps).Select(k => Row(initial, k))]);
        }
        run.Outputs.AddRange(loop.Outputs.Select(_ => new List<ReferenceTensor>()));
        running[id] = run;
        long steps = values[loop.Steps]!.Integers[0];
        for (bool ends = false; run.Step < steps && !ends; run.Step++)
        {
            for (int i = 0; i < values.Length; i++)
                if (nesting.IsInside(i, id)) values[i] = null;
            RunChecks(id);
            EvaluateAll(id);
            var next = loop.NewStates.Select(s => values[s]!).ToArray();
            for (int slot = 0; slot < next.Length; slot++) run.States[slot].Add(next[slot]);
            for (int slot = 0; slot < loop.Data.Outputs; slot++) run.Outputs[slot].Add(values[loop.Output(slot)]!);
            ends = loop.Until >= 0 && values[loop.Until]!.Integers[0] != 0;
        }
        running.Remove(id);
        finished[IndexOf(node)] = run;
        return ReferenceTensor.Scalar(DType.Int64, run.Step);
    }

    private int IndexOf(Node node) => nesting.NodeOf(((LoopData)node.Data!).Id);

    private ReferenceTensor States(Node node) => Stack(node, finished[node.Operands[0]].States[Slot(node)]);

    private ReferenceTensor Last(Node node) => finished[node.Operands[0]].States[Slot(node)].Last();

    private ReferenceTensor Stacked(Node node) => Stack(node, finished[node.Operands[0]].Outputs[Slot(node)]);

    private static int Slot(Node node) => ((LoopSlotData)node.Data!).Slot;

    private ReferenceTensor Stack(Node node, List<ReferenceTensor> rows)
    {
        var result = ReferenceTensor.Zeros(node.Type, [rows.Count, .. rows.Count > 0 ? rows[0].Lengths : Evaluate(Shape.Of(node.Shape.Dims.Skip(1)))]);
        int next = 0;
        foreach (var row in rows)
            for (int i = 0; i < row.Count; i++) result.Copy(row, i, next++);
        return result;
    }

    private static ReferenceTensor Row(ReferenceTensor x, long index)
    {
        var row = ReferenceTensor.Zeros(x.Type, [.. x.Lengths.Skip(1)]);
        for (int i = 0; i < row.Count; i++) row.Copy(x, checked((int)(index * row.Count)) + i, i);
        return row;
    }

    /// <summary>A loop that runs, or what it left behind.</summary>
    private sealed class LoopRun(LoopView loop)
    {
        public LoopView Loop => loop;

        public long Step { get; set; }

        public List<List<ReferenceTensor>> States { get; } = [];

        public List<List<ReferenceTensor>> Outputs { get; } = [];
    }
}
