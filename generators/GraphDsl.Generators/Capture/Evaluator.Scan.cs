using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Capture;

/// <summary>What a loop gives back.</summary>
internal enum LoopResult
{
    /// <summary>The new states and the outputs of all steps.</summary>
    All,

    /// <summary>The states after the last step.</summary>
    LastStates,
}

/// <summary>
/// <c>T.Scan</c> and its kin. The step is evaluated once, with variables in place of elements and states; its nodes stand in the same
/// graph as all others. Which earlier values it needs shows only while it is evaluated, and how many rows an initial state
/// has depends on that: where the step was evaluated with wrong ranks, it is evaluated again.
/// </summary>
internal sealed partial class Evaluator
{
    private const int MostRounds = 16;

    public Value Loop(OperationCall call, LoopResult result, bool backwards = false)
    {
        var request = new LoopRequest(this, call, backwards);
        var step = request.Run();
        var graph = call.Graph;
        int loop = graph.Loop(step.Parts);
        int states = request.StateCount;
        if (result == LoopResult.LastStates)
        {
            if (step.Result.Parts.Count > states)
                throw new CaptureException(Descriptors.Loop, step.Result.Parts[states].At, $"T.{call.Method.Name} keeps the last states and nothing else: return the new states alone, or use T.Scan");
            return step.Result.With([.. step.Result.Parts.Select((_, i) => new NodeValue(graph.LoopLast(loop, i)))]);
        }
        return step.Result.With([.. step.Result.Parts.Select((_, i) =>
            new NodeValue(i < states ? graph.LoopNewStates(loop, i) : graph.LoopOutput(loop, i - states)))]);
    }

    /// <summary>A call of <c>T.Scan</c> on its way to a loop.</summary>
    private sealed class LoopRequest
    {
        private readonly Evaluator evaluator;
        private readonly OperationCall call;
        private readonly bool backwards;
        private readonly Structure? sequences;
        private readonly int[] walked;
        private readonly Structure? states;
        private readonly int[] initial;
        private readonly Value step;
        private readonly IOperation stepAt;
        private readonly Dim? steps;
        private readonly IOperation stepsAt;

        public LoopRequest(Evaluator evaluator, OperationCall call, bool backwards)
        {
            (this.evaluator, this.call, this.backwards) = (evaluator, call, backwards);
            stepAt = call.Place(0); // T.Map calls it fn
            step = call[0];
            sequences = Tensors("sequences", "something to walk through: without sequences leave the argument out and give nSteps");
            states = Tensors("outputsInfo", "initial states: a loop without them is T.Map");
            walked = Nodes(sequences);
            initial = Nodes(states);
            RequireAxes();
            if (backwards)
                for (int i = 0; i < walked.Length; i++) walked[i] = evaluator.GraphAt(sequences!.Parts[i].At).Flip(walked[i], 0);
            stepsAt = call.Place("nSteps");
            steps = StepsGiven();
        }

        private GraphBuilder Graph => evaluator.Graph;

        public int StateCount => initial.Length;

        /// <summary>The parts of the loop and what its step returned.</summary>
        public (LoopParts Parts, Structure Result) Run()
        {
            int[] taps = [.. initial.Select(_ => 1)];
            for (int round = 0; round < MostRounds; round++)
            {
                var before = evaluator.Remember();
                evaluator.hasLoops = true;
                var loop = new OpenLoop(Graph.NewLoop(), walked, backwards, taps);
                evaluator.loops.Add(loop);
                try
                {
                    if (Evaluated(loop, taps) is { } result) return result;
                }
                finally
                {
                    evaluator.loops.RemoveAt(evaluator.loops.Count - 1);
                }
                evaluator.TakeBack(before);
                taps = loop.Found;
                RequireRows(taps);
            }
            throw new CaptureException(Descriptors.Loop, stepAt, "How far this step looks back differs from one evaluation to the next");
        }

        /// <summary>The step, evaluated; null where the states had other ranks than it needs.</summary>
        private (LoopParts Parts, Structure Result)? Evaluated(OpenLoop loop, int[] taps)
        {
            var elements = sequences?.With([.. walked.Select((s, i) => new NodeValue(Named(sequences, i, 0, () => Graph.LoopElement(loop.Id, i, s))))]);
            var before = states?.With([.. initial.Select((s, i) => new NodeValue(Named(states, i, sequences is null ? 0 : 1,
                () => Graph.LoopState(loop.Id, i, Graph[s].Type, StateShape(i, taps[i])))))]);
            Structure result;
            try
            {
                result = Applied(step, stepAt, elements, before);
            }
            catch (Exception e) when (loop.IsVoid && e is CaptureException or GraphException or PoisonException)
            {
                return null;
            }
            if (loop.IsVoid) return null;
            var parts = new LoopParts(loop.Id)
            {
                Truncate = Option("truncateGradient", -1, -1),
                CheckpointEvery = Option("checkpointEvery", 0, 0),
                Name = Name(),
            };
            int[] computed = Checked(loop, taps, result);
            loop.NewStates = [.. computed.Take(initial.Length)];
            if (call["until"] is { } until)
                parts.Until = Condition(until, elements, states!.With([.. loop.NewStates.Select(n => new NodeValue(n))]));
            parts.Outputs.AddRange(computed.Skip(initial.Length));
            for (int i = 0; i < initial.Length; i++) parts.States.Add((Rows(i, taps[i]), taps[i], computed[i]));
            for (int i = 0; i < walked.Length; i++) parts.Sequences.Add((walked[i], loop.Walk(i)));
            parts.Steps = evaluator.GraphAt(stepsAt).Size(Steps(loop));
            return (parts, result);
        }

