using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>
/// Indexing by data, and sorting. Scatters sort the positions first, and one thread goes through all that share one: no two threads race,
/// and repeats add up in their order, as on the CPU.
/// </summary>
internal sealed partial class IlgpuKernelEmitter
{
    private void Gather(Call call)
    {
        var block = Block(call, 1);
        var positions = call.ShapeOf(1).Count;
        var type = call.Type(0);
        var fields = NewFields("position", "at");
        string from = fields.Span(call.Operand(0), type, written: false), to = fields.Span(call.Result(), type, written: true);
        var count = positions * block;
        var kernel = new CodeWriter();
        string status = Status(fields);
        var checks = Checks(call, 1);
        using (kernel.Block($"for (int i = Dev.Threads.First; i < {fields.Size(count, "count")}; i += Dev.Threads.Count)"))
        {
            string blockText = fields.Size(block, "block");
            string at = block.IsOne ? "i" : "at";
            if (!block.IsOne) kernel.Line($"int at = {DeviceOpText.Quotient("i", block, blockText)};");
            WritePosition(kernel, call, 1, fields, at, status, checks, "continue;");
            kernel.Line(block.IsOne ? $"{to}[i] = {from}[position];" : $"{to}[i] = {from}[(position * {blockText}) + (i % {blockText})];");
        }
        WriteKernel(Summary(call.Step), call.Name, fields, kernel);
        LaunchEach(call.Name, fields, count);
    }

    private void Scatter(Call call, bool adds)
    {
        var block = Block(call, 2);
        var positions = call.ShapeOf(2).Count;
        if (context.Kernel is not null)
        {
            ScatterInLoop(call, block, positions, adds);
            return;
        }
        string number = context.Text(positions), keys = context.Names.Local(call.Name + "Keys"), order = context.Names.Local(call.Name + "Order");
        function.Line(Copy(call.View(0), call.ResultView));
        function.Line($"var {keys} = device.Scratch<int>(0, {number});");

        var first = NewFields("position");
        var checks = Checks(call, 2);
        string status = Status(first), key = View(first, "keys", DType.Int32, keys);
        var kernel = new CodeWriter();
        using (kernel.Block($"for (int i = Dev.Threads.First; i < {first.Size(positions, "count")}; i += Dev.Threads.Count)"))
        {
            kernel.Line($"{key}[i] = -1;");
            WritePosition(kernel, call, 2, first, "i", status, checks, "continue;");
            kernel.Line($"{key}[i] = position;");
        }
        string positionsName = call.Name + "Positions";
        WriteKernel(["/// <summary>Where each element goes.</summary>"], positionsName, first, kernel);
        LaunchEach(positionsName, first, positions);
        function.Line($"var {order} = device.SortedOrder({keys}, {number});");

        var fields = NewFields("position", "at", "more");
        var type = call.Type(0);
        string target = fields.Span(call.Result(), type, written: true), sorted = View(fields, "order", DType.Int32, order), by = View(fields, "keys", DType.Int32, keys);
        string last = fields.Size(positions, "positions"), blockText = fields.Size(block, "block");
        var work = positions * block;
        kernel = new CodeWriter();
        using (kernel.Block($"for (int i = Dev.Threads.First; i < {fields.Size(work, "count")}; i += Dev.Threads.Count)"))
        {
            kernel.Line(block.IsOne ? "int at = i;" : $"int at = {DeviceOpText.Quotient("i", block, blockText)};");
            kernel.Line($"int position = {by}[{sorted}[at]];");
            kernel.Line("// The first of those that share a position takes all of them.");
            kernel.Line($"if (position < 0 || (at > 0 && {by}[{sorted}[at - 1]] == position)) continue;");
            string place = block.IsOne ? $"{target}[position]" : $"{target}[(position * {blockText}) + (i % {blockText})]";
            string value = call.Element(1, fields, block.IsOne ? $"{sorted}[more]" : $"({sorted}[more] * {blockText}) + (i % {blockText})");
            kernel.Line("int more = at;");
            if (adds)
            {
                kernel.Line($"{type.Accumulator().Keyword()} total = {type.Loaded(place)};");
                kernel.Line($"for (; more < {last} && {by}[{sorted}[more]] == position; more++) total += {value};");
                kernel.Line($"{place} = {type.Stored(Narrowed(type, "total"))};");
            }
            else
            {
                kernel.Line($"while (more + 1 < {last} && {by}[{sorted}[more + 1]] == position) more++;");
                kernel.Line($"{place} = {type.Stored(value)};");
            }
        }
        WriteKernel(Summary(call.Step), call.Name, fields, kernel, IsGuarded(call.Step));
        LaunchEach(call.Name, fields, work);
    }

