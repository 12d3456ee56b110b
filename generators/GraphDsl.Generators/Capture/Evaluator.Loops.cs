using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Capture;

/// <summary>The loops whose steps are being evaluated, and what belongs to them.</summary>
internal sealed partial class Evaluator
{
    private readonly List<OpenLoop> loops = []; // the outermost first
    private readonly List<IReadOnlyCollection<int>> freeLoops = []; // per node
    private bool hasLoops;

    /// <summary>The number of the present step of every loop around, the outermost first.</summary>
    public int[] StepsAround(IOperation at) => [.. loops.Select(l => GraphAt(at).LoopStep(l.Id))];

    /// <summary><c>T.Tap</c>: an earlier value of a state, another element of a sequence.</summary>
    public int Tap(OperationCall call)
    {
        int x = call.Tensor(0), offset = call.Known(call[1], call.Place(1));
        if (loops.Any(l => l.NewStates.Contains(x)))
            throw new CaptureException(Descriptors.Loop, call.Place(0), "The condition that ends a loop sees the states after the step, and no earlier ones: compare inside the step, and return what the condition needs as a state");
        if (Graph[x].Data is not LoopVariableData { Kind: not LoopVariableKind.Step } variable)
            throw new CaptureException(Descriptors.Loop, call.Place(0), $"'{Text(call.Place(0))}' is no state and no sequence of a step: T.Tap needs one of those that the step of a T.Scan gets, as it gets it");
        var loop = loops.Single(l => l.Id == variable.Loop);
        if (variable.Kind == LoopVariableKind.Sequence)
        {
            if (variable.Offset != 0) throw TappedTwice(call);
            return call.Graph.LoopElement(loop.Id, variable.Slot, loop.Sequences[variable.Slot], loop.LookAside(variable.Slot, offset));
        }
        if (variable.Offset != -1) throw TappedTwice(call);
        if (offset >= 0)
            throw new CaptureException(Descriptors.Loop, call.Place(1), FormattableString.Invariant($"A state has no value at {offset:+0;-0;0}: the previous one is at -1, those before it at -2, -3, ..."));
        loop.LookBack(variable.Slot, -offset);
        return call.Graph.LoopState(loop.Id, variable.Slot, Graph[x].Type, Graph[x].Shape, -offset);
    }

    private static CaptureException TappedTwice(OperationCall call) =>
        new(Descriptors.Loop, call.Place(0), $"'{Text(call.Place(0))}' is the result of a T.Tap: add the offsets up and use one T.Tap");

    /// <summary>What a step computes means nothing outside of its loop.</summary>
    private void RequireInScope(int node, IOperation? at)
    {
        if (!hasLoops || LoopsOf(node).All(id => loops.Any(l => l.Id == id))) return;
        throw new CaptureException(Descriptors.Loop, at, $"'{(at is null ? "a value" : Text(at))}' needs a value of one step of a loop that has ended: return that value from the step; the loop gives its values of all steps");
    }

    /// <summary>The loops on whose variables a node depends.</summary>
    private IReadOnlyCollection<int> LoopsOf(int node)
    {
        for (int i = freeLoops.Count; i <= node; i++) freeLoops.Add(LoopNesting.FreeOf(Graph[i], freeLoops));
        return freeLoops[node];
    }

    /// <summary>True where the shape differs from step to step.</summary>
    private bool IsShapeOfStep(int node, int loop) => Graph[node].Shape.Dims.SelectMany(d => d.Atoms())
        .Any(a => a.Kind == DimAtomKind.Value && LoopsOf(a.Index).Contains(loop));

    /// <summary>How far capture has come: what has been said since can be taken back. Nodes that nothing needs vanish by themselves.</summary>
    private readonly record struct Progress(int Diagnostics, (string, Location)[] Reported, int Checks, int Draws, bool IsIncomplete);

    private Progress Remember() => new(diagnostics.Count, [.. reported], explicitChecks.Count, draws, isIncomplete);

    private void TakeBack(Progress progress)
    {
        diagnostics.RemoveRange(progress.Diagnostics, diagnostics.Count - progress.Diagnostics);
        reported.IntersectWith(progress.Reported);
        explicitChecks.RemoveRange(progress.Checks, explicitChecks.Count - progress.Checks);
        draws = progress.Draws;
        isIncomplete = progress.IsIncomplete;
    }
}