        private Structure? Tensors(string parameter, string need)
        {
            if (call.Method.Parameters.All(p => p.Name != parameter)) return null;
            return call[parameter] is { } value ? new(value, call.Place(parameter))
                : throw new CaptureException(Descriptors.Loop, call.Place(parameter), $"T.{call.Method.Name} needs {need}");
        }

        private int[] Nodes(Structure? structure) => structure is null ? [] : [.. structure.Parts.Select(p => evaluator.Tensor(p.Value, p.At))];

        private void RequireAxes()
        {
            bool areSound = true;
            for (int i = 0; i < walked.Length; i++)
            {
                if (Graph[walked[i]].Rank > 0) continue;
                areSound = false;
                var at = sequences!.Parts[i].At;
                evaluator.Report(Descriptors.RankMismatch, at, $"'{Text(at)}' is a scalar and cannot be walked through: use it inside the step as it is");
            }
            if (!areSound) throw new PoisonException();
        }

        /// <summary>The step or the condition, applied to what it asks for; the places are those of what it returns.</summary>
        private Structure Applied(Value function, IOperation at, params Value?[] arguments)
        {
            Frame? called = null;
            var result = evaluator.Apply(function, [.. arguments.Where(a => a is not null).Select(a => a!)], at, f => called = f);
            return new(result, called?.ResultSite ?? at);
        }

        /// <summary>A variable of the step with the name that the step has for it.</summary>
        private int Named(Structure structure, int part, int parameter, Func<int> make)
        {
            string? name = structure.Parts[part].Name;
            if (step is FunctionValue { Method.Parameters: var parameters } && parameter < parameters.Length)
            {
                string own = parameters[parameter].Name;
                Graph.CurrentSite = evaluator.SiteNamed(name is null ? own : $"{own}.{name}", name ?? own, structure.Parts[part].At);
            }
            return make();
        }

        /// <summary>What the step computes as nodes; the new states fit the old ones.</summary>
        private int[] Checked(OpenLoop loop, int[] taps, Structure result)
        {
            int[] computed = [.. result.Parts.Select(p => evaluator.Tensor(p.Value, p.At))];
            if (computed.Length < initial.Length)
            {
                var at = result.Parts.Count == 1 ? result.Parts[0].At : Unconverted(result.At)!;
                throw new CaptureException(Descriptors.Loop, at, FormattableString.Invariant(
                    $"The step returns {Count(computed.Length, "value")} for {Count(initial.Length, "state")}: the new states come first, in the order of outputsInfo"));
            }
            bool areSound = true;
            for (int i = 0; i < computed.Length; i++)
            {
                var at = result.Parts[i].At;
                if ((i < initial.Length ? Misfit(i, taps[i], computed[i]) : null) is var (descriptor, message))
                {
                    evaluator.Report(descriptor, at, message);
                    areSound = false;
                }
                else if (evaluator.IsShapeOfStep(computed[i], loop.Id))
                {
                    evaluator.Report(Descriptors.Loop, at, $"'{Text(at)}' has shape {Graph.Describe(Graph[computed[i]].Shape)}, which differs from step to step: the values of all steps must have one shape, to be stacked or to be the next state");
                    areSound = false;
                }
            }
            return areSound ? computed : throw new PoisonException();
        }

        /// <summary>Why a new state cannot follow the initial one.</summary>
        private (DiagnosticDescriptor Descriptor, string Message)? Misfit(int state, int taps, int computed)
        {
            var (next, first) = (Graph[computed], Graph[initial[state]]);
            string name = Text(states!.Parts[state].At);
            if (next.Type != first.Type)
                return (Descriptors.TypeMismatch, $"The new state has elements of type {next.Type.Keyword()}, but the initial state '{name}' has {first.Type.Keyword()}: use T.Cast on one of them");
            var shape = StateShape(state, taps);
            string have = taps == 1 ? $"the initial state '{name}'" : $"a row of the initial states '{name}'";
            string message = $"The new state has shape {Graph.Describe(next.Shape)}, but {have} has {Graph.Describe(shape)}";
            if (next.Rank != shape.Rank) return (Descriptors.RankMismatch, message);
            return Enumerable.Range(0, shape.Rank).Any(axis => Dim.SurelyDiffer(next.Shape[axis], shape[axis])) ? (Descriptors.ShapeMismatch, message) : null;
        }

