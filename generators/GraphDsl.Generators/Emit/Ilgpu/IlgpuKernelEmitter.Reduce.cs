using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>Reductions: of everything, in two launches where there is much of it; else by a team of threads for each result.</summary>
internal sealed partial class IlgpuKernelEmitter
{
    private static readonly Dictionary<OpCode, (string Team, string Combine)> reductions = new()
    {
        [OpCode.Sum] = ("Sum", "{0} + {1}"),
        [OpCode.Prod] = ("Prod", "{0} * {1}"),
        [OpCode.Max] = ("Max", "Dev.DeviceMath.Max({0}, {1})"),
        [OpCode.Min] = ("Min", "Dev.DeviceMath.Min({0}, {1})"),
        [OpCode.Any] = ("Max", "Dev.DeviceMath.Max({0}, {1})"),
        [OpCode.All] = ("Min", "Dev.DeviceMath.Min({0}, {1})"),
    };

    public new string Reduce(ReduceStep step)
    {
        string name = Name(step, step.Reduction.ToString());
        if (step.Loops.Axes.All(a => a.Reduced) && context.Kernel is not null) ReduceInLoop(step, name);
        else if (step.Loops.Axes.All(a => a.Reduced)) ReduceAll(step, name);
        else ReduceSome(step, name);
        return name;
    }

    /// <summary>Each group reduces a part; where there are several, one more group reduces what they found.</summary>
    private void ReduceAll(ReduceStep step, string name)
    {
        int node = step.Group.Cores[0];
        var type = Graph[node].Type;
        var size = step.Loops.Axes[0].Size;
        bool isPoisoned = context.Checks > 0 && type is DType.Float32 or DType.Float64;
        string parts = context.Names.Local(ValueName(node) + "Parts"), place = NewPlace(node, isPoisoned);
        function.Line($"int {parts} = device.Parts({context.Text(size)});");

        var fields = NewFields("part", "end");
        string result = View(fields, "result", type, $"{parts} == 1 ? {place} : device.Scratch<{type.Keyword()}>(0, {parts})");
        string count = fields.Size(size, "count");
        var kernel = PartOf(step.Reduction, type, count, result, isPoisoned ? Status(fields) : null, w =>
        {
            var values = Text(step.Body, fields, w, ["k"]);
            return Accumulated(step, values.Value(step.Value));
        });
        WriteKernel(Summary(step), name, fields, kernel);
        Launch(name, () => $"device.Groups({parts})", fields, Dim.One);

        if (!(size.IsConstant && size.Value < SmallestForParts))
        {
            var second = NewFields("part", "end");
            string from = View(second, "parts", type, $"device.Scratch<{type.Keyword()}>(0, {parts})");
            string to = View(second, "result", type, place);
            string number = second.Other("count", "nint", parts);
            var kernel2 = PartOf(step.Reduction, type, number, to, isPoisoned ? Status(second) : null, _ => $"{from}[k]");
            string ofParts = name + "OfParts";
            WriteKernel([$"/// <summary>What the groups of <see cref=\"{methods[name]}\"/> found, reduced by one group.</summary>"], ofParts, second, kernel2);
            function.Line($"if ({parts} > 1)");
            using (function.Block()) Launch(ofParts, () => "device.Groups(1)", second, Dim.One);
        }
        // What a loop computes is not seen behind it.
        if (isPoisoned && !context.IsNested) context.Poison = node;
    }

    // No device has so small groups that less than that is cut into parts.
    private const int SmallestForParts = 64;

    /// <summary>A kernel of which each group reduces one of as many parts as there are groups.</summary>
    private static CodeWriter PartOf(OpCode reduction, DType type, string count, string result, string? status, Func<CodeWriter, string> value)
    {
        var kernel = new CodeWriter();
        kernel.Line($"var shared = Gpu.SharedMemory.Allocate<{type.Keyword()}>(Dev.Threads.Most);");
        kernel.Line($"int part = ({count} + Gpu.Grid.DimX - 1) / Gpu.Grid.DimX, start = Gpu.Grid.IdxX * part;");
        kernel.Line($"int end = Dev.DeviceMath.Min(start + part, {count});");
        WriteLoop(kernel, reduction, type, "int k = start + Gpu.Group.IdxX; k < end; k += Gpu.Group.DimX", value);
        kernel.Line($"total = Dev.Team.{reductions[reduction].Team}(shared, Gpu.Group.IdxX, Gpu.Group.DimX, 1, total);");
        string stored = status is null ? "total" : $"Dev.Poison.Where({status}, total)";
        kernel.Line($"if (Gpu.Group.IdxX == 0) {result}[Gpu.Grid.IdxX] = {stored};");
        return kernel;
    }

