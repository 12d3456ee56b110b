using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>What is found or summed up along an axis: a team for each line.</summary>
internal sealed partial class IlgpuKernelEmitter
{
    /// <summary>Each thread looks through every so many-th element; NaN is the greatest and the least, of several the first.</summary>
    private void ArgBest(Call call, bool isLeast)
    {
        var type = call.Type(0);
        var (outer, length, inner) = Around(call.Source, call.Axis, call.Axis);
        EachLine(call, outer, inner, length, type.Accumulator(), (fields, w, line) =>
        {
            string element = type == DType.Bool ? $"({line.Source("k")} ? 1 : 0)" : line.Source("k");
            // The least is the greatest of what runs the other way.
            string candidate = !isLeast ? element : type.IsFloat() ? $"-{element}" : $"~{element}";
            w.Line($"{line.Local} best = 0;").Line("int place = -1;");
            using (w.Block($"for (int k = lane; k < end; k += {line.Team})"))
            {
                w.Line($"{line.Local} candidate = {candidate};");
                using (w.Block("if (place < 0 || Dev.Best.IsBetter(candidate, best))")) w.Line("best = candidate;").Line("place = k;");
            }
            w.Line($"place = Dev.Best.Place(shared, places, lane, {line.Team}, step, best, place);");
            w.Line($"if (lane == 0 && end > 0) {fields.Span(call.Result(), call.Node.Type, written: true)}[line] = place;");
        }, hasPlaces: true);
    }

    /// <summary>Each thread takes a part of the line: first what the part comes to, then the running values from what the parts before it come to.</summary>
    private void Cumulate(Call call, string combine)
    {
        var type = call.Type(0);
        var (outer, length, inner) = Around(call.Source, call.Axis, call.Axis);
        string start = combine == "+" ? "0" : "1";
        EachLine(call, outer, inner, length, type.Accumulator(), (fields, w, line) =>
        {
            string to = fields.Span(call.Result(), call.Node.Type, written: true);
            w.Line($"int part = (end + {line.Team} - 1) / {line.Team}, first = lane * part, last = Dev.DeviceMath.Min(first + part, end);");
            w.Line($"{line.Local} total = {start};");
            using (w.Block($"if ({line.Team} > 1)"))
            {
                w.Line($"for (int k = first; k < last; k++) total {combine}= {line.Source("k")};");
                w.Line("shared[Gpu.Group.IdxX] = total;");
                w.Line("Gpu.Group.Barrier();");
                w.Line($"total = {start};");
                w.Line($"for (int before = lane; before > 0; before--) total {combine}= shared[Gpu.Group.IdxX - (before * step)];");
                w.Line("Gpu.Group.Barrier(); // the memory is free again");
            }
            using (w.Block("for (int k = first; k < last; k++)"))
            {
                w.Line($"total {combine}= {line.Source("k")};");
                w.Line($"{to}[{line.At("k")}] = {type.Stored(Narrowed(type, "total"))};");
            }
        });
    }

    /// <summary>A kernel with a team for each line along an axis: <c>line</c> is its number, <c>end</c> the number of its elements, 0 where there is none.</summary>
    private void EachLine(Call call, Dim outer, Dim inner, Dim length, DType type, Action<DeviceFields, CodeWriter, Line> write, bool hasPlaces = false)
    {
        var lines = outer * inner;
        string lanes = Lanes(call.Name, lines, length, isAdjacent: inner.IsOne);
        var fields = NewFields("teams", "step", "line", "at", "end", "best", "place", "places", "candidate", "part", "first", "last", "before");
        string from = fields.Span(call.Operand(0), call.Type(0), written: false);
        string count = fields.Size(lines, "lines"), size = fields.Size(length, "length"), team = fields.Other("team", "int", lanes);
        var kernel = new CodeWriter();
        WriteTeams(kernel, fields, type, team, inner.IsOne);
        if (hasPlaces) WriteShared(kernel, fields, DType.Int32, "places");
        using (kernel.Block($"for (int start = Gpu.Grid.IdxX * teams; start < {count}; start += Gpu.Grid.DimX * teams)"))
        {
            kernel.Line($"int line = start + slot, end = line < {count} ? {size} : 0;");
            string innerText = fields.Size(inner, "inner");
            kernel.Line(inner.IsOne ? $"int at = line * {size};"
                : $"int at = ({DeviceOpText.Quotient("line", inner, innerText)} * {fields.Size(length * inner, "block")}) + (line % {innerText});");
            write(fields, kernel, new(call.Type(0), type.Keyword(), from, innerText, team));
        }
        WriteKernel(Summary(call.Step), call.Name, fields, kernel);
        LaunchTeams(call.Name, fields, lines, lanes);
    }

    /// <summary>The texts of one line.</summary>
    private sealed record Line(DType Type, string Local, string From, string Inner, string Team)
    {
        public string At(string k) => Inner == "1" ? $"at + {k}" : $"at + ({k} * {Inner})";

        public string Source(string k) => Type.Loaded($"{From}[{At(k)}]");
    }
}
