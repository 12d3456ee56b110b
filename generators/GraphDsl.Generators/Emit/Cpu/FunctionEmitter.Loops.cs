using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>Loops and branches: plain <c>for</c> and <c>if</c> around the kernels of their bodies.</summary>
internal partial class FunctionEmitter
{
    /// <summary>True where the scalar states of loops are locals; false where they lie in memory, as on devices.</summary>
    protected virtual bool HasLocalStates => true;

    /// <summary>The C# type of a local for memory.</summary>
    protected virtual string MemoryType(DType type) => $"Span<{type.Keyword()}>";

    /// <summary>Some elements of a memory.</summary>
    /// <param name="start">Where they begin; 0 is the start of the memory.</param>
    protected virtual string Elements(string memory, string start, string count) =>
        start == "0" ? $"{memory}[..{count}]" : $"{memory}.Slice((int)({start}), {count})";

    /// <summary>Stores a scalar in an element of a memory.</summary>
    protected virtual void StoreScalar(int value, string memory, string index) =>
        StoreElement(context.Scalar(value), graph[value].Type, memory, $"(int)({index})");

    /// <summary>Stores the value of a local in an element of a memory.</summary>
    protected virtual void StoreElement(string value, DType type, string memory, string index) => body.Line($"{memory}[{index}] = {value};");

    /// <summary>The C# type of a local for a scalar.</summary>
    protected virtual string ScalarType(DType type) => type.Keyword();

    /// <summary>One element of a memory, as the value of a local.</summary>
    protected virtual string Loaded(string memory, string index, DType type) => $"{memory}[{index}]";

    /// <summary>Makes one element of a memory known as a scalar.</summary>
    protected virtual void BindScalar(int node, string memory, string index, string wish)
    {
        string local = Names.Local(wish);
        body.Line($"{ScalarType(graph[node].Type)} {local} = {Loaded(memory, $"(int)({index})", graph[node].Type)};");
        context.SetScalar(node, local);
    }

    /// <summary>Makes the local of a scalar state known as what a step sees of it.</summary>
    protected virtual void BindState(int node, string local) => context.SetScalar(node, local);

    /// <summary>Makes the last value known of a scalar state that is no local.</summary>
    protected virtual void BindLast(int node, string memory) => throw new InvalidOperationException("states are locals");

    /// <summary>Memory for so many values of a scalar state that is no local.</summary>
    protected virtual string ScalarStates(int value, int count) => throw new InvalidOperationException("states are locals");

    /// <summary>What becomes known of scalars in a block is not known behind it.</summary>
    protected virtual void BeginScope()
    {
    }

    /// <inheritdoc cref="BeginScope"/>
    protected virtual void EndScope()
    {
    }

    protected virtual void WriteLoop(LoopStep step)
    {
        WriteExpressions(step);
        var loop = new LoopText(this, step);
        WriteSteps(step, loop);
        loop.WriteResults();
        Prepare();
        WriteCopies(step.Group);
    }

    /// <summary>The loop itself.</summary>
    protected void WriteSteps(LoopStep step, LoopText loop)
    {
        loop.WriteStart();
        using (body.Block($"for (long {loop.Step} = 0; {loop.Step} < {loop.Steps}; {loop.Step}++)"))
        {
            BeginScope();
            loop.WriteElements();
            Prepare();
            WriteNested(step.Steps);
            loop.WriteEnd();
            EndScope();
        }
    }

    /// <summary>The user's expressions, as comments.</summary>
    protected void WriteExpressions(Step step)
    {
        body.Line();
        foreach (string expression in emitter.Expressions(step)) body.Line($"// {expression}");
    }

    /// <summary>What the end of a step does besides.</summary>
    protected virtual void EndStep(LoopStep step)
    {
    }

    protected virtual void WriteBranch(BranchStep step)
    {
        WriteExpressions(step);
        foreach (int choice in step.Group.Cores.Where(c => graph[c].Rank == 0)) DeclareChoice(choice);
        using (body.Block($"if ({context.Scalar(step.Condition)})")) WriteSide(step.WhenTrue, 1);
        using (body.Block("else")) WriteSide(step.WhenFalse, 2);
        WriteCopies(step.Group);

        void WriteSide(IReadOnlyList<Step> steps, int side)
        {
            BeginScope();
            branches.Add(new(step.Condition, side == 1));
            Prepare();
            WriteNested(steps);
            branches.RemoveAt(branches.Count - 1);
            foreach (int choice in step.Group.Cores) Choose(choice, graph[choice].Operands[side]);
            EndScope();
        }
    }

