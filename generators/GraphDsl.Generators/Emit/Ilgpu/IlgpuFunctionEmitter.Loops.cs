using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>
/// Loops and branches on devices: the host counts the steps and launches their kernels; states and scalars stay on the device, and only
/// what the host must know comes back: a condition, a size.
/// </summary>
internal sealed partial class IlgpuFunctionEmitter
{
    protected override bool HasLocalStates => names.Kernel is not null;

    protected override string MemoryType(DType type) => "var";

    protected override string Elements(string memory, string start, string count) =>
        $"{memory}.Part({(start.All(char.IsDigit) ? start : $"({(names.Kernel is null ? "nint" : "int")})({start})")}, {count})";

    protected override void BeginScope() => names.BeginScope();

    protected override void EndScope() => names.EndScope();

    protected override string ScalarStates(int value, int count)
    {
        string local = names.Names.Local(kernelEmitter.ValueName(value) + "Values");
        body.Line(FormattableString.Invariant($"var {local} = run.Scalars<{graph[value].Type.InMemory()}>({names.NewSlot(count)}, {count});"));
        return local;
    }

    protected override void StoreScalar(int value, string memory, string index)
    {
        if (names.Kernel is not null) base.StoreScalar(value, memory, index);
        else kernelEmitter.Store(value, index == "0" ? memory : Elements(memory, index, "1"));
    }

    protected override void BindScalar(int node, string memory, string index, string wish)
    {
        if (names.Kernel is not null)
        {
            base.BindScalar(node, memory, index, wish);
            return;
        }
        string local = names.Names.Local(wish);
        body.Line($"var {local} = {Elements(memory, index, "1")};");
        kernelEmitter.Bind(node, local);
    }

    protected override void BindState(int node, string local)
    {
        if (names.Kernel is not null) base.BindState(node, local);
        else kernelEmitter.Bind(node, local);
    }

    protected override void BindLast(int node, string memory)
    {
        string place = kernelEmitter.NewPlace(node);
        kernelEmitter.DeclarePlaces();
        body.Line(Copy(memory, place));
    }

    /// <summary>A choice between scalars of the host is made there.</summary>
    protected override void WriteBranch(BranchStep step)
    {
        var nested = step.Nested.Flatten().ToArray();
        var chosen = step.Group.Cores.SelectMany(c => graph[c].Operands);
        choosesOnHost = names.Kernel is not null || step.Group.Cores.All(c => graph[c].Rank == 0)
            && nested.All(s => s is ScalarStep scalar && !HasLoad(scalar)) && !nested.SelectMany(s => schedule.Grouping.Reads(s.Group)).Concat(chosen).Any(names.IsAwaited);
        base.WriteBranch(step);
    }

    protected override void DeclareChoice(int choice)
    {
        if (choosesOnHost)
        {
            base.DeclareChoice(choice);
            return;
        }
        _ = kernelEmitter.NewPlace(choice, isChosen: true);
        kernelEmitter.DeclarePlaces();
    }

    protected override void Choose(int choice, int value)
    {
        if (names.Kernel is null && graph[choice].Rank == 0 && names.Place(choice) is { } place) kernelEmitter.Store(value, place);
        else base.Choose(choice, value);
    }

    /// <summary>
    /// A scalar that follows from scalars of the host is computed there. What follows from those of the device waits until it is known who
    /// needs it; what is read from memory, which could change, does not wait.
    /// </summary>
    private void WriteScalarStep(ScalarStep step)
    {
        if (names.Kernel is { } kernel) kernelEmitter.ScalarInLoop(step, kernel);
        else if (HasLoad(step)) kernelEmitter.Scalar(step);
        else if (schedule.Grouping.Reads(step.Group).Any(names.IsAwaited)) names.Await(step.Node, () => WriteScalar(step), () => kernelEmitter.Scalar(step));
        else WriteScalar(step);
    }

    private static bool HasLoad(ScalarStep step) => step.Body.Instructions.Any(i => i.Kind == InstructionKind.Load);
}
