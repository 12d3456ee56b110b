using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>Loops and branches: plain <c>for</c> and <c>if</c> around the kernels of their bodies.</summary>
internal partial class FunctionEmitter
{
    private void WriteLoop(LoopStep step)
    {
        var loop = new LoopText(this, step);
        body.Line();
        foreach (string expression in emitter.Expressions(step)) body.Line($"// {expression}");
        loop.WriteStart();
        using (body.Block($"for (long {loop.Step} = 0; {loop.Step} < {loop.Steps}; {loop.Step}++)"))
        {
            loop.WriteElements();
            Prepare();
            WriteNested(step.Steps);
            loop.WriteEnd();
        }
        loop.WriteResults();
        Prepare();
        WriteCopies(step.Group);
    }

    private void WriteBranch(BranchStep step)
    {
        body.Line();
        foreach (string expression in emitter.Expressions(step)) body.Line($"// {expression}");
        foreach (int choice in step.Group.Cores.Where(c => graph[c].Rank == 0))
        {
            string local = names.Local(emitter.ValueName(choice));
            body.Line($"{graph[choice].Type.Keyword()} {local};");
            context.SetScalar(choice, local);
        }
        using (body.Block($"if ({context.Scalar(step.Condition)})")) WriteSide(step.WhenTrue, 1);
        using (body.Block("else")) WriteSide(step.WhenFalse, 2);
        WriteCopies(step.Group);

        void WriteSide(IReadOnlyList<Step> steps, int side)
        {
            Prepare();
            WriteNested(steps);
            foreach (int choice in step.Group.Cores)
            {
                int value = graph[choice].Operands[side];
                body.Line(graph[choice].Rank == 0 ? $"{context.Scalar(choice)} = {context.Scalar(value)};"
                    : $"{emitter.Dense(schedule, value)}.CopyTo({context.Memory(schedule.Layouts[choice].Memory)});");
            }
        }
    }