    /// <summary>In a loop's kernel one thread goes through all positions, for its part of the elements behind each.</summary>
    private void ScatterInLoop(Call call, Dim block, Dim positions, bool adds)
    {
        function.Line(Copy(call.View(0), call.ResultView));
        var fields = NewFields("position", "at");
        var type = call.Type(0);
        string target = fields.Span(call.Result(), type, written: true), status = Status(fields), blockText = fields.Size(block, "block");
        var checks = Checks(call, 2);
        var kernel = new CodeWriter();
        using (kernel.Block($"for (int i = Dev.Threads.First; i < {blockText}; i += Dev.Threads.Count)"))
        using (kernel.Block($"for (int at = 0; at < {fields.Size(positions, "positions")}; at++)"))
        {
            WritePosition(kernel, call, 2, fields, "at", status, checks, "continue;");
            string place = block.IsOne ? $"{target}[position]" : $"{target}[(position * {blockText}) + i]";
            string value = call.Element(1, fields, block.IsOne ? "at" : $"(at * {blockText}) + i");
            kernel.Line($"{place} = {type.Stored(adds ? Narrowed(type, type == DType.Bool ? $"{type.Loaded(place)} | {value}" : $"({type.Loaded(place)} + {value})") : value)};");
        }
        WriteKernel(Summary(call.Step), call.Name, fields, kernel);
        LaunchEach(call.Name, fields, block);
    }

    private void Nonzero(Call call) =>
        function.Line($"device.Nonzero({call.View(0)}, {context.Text(call.Source[call.Axis])}, {context.Text(Shape.Of(call.Source.Dims.Skip(call.Axis + 1)).Count)}, {call.ResultView});");