        /// <summary>The initial states have a row for each step that is looked back, where it is more than one.</summary>
        private void RequireRows(int[] taps)
        {
            for (int i = 0; i < taps.Length; i++)
            {
                if (taps[i] == 1) continue;
                var (at, shape) = (states!.Parts[i].At, Graph[initial[i]].Shape);
                string need = FormattableString.Invariant($"the step looks back to -{taps[i]}, so the initial states are {taps[i]} rows, the oldest first");
                if (shape.Rank == 0) throw new CaptureException(Descriptors.RankMismatch, at, $"'{Text(at)}' is a scalar: {need}");
                if (shape[0].IsConstant && shape[0].Value < taps[i])
                    throw new CaptureException(Descriptors.ShapeMismatch, at, $"'{Text(at)}' has {Count(shape[0].Value, "row")}: {need}");
            }
        }

        /// <summary>The shape of one value of a state.</summary>
        private Shape StateShape(int state, int taps) => taps == 1 ? Graph[initial[state]].Shape : Graph.RowShape(initial[state]);

        /// <summary>The initial values of a state; rows beyond those that are needed do not count.</summary>
        private int Rows(int state, int taps)
        {
            int node = initial[state];
            if (taps == 1 || Graph[node].Shape[0].Equals(taps)) return node;
            return evaluator.GraphAt(states!.Parts[state].At).SliceAlong(node, 0, Dim.Zero, taps);
        }

        /// <summary>The condition after which the loop ends, of the elements and the states after the step.</summary>
        private int Condition(Value until, params Value?[] arguments)
        {
            var result = Applied(until, call.Place("until"), arguments);
            int node = evaluator.Tensor(result.Parts[0].Value, result.Parts[0].At);
            var (type, rank) = (Graph[node].Type, Graph[node].Rank);
            return type == DType.Bool && rank == 0 ? node : throw new CaptureException(
                type == DType.Bool ? Descriptors.RankMismatch : Descriptors.TypeMismatch, result.Parts[0].At,
                $"The condition that ends a loop must be a scalar of type bool, not {(type == DType.Bool ? $"a tensor of shape {Graph.Describe(Graph[node].Shape)}" : $"of type {type.Keyword()}")}");
        }

        private Dim? StepsGiven()
        {
            if (call["nSteps"] is not { } value)
                return walked.Length > 0 ? null : throw new CaptureException(Descriptors.Loop, stepsAt, "A loop without sequences needs nSteps");
            if (evaluator.TryKnown(Sound(value)) is { } known)
                return known >= 0 ? known : throw new CaptureException(Descriptors.ShapeMismatch, stepsAt, FormattableString.Invariant($"The number of steps is {known}: it must not be negative"));
            int node = evaluator.Tensor(value, stepsAt);
            if (Graph[node].Rank != 0)
                throw new CaptureException(Descriptors.RankMismatch, stepsAt, $"The number of steps must be a scalar, not a tensor of shape {Graph.Describe(Graph[node].Shape)}");
            return evaluator.DimOf(value, stepsAt);
        }

        /// <summary>The number of steps: as given, else as many as all sequences have elements for.</summary>
        private Dim Steps(OpenLoop loop)
        {
            Dim[] usable = [.. walked.Select((s, i) => Graph[s].Shape[0] - (loop.Walk(i).Last - loop.Walk(i).First))];
            if (steps is null)
            {
                var least = usable.Aggregate(Dim.Min);
                return least.IsSurelyNonNegative ? least : Dim.Max(Dim.Zero, least);
            }
            for (int i = 0; i < usable.Length; i++)
            {
                var spare = usable[i] - steps;
                var at = sequences!.Parts[i].At;
                if (spare is { IsConstant: true, Value: < 0 })
                {
                    var (length, walk) = (Graph[walked[i]].Shape[0], loop.Walk(i));
                    string seen = walk.Last > walk.First ? FormattableString.Invariant($", of which each step sees {walk.Last - walk.First + 1}") : "";
                    throw new CaptureException(Descriptors.ShapeMismatch, at, $"'{Text(at)}' is too short for {Graph.Describe(steps)} steps: it has {Graph.Describe(length)} elements{seen}");
                }
                if (!spare.IsConstant)
                    evaluator.Require(new(CheckKind.AtMost, steps, usable[i], $"the sequence '{Text(at)}'", evaluator.SiteOf(stepsAt)));
            }
            return steps;
        }

        /// <summary>An option that is a constant whole number.</summary>
        private int Option(string name, int otherwise, int least) => call.Known(name, otherwise) is var value && value >= least ? value
            : throw new CaptureException(Descriptors.Loop, call.Place(name), FormattableString.Invariant($"{name} is {value}: it must be at least {least}"));

        private string? Name() => call["name"] switch
        {
            null => null,
            ConstantValue { Object: string text } => text,
            _ => throw NotKnown(call.Place("name"), Text(call.Place("name")), "a name is a constant text"),
        };

        private static string Count(long count, string what) => FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}");
    }
}