    private void WriteNested(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            WriteStep(step);
            Prepare();
        }
    }

    /// <summary>The parts of one loop: memories of its states, what a step sees, what a step leaves.</summary>
    private sealed class LoopText
    {
        private readonly FunctionEmitter emitter;
        private readonly LoopStep step;
        private readonly LoopView loop;
        private readonly Dictionary<int, string[]> taps = []; // per state: the locals of the values 1, 2, ... steps back
        private readonly Dictionary<int, string> spare = [];  // per state: the local of the memory that the next value goes to
        private string taken;

        public LoopText(FunctionEmitter emitter, LoopStep step)
        {
            this.emitter = emitter;
            this.step = step;
            loop = new(Graph[step.Node]);
            Step = Names.Local("t");
            Steps = taken = Context.Scalar(loop.Steps);
        }

        /// <summary>The local that counts the steps.</summary>
        public string Step { get; }

        /// <summary>The number of steps.</summary>
        public string Steps { get; }

        private Graph Graph => emitter.graph;

        private CodeWriter Body => emitter.body;

        private FunctionContext Context => emitter.context;

        private NameAllocator Names => emitter.names;

        /// <summary>The initial states.</summary>
        public void WriteStart()
        {
            if (loop.Until >= 0)
            {
                taken = Names.Local("taken");
                Body.Line($"long {taken} = {Steps};");
            }
            foreach (var state in step.States)
            {
                if (Next(state).Rank == 0) StartScalar(state);
                else Start(state);
            }
        }

        /// <summary>The elements of sequences and the states that a step sees.</summary>
        public void WriteElements()
        {
            for (int node = 0; node < Graph.Nodes.Count; node++)
            {
                if (Graph[node].Data is not LoopVariableData variable || variable.Loop != loop.Data.Id) continue;
                switch (variable.Kind)
                {
                    case LoopVariableKind.Step:
                        Context.SetScalar(node, Step);
                        break;
                    case LoopVariableKind.Sequence:
                        WriteElement(node, variable);
                        break;
                    default:
                        WriteState(node, variable);
                        break;
                }
            }
            foreach (var state in step.States)
            {
                if (!state.IsDirect) continue;
                string row = state.KeepsAll ? Row(state.Memory!.Value, Next(state), $"{Step} + {Taps(state)}", loop.NewState(state.Slot)) : spare[state.Slot];
                Context.SetMemory(emitter.schedule.Layouts[loop.NewState(state.Slot)].Memory, row);
            }
            foreach (var output in step.Outputs)
            {
                if (output.IsDirect)
                    Context.SetMemory(emitter.schedule.Layouts[loop.Output(output.Slot)].Memory, Row(output.Memory, Graph[loop.Output(output.Slot)], Step, loop.Output(output.Slot)));
            }
        }

        /// <summary>What a step leaves: states and outputs in their places, then the states one step on.</summary>
        public void WriteEnd()
        {
            foreach (var output in step.Outputs) Keep(loop.Output(output.Slot), output.Memory, output.IsDirect, Step);
            foreach (var state in step.States)
            {
                if (state.KeepsAll) Keep(loop.NewState(state.Slot), state.Memory!.Value, state.IsDirect, $"{Step} + {Taps(state)}");
                else if (Next(state).Rank > 0 && !state.IsDirect) Body.Line($"{Dense(loop.NewState(state.Slot))}.CopyTo({spare[state.Slot]});");
            }
            var targets = new List<string>();
            var values = new List<string>();
            foreach (var state in step.States)
            {
                if (!taps.TryGetValue(state.Slot, out var locals)) continue;
                if (Next(state).Rank > 0)
                {
                    Rotate(locals, spare[state.Slot]);
                    continue;
                }
                string next = Context.Scalar(loop.NewState(state.Slot));
                for (int back = locals.Length - 1; back >= 0; back--)
                {
                    targets.Add(locals[back]);
                    values.Add(back == 0 ? next : locals[back - 1]);
                }
            }
            WriteAssignments(targets, values);
            if (loop.Until < 0) return;
            using (Body.Block($"if ({Context.Scalar(loop.Until)})"))
                Body.Line($"{taken} = {Step} + 1;").Line("break;");
        }

        /// <summary>What the loop leaves.</summary>
        public void WriteResults()
        {
            Context.SetScalar(step.Node, taken);
            foreach (var state in step.States)
            {
                if (state.KeepsAll) Shorten(state.Memory!.Value, $"{taken} + {Taps(state)}", Next(state));
                if (state.Last >= 0) WriteLast(state);
            }
            foreach (var output in step.Outputs) Shorten(output.Memory, taken, Graph[loop.Output(output.Slot)]);
        }

        private Node Next(LoopStatePlan state) => Graph[loop.NewState(state.Slot)];

        private int Taps(LoopStatePlan state) => loop.Data.Taps[state.Slot];

        private string Dense(int node) => emitter.emitter.Dense(emitter.schedule, node);

        private string Wish(int node) => emitter.emitter.ValueName(node);

        private void StartScalar(LoopStatePlan state)
        {
            int initial = loop.Initial(state.Slot);
            var locals = new string[Taps(state)];
            for (int back = locals.Length; back >= 1; back--)
            {
                string value = locals.Length == 1 && Graph[initial].Rank == 0 ? Context.Scalar(initial)
                    : FormattableString.Invariant($"{Dense(initial)}[{locals.Length - back}]");
                locals[back - 1] = Names.Local(Wish(loop.NewState(state.Slot)) + "Before");
                Body.Line($"{Next(state).Type.Keyword()} {locals[back - 1]} = {value};");
            }
            taps[state.Slot] = locals;
            if (!state.KeepsAll) return;
            string all = Context.Memory(state.Memory!.Value);
            Body.Line(Graph[initial].Rank == 0 ? $"{all}[0] = {locals[0]};" : $"{Dense(initial)}.CopyTo({all});");
        }

        private void Start(LoopStatePlan state)
        {
            int count = Taps(state);
            string all = Context.Memory(state.Memory!.Value);
            Body.Line($"{Dense(loop.Initial(state.Slot))}.CopyTo({all});");
            if (state.KeepsAll) return;
            var locals = new string[count];
            for (int back = count; back >= 0; back--)
            {
                string local = Names.Local(Wish(loop.NewState(state.Slot)) + (back == 0 ? "" : "Before"));
                Body.Line($"Span<{Next(state).Type.Keyword()}> {local} = {Slice(all, FormattableString.Invariant($"{count - back}"), Next(state).Shape)};");
                if (back == 0) spare[state.Slot] = local;
                else locals[back - 1] = local;
            }
            taps[state.Slot] = locals;
        }

        private void WriteElement(int node, LoopVariableData variable)
        {
            int sequence = loop.Sequence(variable.Slot);
            var layout = emitter.schedule.Layouts[sequence];
            string index = Plus(Step, variable.Offset - loop.Data.Sequences[variable.Slot].First);
            string position = layout.Strides[0].IsOne ? index : layout.Strides[0].IsZero ? "0" : $"{(index == Step ? index : $"({index})")} * {Context.Factor(layout.Strides[0])}";
            if (!layout.Offset.IsZero) position = $"{Context.Text(layout.Offset)} + {position}";
            string local = Names.Local(ElementName(sequence));
            string memory = Context.Memory(layout.Memory);
            if (Graph[node].Rank == 0)
            {
                Body.Line($"{Graph[node].Type.Keyword()} {local} = {memory}[(int)({position})];");
                Context.SetScalar(node, local);
                return;
            }
            Body.Line($"var {local} = {memory}.Slice((int)({position}), {Context.AsInt(Graph[node].Shape.Count)});");
            Context.SetMemory(new(MemoryKind.Workspace, node), local);
        }

        private void WriteState(int node, LoopVariableData variable)
        {
            if (taps.TryGetValue(variable.Slot, out var locals))
            {
                string local = locals[-variable.Offset - 1];
                if (Graph[node].Rank == 0) Context.SetScalar(node, local);
                else Context.SetMemory(new(MemoryKind.Workspace, node), local);
                return;
            }
            var state = step.States[variable.Slot];
            string row = Row(state.Memory!.Value, Graph[node], Plus(Step, Taps(state) + variable.Offset), loop.NewState(variable.Slot), "Before");
            Context.SetMemory(new(MemoryKind.Workspace, node), row);
        }

        /// <summary>A local for one row of what a loop keeps.</summary>
        private string Row(Memory memory, Node value, string index, int named, string suffix = "")
        {
            string local = Names.Local(Wish(named) + suffix);
            Body.Line($"Span<{value.Type.Keyword()}> {local} = {Slice(Context.Memory(memory), index, value.Shape)};");
            return local;
        }

        private string Slice(string memory, string row, Shape shape)
        {
            string count = Context.AsInt(shape.Count);
            if (row == "0") return $"{memory}[..{count}]";
            string start = shape.Count.IsOne ? row : $"{(row.IndexOf(' ') < 0 ? row : $"({row})")} * {Context.Factor(shape.Count)}";
            return $"{memory}.Slice((int)({start}), {count})";
        }

        private void Keep(int value, Memory memory, bool isDirect, string row)
        {
            if (isDirect) return;
            Body.Line(Graph[value].Rank == 0 ? $"{Context.Memory(memory)}[(int)({row})] = {Context.Scalar(value)};"
                : $"{Dense(value)}.CopyTo({Slice(Context.Memory(memory), row, Graph[value].Shape)});");
        }

        /// <summary>The oldest value's memory is free for the next one.</summary>
        private void Rotate(string[] locals, string next)
        {
            string free = Names.Local("free");
            Body.Line($"var {free} = {locals[locals.Length - 1]};");
            for (int back = locals.Length - 1; back >= 0; back--) Body.Line($"{locals[back]} = {(back == 0 ? next : locals[back - 1])};");
            Body.Line($"{next} = {free};");
        }

        /// <summary>All at once: a new value may be the old one of another state.</summary>
        private void WriteAssignments(List<string> targets, List<string> values)
        {
            if (targets.Count == 0) return;
            Body.Line(targets.Count == 1 ? $"{targets[0]} = {values[0]};" : $"({string.Join(", ", targets)}) = ({string.Join(", ", values)});");
        }

        private void WriteLast(LoopStatePlan state)
        {
            if (Next(state).Rank == 0)
            {
                Context.SetScalar(state.Last, taps[state.Slot][0]);
                return;
            }
            string last = taps.TryGetValue(state.Slot, out var locals) ? locals[0]
                : Row(state.Memory!.Value, Next(state), $"{taken} + {Taps(state) - 1}", state.Last);
            var memory = emitter.schedule.Layouts[state.Last].Memory;
            if (Context.HasMemory(memory)) Body.Line($"{last}.CopyTo({Context.Memory(memory)});");
            else Context.SetMemory(memory, last);
        }

        /// <summary>What an early end leaves is shorter than its memory.</summary>
        private void Shorten(Memory memory, string rows, Node value)
        {
            if (loop.Until < 0) return;
            string local = Context.Memory(memory);
            Body.Line($"{local} = {local}[..(int)({(value.Shape.Count.IsOne ? rows : $"({rows}) * {Context.Factor(value.Shape.Count)}")})];");
        }

        private string ElementName(int sequence)
        {
            int source = sequence;
            while (Graph[source].Info.Kind == OpKind.View) source = Graph[source].Operands[0];
            string name = Graph[source].Data is VariableData variable ? Graph.Variables[variable.Index].Name : Wish(source);
            return name + "At";
        }

        private static string Plus(string text, int number) =>
            number == 0 ? text : FormattableString.Invariant($"{text} {(number < 0 ? '-' : '+')} {Math.Abs(number)}");
    }
}