    /// <summary>Runs of twice the length by each launch: each element finds its place by a search in the other run.</summary>
    private void Sort(Call call, bool positions)
    {
        var columns = call.Source[call.Source.Rank - 1];
        var count = call.Source.Count;
        if (count.IsZero) return;
        var type = call.Type(0);
        string total = context.Text(count), from = context.Names.Local(call.Name + "From"), to = context.Names.Local(call.Name + "To"), width = context.Names.Local("width");
        function.Line($"var {from} = device.Scratch<int>(0, {total});");
        function.Line($"var {to} = device.Scratch<int>(1, {total});");
        function.Line($"device.BeginOrder({from}, {context.Text(columns)});");

        var merge = NewFields("to", "from", "value", "other", "half", "low", "high", "middle", "end", "own", "width", "isLeft", "isBefore");
        string values = merge.Span(call.Operand(0), type, written: false);
        string source = View(merge, "order", DType.Int32, from), target = View(merge, "merged", DType.Int32, to);
        string columnsText = merge.Size(columns, "columns"), widthText = merge.Other("run", "nint", width);
        string keyType = type.Accumulator().Keyword();
        string Key(string index) => type == DType.Bool ? $"{values}[{index}]" : type.Loaded($"{values}[{index}]");
        var kernel = new CodeWriter();
        using (kernel.Block($"for (int i = Dev.Threads.First; i < {merge.Size(count, "count")}; i += Dev.Threads.Count)"))
        {
            kernel.Line($"int column = i % {columnsText}, row = i - column, start = column - (column % (2 * {widthText}));");
            kernel.Line($"int middle = Dev.DeviceMath.Min(start + {widthText}, {columnsText}), end = Dev.DeviceMath.Min(middle + {widthText}, {columnsText});");
            kernel.Line("bool isLeft = column < middle;");
            kernel.Line($"int own = {source}[i], low = isLeft ? middle : start, high = isLeft ? end : middle;");
            kernel.Line($"int place = start + (column - (isLeft ? start : middle)) - low;");
            kernel.Line($"{keyType} value = {Key("row + own")};");
            using (kernel.Block("while (low < high)"))
            {
                kernel.Line("int half = (low + high) >> 1;");
                kernel.Line($"{keyType} other = {Key($"row + {source}[row + half]")};");
                kernel.Line("// Equal elements keep their order.");
                kernel.Line("bool isBefore = isLeft ? Dev.DeviceMath.IsBefore(other, value) : Dev.DeviceMath.IsBefore(value, other) == false;");
                kernel.Line("low = isBefore ? half + 1 : low;");
                kernel.Line("high = isBefore ? high : half;");
            }
            kernel.Line($"{target}[row + place + low] = own;");
        }
        string mergeName = call.Name + "Merge";
        WriteKernel(["/// <summary>Merges neighbouring sorted runs, of positions, into runs of twice the length.</summary>"], mergeName, merge, kernel);
        using (function.Block($"for (nint {width} = 1; {width} < {context.Text(columns)}; {width} *= 2)"))
        {
            LaunchEach(mergeName, merge, count);
            function.Line($"({from}, {to}) = ({to}, {from});");
        }

        var fields = NewFields();
        string result = fields.Span(call.Result(), call.Node.Type, written: true), order = View(fields, "order", DType.Int32, from);
        kernel = new CodeWriter();
        using (kernel.Block($"for (int i = Dev.Threads.First; i < {fields.Size(count, "count")}; i += Dev.Threads.Count)"))
        {
            string columnsOf = positions ? "" : fields.Size(columns, "columns");
            kernel.Line(positions ? $"{result}[i] = {order}[i];"
                : $"{result}[i] = {fields.Span(call.Operand(0), type, written: false)}[i - (i % {columnsOf}) + {order}[i]];");
        }
        WriteKernel(Summary(call.Step), call.Name, fields, kernel);
        LaunchEach(call.Name, fields, count);
    }

    /// <summary>The elements behind one position.</summary>
    private static Dim Block(Call call, int first) => Shape.Of(call.Source.Dims.Skip(call.Node.Operands.Count - first)).Count;

    private int[] Checks(Call call, int first) =>
        [.. Enumerable.Range(first, call.Node.Operands.Count - first).Select(k => Expect(call.Step.Node, k, null, call.Source[k - first]))];

    /// <summary>Combines the indices of all indexed axes into one position.</summary>
    private static void WritePosition(CodeWriter kernel, Call call, int first, KernelFields fields, string at, string status, int[] checks, string otherwise)
    {
        kernel.Line("int position = 0;");
        for (int k = first; k < call.Node.Operands.Count; k++)
        {
            string size = fields.Size(call.Source[k - first], "size"), index = fields.Names.Local("index");
            kernel.Line($"long {index} = {call.Element(k, fields, at)};");
            using (kernel.Block($"if ({index} < -(long){size} || {index} >= {size})"))
            {
                kernel.Line(FormattableString.Invariant($"Dev.Report.Failure({status}, {checks[k - first]}, {at}, {index});"));
                kernel.Line(otherwise);
            }
            string wrapped = $"(int)({index} < 0 ? {index} + {size} : {index})";
            kernel.Line(k == first ? $"position = {wrapped};" : $"position = (position * {size}) + {wrapped};");
        }
    }
}
