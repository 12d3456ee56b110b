using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>Loops that one kernel runs: what the host would do step by step is written into it.</summary>
internal sealed partial class IlgpuFunctionEmitter
{
    protected override string ScalarType(DType type) => names.Kernel is null ? base.ScalarType(type) : type.InKernels();

    protected override string Loaded(string memory, string index, DType type) =>
        names.Kernel is null ? base.Loaded(memory, index, type) : type.Loaded(base.Loaded(memory, index, type));

    protected override void StoreElement(string value, DType type, string memory, string index) =>
        body.Line($"if (Gpu.Group.IdxX == 0) {memory}[{index}] = {type.Stored(value)};");

    protected override void EndStep(LoopStep step)
    {
        if (names.Kernel is { HasChecks: true } kernel) kernelEmitter.WriteFailure(kernel);
    }

    /// <summary>In a kernel all threads find the same, and leave the loop together.</summary>
    protected override void WriteChecks(List<Check> ready)
    {
        if (names.Kernel is not { } kernel)
        {
            base.WriteChecks(ready);
            return;
        }
        foreach (var check in ready)
        {
            string actual = names.CheckText(check.Actual), expected = names.CheckText(check.Expected);
            string wrong = check.Kind switch
            {
                CheckKind.Equal => $"{actual} != {expected}",
                CheckKind.Broadcast => $"({actual} != {expected}) & ({actual} != 1) & ({expected} != 1)",
                CheckKind.NotEmpty => $"{actual} == 0",
                CheckKind.NotNegative => $"{actual} < 0",
                _ => $"({actual} < 0) | ({actual} > {expected})",
            };
            int number = kernelEmitter.Expect(check, kernel);
            using (body.Block($"if ({wrong})"))
                body.Line(FormattableString.Invariant($"Dev.Steps.Fail({kernelEmitter.StatusView}, {number}, {actual}, {expected});")).Line("break;");
        }
    }

    protected override void WriteLoop(LoopStep step)
    {
        if (names.Kernel is { } around)
        {
            base.WriteLoop(step);
            kernelEmitter.WriteBarrier(around);
            if (around.HasChecks) kernelEmitter.WriteFailure(around);
            return;
        }
        var (form, work, launches) = loops.Decide(step);
        if (form == LoopForm.Host)
        {
            base.WriteLoop(step);
            return;
        }
        WriteExpressions(step);
        var loop = new LoopView(graph[step.Node]);
        var lasts = step.States.Where(s => s.Last >= 0 && graph[s.Last].Rank == 0).ToArray();
        foreach (var state in lasts) _ = kernelEmitter.NewPlace(state.Last, isChosen: true);
        string? taken = loop.Until < 0 ? null : names.Names.Local("taken");
        int slot = loop.Until < 0 ? -1 : names.NewSlot();
        string takenPlace = FormattableString.Invariant($"run.Scalar<long>({slot})");
        kernelEmitter.DeclarePlaces();

        var kernel = new LoopKernel(names, loops.IsScalar(step));
        string[] places = [.. lasts.Select(s => names.Place(s.Last)!)];
        var checks = ChecksToCome;
        names.BeginKernel(kernel, body);
        var inKernel = new LoopText(this, step);
        WriteSteps(step, inKernel);
        for (int k = 0; k < lasts.Length; k++)
            StoreElement(inKernel.Last(lasts[k]), graph[lasts[k].Last].Type, kernel.View(places[k], graph[lasts[k].Last].Type, () => places[k]), "0");
        if (taken is not null) StoreElement(inKernel.Taken, DType.Int64, kernel.View("takenPlace", DType.Int64, () => takenPlace), "0");
        names.EndKernel();

        if (form == LoopForm.Either)
        {
            ChecksToCome = checks;
            if (taken is not null) body.Line($"long {taken};");
            using (body.Block($"if (device.WantsKernel({names.Text(work)}, {names.Text(launches)}))")) Launch();
            using (body.Block("else"))
            {
                BeginScope();
                var onHost = new LoopText(this, step);
                WriteSteps(step, onHost);
                for (int k = 0; k < lasts.Length; k++) body.Line(Copy(onHost.Last(lasts[k]), places[k]));
                if (taken is not null) body.Line($"{taken} = {onHost.Taken};");
                EndScope();
            }
        }
        else
        {
            Launch();
        }
        new LoopText(this, step, taken ?? names.Scalar(loop.Steps)).WriteResults(hasScalars: false);
        Prepare();
        WriteCopies(step.Group);

        void Launch()
        {
            kernelEmitter.Loop(step, kernel);
            if (kernel.ChecksSizes) body.Line("run.ThrowIfFailed();");
            if (taken is not null) body.Line($"{(form == LoopForm.Either ? "" : "long ")}{taken} = run.Element<long, long>({takenPlace}, 0);");
        }
    }
}