    /// <summary>The loop of one thread. Sums in single precision carry along what each addition rounds away.</summary>
    private static void WriteLoop(CodeWriter kernel, OpCode reduction, DType type, string loop, Func<CodeWriter, string> value)
    {
        kernel.Line($"{type.Accumulator().Keyword()} total = {Start(reduction, type)};");
        bool isCompensated = reduction == OpCode.Sum && type == DType.Float32;
        if (isCompensated) kernel.Line("float lost = 0;");
        using (kernel.Block($"for ({loop})"))
        {
            string term = value(kernel);
            if (isCompensated)
            {
                kernel.Line($"float term = {term} - lost, next = total + term;");
                kernel.Line("lost = Dev.DeviceMath.Abs(next) < float.PositiveInfinity ? (next - total) - term : 0;");
                kernel.Line("total = next;");
            }
            else
            {
                kernel.Line($"total = {string.Format(System.Globalization.CultureInfo.InvariantCulture, reductions[reduction].Combine, "total", reductions[reduction].Combine[0] == '{' && term.IndexOf(' ') >= 0 ? $"({term})" : term)};");
            }
        }
    }

    /// <summary>A team for each result: as many threads as the device wants for so many results of so many elements.</summary>
    private void ReduceSome(ReduceStep step, string name)
    {
        var axes = step.Loops.Axes;
        var kept = Enumerable.Range(0, axes.Count).Where(a => !axes[a].Reduced).ToArray();
        int reduced = Enumerable.Range(0, axes.Count).Single(a => axes[a].Reduced);
        bool isLast = reduced == axes.Count - 1;
        var results = Count(kept.Select(a => axes[a].Size));
        var accumulator = step.VectorType.Accumulator();
        string lanes = Lanes(name, results, axes[reduced].Size, isLast);

        var fields = NewFields("teams", "step", "result");
        string size = fields.Size(axes[reduced].Size, "length"), count = fields.Size(results, "results");
        string team = fields.Other("team", "int", lanes);
        var kernel = new CodeWriter();
        WriteTeams(kernel, fields, accumulator, team, isLast);
        using (kernel.Block($"for (int start = Gpu.Grid.IdxX * teams; start < {count}; start += Gpu.Grid.DimX * teams)"))
        {
            kernel.Line("int result = start + slot;");
            var indices = new string[axes.Count];
            indices[reduced] = "k";
            var decode = new CodeWriter();
            var decoded = Decode("result", [.. kept.Select(a => axes[a].Size)], fields, decode, "i");
            for (int k = 0; k < kept.Length; k++) indices[kept[k]] = decoded[k];
            kernel.Line(decode.ToString().TrimEnd('\n'));
            WriteLoop(kernel, step.Reduction, step.VectorType, $"int k = result < {count} ? lane : {size}; k < {size}; k += {team}", w =>
                Accumulated(step, Text(step.Body, fields, w, indices).Value(step.Value)));
            kernel.Line($"total = Dev.Team.{reductions[step.Reduction].Team}(shared, lane, {team}, step, total);");
            indices[reduced] = "0";
            using (kernel.Block($"if (lane == 0 && result < {count})"))
            {
                var values = Text(step.Epilogue, fields, kernel, indices, Narrowed(step.VectorType, "total"));
                WriteStores(values, step.Epilogue, step.Stores, fields, kernel);
            }
        }
        WriteKernel(Summary(step), name, fields, kernel, IsGuarded(step));
        LaunchTeams(name, fields, results, lanes);
    }

