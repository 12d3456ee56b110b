using GraphDsl.Generators.IR;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Kernels;

/// <summary>Decides for a loop where its states and outputs lie.</summary>
internal sealed class LoopLowering(Schedule schedule)
{
    private readonly Graph graph = schedule.Graph;

    public LoopStep Lower(Group group, IReadOnlyList<Step> steps)
    {
        int node = group.Cores[0];
        var loop = new LoopView(graph[node]);
        var body = schedule.Regions.Body(node);
        var claimed = new HashSet<int>();
        var states = new List<LoopStatePlan>();
        for (int slot = 0; slot < loop.Data.States; slot++)
        {
            int all = Find(group, OpCode.LoopStates, slot), next = loop.NewState(slot);
            bool isScalar = graph[next].Rank == 0;
            Memory? memory = all >= 0 ? schedule.Layouts[all].Memory : isScalar ? null : new(MemoryKind.LoopState, node, slot);
            states.Add(new(slot, memory, all >= 0, IsDirect(next), Find(group, OpCode.LoopLast, slot)));
        }
        var outputs = new List<LoopOutputPlan>();
        for (int slot = 0; slot < loop.Data.Outputs; slot++)
        {
            if (Find(group, OpCode.LoopOutput, slot) is var output and >= 0)
                outputs.Add(new(slot, schedule.Layouts[output].Memory, IsDirect(loop.Output(slot))));
        }
        return new(group, node, steps, states, outputs);

        bool IsDirect(int value) => graph[value].Rank > 0 && schedule.Layouts.IsComputed(value) && schedule.Regions[value] == body && claimed.Add(value);
    }

    private int Find(Group group, OpCode op, int slot)
    {
        foreach (int core in group.Cores)
            if (graph[core].Op == op && ((LoopSlotData)graph[core].Data!).Slot == slot) return core;
        return -1;
    }
}