    /// <summary>Makes room for a scalar that is one of two.</summary>
    protected virtual void DeclareChoice(int choice)
    {
        string local = Names.Local(emitter.ValueName(choice));
        body.Line($"{ScalarType(graph[choice].Type)} {local};");
        context.SetScalar(choice, local);
    }

    /// <summary>Makes a value the chosen one.</summary>
    protected virtual void Choose(int choice, int value) => body.Line(graph[choice].Rank == 0 ? $"{context.Scalar(choice)} = {context.Scalar(value)};"
        : Copy(emitter.Dense(schedule, value), context.Memory(schedule.Layouts[choice].Memory)));

    private void WriteNested(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            WriteStep(step);
            Prepare();
        }
    }

    /// <summary>The parts of one loop: memories of its states, what a step sees, what a step leaves.</summary>
    protected sealed class LoopText
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
            Steps = taken = Context.Scalar(loop.Steps);
            Step = Names.Local("t");
        }

        /// <summary>For what the loop leaves, where it has run elsewhere.</summary>
        /// <param name="taken">The local with the number of steps that it took.</param>
        public LoopText(FunctionEmitter emitter, LoopStep step, string taken)
        {
            (this.emitter, this.step, this.taken) = (emitter, step, taken);
            loop = new(Graph[step.Node]);
            Steps = Step = taken;
        }

        /// <summary>The local that counts the steps.</summary>
        public string Step { get; }

        /// <summary>The number of steps.</summary>
        public string Steps { get; }

        /// <summary>The local with the number of steps that it took, which is less where a condition ended it.</summary>
        public string Taken => taken;

        private Graph Graph => emitter.graph;

        private CodeWriter Body => emitter.body;

        private FunctionContext Context => emitter.context;

        private NameAllocator Names => emitter.Names;

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
                if (IsLocal(state)) StartScalar(state);
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
                else if (!IsLocal(state) && !state.IsDirect) Store(loop.NewState(state.Slot), spare[state.Slot]);
            }
            var targets = new List<string>();
            var values = new List<string>();
            foreach (var state in step.States)
            {
                if (!taps.TryGetValue(state.Slot, out var locals)) continue;
                if (!IsLocal(state))
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
            emitter.EndStep(step);
            if (loop.Until < 0) return;
            using (Body.Block($"if ({Context.Scalar(loop.Until)})"))
                Body.Line($"{taken} = {Step} + 1;").Line("break;");
        }

        /// <summary>The local of the last value of a scalar state; its view, where it lies in memory.</summary>
        public string Last(LoopStatePlan state) => taps.TryGetValue(state.Slot, out var locals) ? locals[0]
            : Row(state.Memory!.Value, Next(state), Plus(taken, Taps(state) - 1), state.Last);

        /// <summary>What the loop leaves.</summary>
        /// <param name="hasScalars">False where the last values of scalars are known otherwise.</param>
        public void WriteResults(bool hasScalars = true)
        {
            Context.SetScalar(step.Node, taken);
            foreach (var state in step.States)
            {
                if (state.KeepsAll) Shorten(state.Memory!.Value, $"{taken} + {Taps(state)}", Next(state));
                if (state.Last >= 0 && (hasScalars || Next(state).Rank > 0)) WriteLast(state);
            }
            foreach (var output in step.Outputs) Shorten(output.Memory, taken, Graph[loop.Output(output.Slot)]);
        }

        private bool IsLocal(LoopStatePlan state) => emitter.HasLocalStates && Next(state).Rank == 0;

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
                    : emitter.Loaded(Dense(initial), FormattableString.Invariant($"{locals.Length - back}"), Next(state).Type);
                locals[back - 1] = Names.Local(Wish(loop.NewState(state.Slot)) + "Before");
                Body.Line($"{emitter.ScalarType(Next(state).Type)} {locals[back - 1]} = {value};");
            }
            taps[state.Slot] = locals;
            if (!state.KeepsAll) return;
            string all = Context.Memory(state.Memory!.Value);
            if (Graph[initial].Rank == 0) emitter.StoreElement(locals[0], Next(state).Type, all, "0");
            else Body.Line(emitter.Copy(Dense(initial), all));
        }

        private void Start(LoopStatePlan state)
        {
            int count = Taps(state);
            string all = state.Memory is { } memory ? Context.Memory(memory) : emitter.ScalarStates(loop.NewState(state.Slot), count + 1);
            Store(loop.Initial(state.Slot), all);
            if (state.KeepsAll) return;
            var locals = new string[count];
            for (int back = count; back >= 0; back--)
            {
                string local = Names.Local(Wish(loop.NewState(state.Slot)) + (back == 0 ? "" : "Before"));
                Body.Line($"{emitter.MemoryType(Next(state).Type)} {local} = {Slice(all, FormattableString.Invariant($"{count - back}"), Next(state).Shape)};");
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
            string memory = Context.Memory(layout.Memory);
            if (Graph[node].Rank == 0)
            {
                emitter.BindScalar(node, memory, position, ElementName(sequence));
                return;
            }
            string local = Names.Local(ElementName(sequence));
            Body.Line($"var {local} = {emitter.Elements(memory, position, Context.AsInt(Graph[node].Shape.Count))};");
            Context.SetMemory(new(MemoryKind.Workspace, node), local);
        }

        private void WriteState(int node, LoopVariableData variable)
        {
            if (taps.TryGetValue(variable.Slot, out var locals))
            {
                string local = locals[-variable.Offset - 1];
                if (Graph[node].Rank == 0) emitter.BindState(node, local);
                else Context.SetMemory(new(MemoryKind.Workspace, node), local);
                return;
            }
            var state = step.States[variable.Slot];
            string row = Row(state.Memory!.Value, Graph[node], Plus(Step, Taps(state) + variable.Offset), loop.NewState(variable.Slot), "Before");
            if (Graph[node].Rank == 0) emitter.BindState(node, row);
            else Context.SetMemory(new(MemoryKind.Workspace, node), row);
        }

        /// <summary>A local for one row of what a loop keeps.</summary>
        private string Row(Memory memory, Node value, string index, int named, string suffix = "")
        {
            string local = Names.Local(Wish(named) + suffix);
            Body.Line($"{emitter.MemoryType(value.Type)} {local} = {Slice(Context.Memory(memory), index, value.Shape)};");
            return local;
        }

        private string Slice(string memory, string row, Shape shape)
        {
            string start = row == "0" || shape.Count.IsOne ? row : $"{(row.IndexOf(' ') < 0 ? row : $"({row})")} * {Context.Factor(shape.Count)}";
            return emitter.Elements(memory, start, Context.AsInt(shape.Count));
        }

        private void Keep(int value, Memory memory, bool isDirect, string row)
        {
            if (isDirect) return;
            if (Graph[value].Rank == 0) emitter.StoreScalar(value, Context.Memory(memory), row);
            else Body.Line(emitter.Copy(Dense(value), Slice(Context.Memory(memory), row, Graph[value].Shape)));
        }

        private void Store(int value, string memory)
        {
            if (Graph[value].Rank == 0) emitter.StoreScalar(value, memory, "0");
            else Body.Line(emitter.Copy(Dense(value), memory));
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
            if (IsLocal(state))
            {
                Context.SetScalar(state.Last, taps[state.Slot][0]);
                return;
            }
            string row = Plus(taken, Taps(state) - 1);
            // Where only the latest are kept, they take turns.
            if (!state.KeepsAll) row = FormattableString.Invariant($"({row}) % {Taps(state) + 1}");
            string last = taps.TryGetValue(state.Slot, out var locals) ? locals[0] : Row(state.Memory!.Value, Next(state), row, state.Last);
            if (Next(state).Rank == 0)
            {
                emitter.BindLast(state.Last, last);
                return;
            }
            var memory = emitter.schedule.Layouts[state.Last].Memory;
            if (Context.HasMemory(memory)) Body.Line(emitter.Copy(last, Context.Memory(memory)));
            else Context.SetMemory(memory, last);
        }

        /// <summary>What an early end leaves is shorter than its memory.</summary>
        private void Shorten(Memory memory, string rows, Node value)
        {
            if (loop.Until < 0) return;
            string local = Context.Memory(memory);
            Body.Line($"{local} = {emitter.Elements(local, "0", $"(int)({(value.Shape.Count.IsOne ? rows : $"({rows}) * {Context.Factor(value.Shape.Count)}")})")};");
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
