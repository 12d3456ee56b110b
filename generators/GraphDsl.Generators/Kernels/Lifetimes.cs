using GraphDsl.Generators.IR;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Kernels;

/// <summary>Finds what must lie in the workspace, and for how long.</summary>
internal static class Lifetimes
{
    public static IEnumerable<Lifetime> Find(Schedule schedule, IReadOnlyList<Step> steps)
    {
        var last = new Dictionary<int, int>();
        for (int step = 0; step < steps.Count; step++)
            foreach (int node in schedule.Grouping.Reads(steps[step].Group)) last[node] = step;
        foreach (var copy in schedule.FinalCopies) last[copy.Node] = steps.Count;
        for (int step = 0; step < steps.Count; step++)
        {
            foreach (int node in Written(steps[step]).Where(m => m.Kind == MemoryKind.Workspace).Select(m => m.Index).Distinct())
            {
                var value = schedule.Graph[node];
                int end = last.TryGetValue(node, out int reader) ? Math.Max(reader, step) : step;
                yield return new(node, value.Shape.Count * value.Type.Size(), step, end);
            }
        }

        IEnumerable<Memory> Written(Step step) => step switch
        {
            MapStep map => map.Stores.Select(s => s.Place.Memory),
            ReduceStep reduce => reduce.Stores.Select(s => s.Place.Memory),
            ProductStep { HasEpilogue: true } product => product.Stores.Select(s => s.Place.Memory).Append(product.Destination.Memory),
            ProductStep product => [product.Destination.Memory],
            RowStep row => row.Operations.Select(o => o.Result),
            LibraryStep library when schedule.Forms[library.Node] == NodeForm.Memory => [schedule.Layouts[library.Node].Memory],
            LibraryStep library => [new(MemoryKind.Workspace, library.Node)],
            _ => [],
        };
    }
}