    /// <summary>In a loop's kernel the one group reduces all, and each thread has the result.</summary>
    private void ReduceInLoop(ReduceStep step, string name)
    {
        int node = step.Group.Cores[0];
        var type = Graph[node].Type;
        var fields = NewFields();
        string count = fields.Size(step.Loops.Axes[0].Size, "count");
        var kernel = new CodeWriter();
        WriteShared(kernel, fields, type);
        WriteLoop(kernel, step.Reduction, type, $"int k = Gpu.Group.IdxX; k < {count}; k += Gpu.Group.DimX", w => Accumulated(step, Text(step.Body, fields, w, ["k"]).Value(step.Value)));
        kernel.Line($"return Dev.Team.{reductions[step.Reduction].Team}(shared, Gpu.Group.IdxX, Gpu.Group.DimX, 1, total);");
        WriteKernel(Summary(step), name, fields, kernel, result: type.Keyword());
        string local = context.Names.Local(ValueName(node));
        function.Line($"{type.Keyword()} {local} = {methods[name]}({string.Join(", ", Arguments(fields))});");
        context.SetScalar(node, local);
    }

    /// <summary>The number of threads that share a result.</summary>
    private string Lanes(string name, Dim results, Dim length, bool isAdjacent)
    {
        string wish = NameAllocator.Camel(name) + "Lanes";
        if (context.Kernel is { } loop) return loop.Number(wish, "int", () => $"device.LanesOfGroup{Sizes()}");
        string lanes = context.Names.Local(wish);
        function.Line($"int {lanes} = device.Lanes{Sizes()};");
        return lanes;

        string Sizes() => $"({context.Text(results)}, {context.Text(length)}, adjacent: {(isAdjacent ? "true" : "false")})";
    }

    /// <summary>Makes memory that the threads of a group share, one place each.</summary>
    private void WriteShared(CodeWriter kernel, DeviceFields fields, DType type, string name = "shared")
    {
        if (context.Kernel is { } loop) fields.Shared(name, type, loop.Shared(name, type));
        else kernel.Line($"var {name} = Gpu.SharedMemory.Allocate<{type.Keyword()}>(Dev.Threads.Most);");
    }

    /// <summary>Where a thread stands: its team, and its place in that.</summary>
    /// <param name="isAdjacent">True where the threads of a team lie side by side, as the elements that they read do.</param>
    private void WriteTeams(CodeWriter kernel, DeviceFields fields, DType type, string team, bool isAdjacent)
    {
        WriteShared(kernel, fields, type);
        kernel.Line($"int teams = Gpu.Group.DimX / {team}, step = {(isAdjacent ? "1" : "teams")};");
        kernel.Line(isAdjacent ? $"int slot = Gpu.Group.IdxX / {team}, lane = Gpu.Group.IdxX % {team};" : "int slot = Gpu.Group.IdxX % teams, lane = Gpu.Group.IdxX / teams;");
    }

    /// <summary>A value in the type in which it is added up.</summary>
    private static string Accumulated(ReduceStep step, string value) => step.VectorType == DType.Bool ? $"({value} ? 1 : 0)" : value;

    private static string Narrowed(DType type, string total) => type switch
    {
        DType.Bool => $"({total} != 0)",
        DType.UInt8 => $"(byte){total}",
        _ => total,
    };

    private static string Start(OpCode reduction, DType type) => (reduction, type) switch
    {
        (OpCode.Sum or OpCode.Any, _) => "0",
        (OpCode.Prod or OpCode.All, _) => "1",
        (OpCode.Max, DType.Bool or DType.UInt8) => "0",
        (OpCode.Min, DType.Bool) => "1",
        (OpCode.Min, DType.UInt8) => "255",
        (OpCode.Max, DType.Float32 or DType.Float64) => $"{type.Keyword()}.NegativeInfinity",
        (OpCode.Min, DType.Float32 or DType.Float64) => $"{type.Keyword()}.PositiveInfinity",
        (OpCode.Max, _) => $"{type.Keyword()}.MinValue",
        _ => $"{type.Keyword()}.MaxValue",
    };

    /// <summary>A view that is a parameter of the kernel.</summary>
    private static string View(KernelFields fields, string name, DType type, string argument)
    {
        string field = fields.Other(name, type.Keyword(), argument);
        fields.Fields.First(f => f.Name == field).Element = type.Keyword();
        return field;
    }
}
