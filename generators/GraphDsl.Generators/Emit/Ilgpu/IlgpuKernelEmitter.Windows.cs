using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>
/// Convolution, pooling and their adjoints, each from the side of its result: every element is the sum (or the maximum) over all that meets
/// it, in one order, so nothing is added up by two threads at once.
/// </summary>
internal sealed partial class IlgpuKernelEmitter
{
    private static readonly string[] windowNames =
        ["y", "x", "down", "across", "fromRow", "fromColumn", "strip", "channel", "filter", "image", "teams", "step", "result", "isInside"];

    /// <summary>A thread for each element of the result: a sum over the filter, channel by channel.</summary>
    private void Convolve(Call call)
    {
        var data = (WindowData)call.Node.Data!;
        EachOf(call, call.Node.Shape, (fields, w, at) =>
        {
            var (type, shape, filters) = (call.Type(0), call.Source, call.ShapeOf(1));
            string rows = fields.Size(data.Rows.Image, "rows"), columns = fields.Size(data.Columns.Image, "columns"), channels = fields.Size(shape[1], "channels");
            string height = fields.Size(filters[2], "height"), width = fields.Size(filters[3], "width");
            w.Line($"{type.Accumulator().Keyword()} total = 0;");
            using (w.Block($"for (int channel = 0; channel < {channels}; channel++)"))
            {
                w.Line($"int image = (({at[0]} * {channels}) + channel) * {rows} * {columns}, filter = (({at[1]} * {channels}) + channel) * {height} * {width};");
                w.Line($"{type.Accumulator().Keyword()} strip = 0;");
                OverWindow(w, data, fields, at[2], at[3], () => w.Line(
                    $"strip += {call.Element(0, fields, $"image + (row * {columns}) + column")} * {call.Element(1, fields, $"filter + {InFilter(data, height, width)}")};"));
                w.Line("total += strip;");
            }
        });
    }

    /// <summary>A thread for each element of the images: a sum over the windows that it is in.</summary>
    private void ConvolveBack(Call call)
    {
        var data = (WindowData)call.Node.Data!;
        EachOf(call, call.Node.Shape, (fields, w, at) =>
        {
            var (type, filters) = (call.Type(0), call.ShapeOf(1));
            string down = fields.Size(data.Rows.Count, "windowRows"), across = fields.Size(data.Columns.Count, "windowColumns");
            string channels = fields.Size(filters[1], "channels"), count = fields.Size(filters[0], "filters");
            string height = fields.Size(filters[2], "height"), width = fields.Size(filters[3], "width");
            w.Line($"{type.Accumulator().Keyword()} total = 0;");
            using (w.Block($"for (int channel = 0; channel < {count}; channel++)"))
            {
                w.Line($"int image = (({at[0]} * {count}) + channel) * {down} * {across}, filter = ((channel * {channels}) + {at[1]}) * {height} * {width};");
                w.Line($"{type.Accumulator().Keyword()} strip = 0;");
                OverWindows(w, data, fields, at[2], at[3], () => w.Line(
                    $"strip += {call.Element(0, fields, $"image + (y * {across}) + x")} * {call.Element(1, fields, $"filter + {InFilter(data, height, width)}")};"));
                w.Line("total += strip;");
            }
        });
    }

    /// <summary>A team for each element of the filters: a sum over all windows of all images.</summary>
    private void ConvolveFilters(Call call)
    {
        var data = (WindowData)call.Node.Data!;
        var (type, images, filters) = (call.Type(0), call.Source, call.Node.Shape);
        var results = filters.Count;
        var length = images[0] * data.Rows.Count * data.Columns.Count;
        string lanes = Lanes(call.Name, results, length, isAdjacent: true);
        var fields = NewFields(windowNames);
        string to = fields.Span(call.Result(), type, written: true);
        string lengthText = fields.Size(length, "length"), count = fields.Size(results, "results"), team = fields.Other("team", "int", lanes);
        string rows = fields.Size(data.Rows.Image, "rows"), columns = fields.Size(data.Columns.Image, "columns"), channels = fields.Size(images[1], "channels");
        string windowRows = fields.Size(data.Rows.Count, "windowRows"), windowColumns = fields.Size(data.Columns.Count, "windowColumns"), number = fields.Size(filters[0], "filters");
        var kernel = new CodeWriter();
        WriteTeams(kernel, fields, type.Accumulator(), team, isAdjacent: true);
        using (kernel.Block($"for (int start = Gpu.Grid.IdxX * teams; start < {count}; start += Gpu.Grid.DimX * teams)"))
        {
            kernel.Line("int result = start + slot;");
            var at = Decode("result", [.. filters.Dims], fields, kernel, "f");
            string downward = Flipped(at[2], data.Flip, fields.Size(filters[2], "height")), sideways = Flipped(at[3], data.Flip, fields.Size(filters[3], "width"));
            WriteLoop(kernel, OpCode.Sum, type, $"int k = result < {count} ? lane : {lengthText}; k < {lengthText}; k += {team}", w =>
            {
                var window = Decode("k", [images[0], data.Rows.Count, data.Columns.Count], fields, w, "k");
                w.Line($"int row = {Position(data.Rows, window[1], downward, fields)}, column = {Position(data.Columns, window[2], sideways, fields)};");
                w.Line($"bool isInside = row >= 0 && row < {rows} && column >= 0 && column < {columns};");
                string image = call.Element(0, fields, $"((((({window[0]} * {channels}) + {at[1]}) * {rows}) + row) * {columns}) + column");
                string gradient = call.Element(1, fields, $"((((({window[0]} * {number}) + {at[0]}) * {windowRows}) + {window[1]}) * {windowColumns}) + {window[2]}");
                return $"(isInside ? {image} * {gradient} : 0)";
            });
            kernel.Line($"total = Dev.Team.Sum(shared, lane, {team}, step, total);");
            kernel.Line($"if (lane == 0 && result < {count}) {to}[result] = {type.Stored("total")};");
        }
        WriteKernel(Summary(call.Step), call.Name, fields, kernel);
        LaunchTeams(call.Name, fields, results, lanes);
    }

    /// <summary>A thread for each window.</summary>
    /// <param name="start">What the window's result is where nothing is in it.</param>
    /// <param name="combine">The statement that adds an element; {0} stands for its value.</param>
    /// <param name="value">Which operand the elements are of.</param>
    private void Pool(Call call, string start, string combine, int value = 0, bool isPicked = false)
    {
        var data = (WindowData)call.Node.Data!;
        EachOf(call, Images(call.Node.Shape), (fields, w, at) =>
        {
            string columns = fields.Size(data.Columns.Image, "columns");
            w.Line($"int image = {at[0]} * {fields.Size(data.Rows.Image, "rows")} * {columns};");
            w.Line($"{call.Node.Type.Accumulator().Keyword()} total = {start};");
            OverWindow(w, data, fields, at[1], at[2], () =>
            {
                string element = $"image + (row * {columns}) + column";
                string statement = combine.Replace("{0}", call.Element(value, fields, element));
                w.Line(isPicked ? $"if ({call.Element(0, fields, element)} == {call.Element(1, fields, "i")}) {statement}" : statement);
            });
        });
    }

    /// <summary>A thread for each element of the images: a sum over the windows that it is in, or of which it is the largest.</summary>
    private void PoolBack(Call call, bool isPicked)
    {
        var data = (WindowData)call.Node.Data!;
        EachOf(call, Images(call.Node.Shape), (fields, w, at) =>
        {
            string across = fields.Size(data.Columns.Count, "windowColumns");
            w.Line($"int image = {at[0]} * {fields.Size(data.Rows.Count, "windowRows")} * {across};");
            w.Line($"{call.Node.Type.Accumulator().Keyword()} total = 0;");
            OverWindows(w, data, fields, at[1], at[2], () =>
            {
                string window = $"image + (y * {across}) + x";
                w.Line(isPicked ? $"if ({call.Element(0, fields, "i")} == {call.Element(1, fields, window)}) total += {call.Element(2, fields, window)};"
                    : $"total += {call.Element(0, fields, window)};");
            });
        });
    }

    /// <summary>A kernel of one thread for each element of a result, which <paramref name="write"/> leaves in <c>total</c>.</summary>
    private void EachOf(Call call, Shape shape, Action<DeviceFields, CodeWriter, string[]> write)
    {
        var fields = NewFields(windowNames);
        var type = call.Node.Type;
        string to = fields.Span(call.Result(), type, written: true);
        var kernel = new CodeWriter();
        using (kernel.Block($"for (int i = Dev.Threads.First; i < {fields.Size(shape.Count, "count")}; i += Dev.Threads.Count)"))
        {
            write(fields, kernel, Decode("i", [.. shape.Dims], fields, kernel, "i"));
            kernel.Line($"{to}[i] = {type.Stored(Narrowed(type, "total"))};");
        }
        WriteKernel(Summary(call.Step), call.Name, fields, kernel);
        LaunchEach(call.Name, fields, shape.Count);
    }

    /// <summary>All axes before the last two as one.</summary>
    private static Shape Images(Shape shape) => Shape.Of([Shape.Of(shape.Dims.Take(shape.Rank - 2)).Count, .. shape.Dims.Skip(shape.Rank - 2)]);

    /// <summary>Loops over the elements of one window that lie on the image: at <c>row</c> and <c>column</c>.</summary>
    private static void OverWindow(CodeWriter w, WindowData data, DeviceFields fields, string y, string x, Action write)
    {
        using (w.Block($"for (int down = 0; down < {fields.Size(data.Rows.Window, "height")}; down++)"))
        {
            w.Line($"int row = {Position(data.Rows, y, "down", fields)};");
            w.Line($"if (row < 0 || row >= {fields.Size(data.Rows.Image, "rows")}) continue;");
            using (w.Block($"for (int across = 0; across < {fields.Size(data.Columns.Window, "width")}; across++)"))
            {
                w.Line($"int column = {Position(data.Columns, x, "across", fields)};");
                w.Line($"if (column < 0 || column >= {fields.Size(data.Columns.Image, "columns")}) continue;");
                write();
            }
        }
    }

    /// <summary>Loops over the windows that an element of the image is in: those at <c>y</c> and <c>x</c>.</summary>
    private static void OverWindows(CodeWriter w, WindowData data, DeviceFields fields, string row, string column, Action write)
    {
        using (w.Block($"for (int down = 0; down < {fields.Size(data.Rows.Window, "height")}; down++)"))
        {
            WriteWindow(w, data.Rows, fields, "y", "fromRow", row, "down", "windowRows");
            using (w.Block($"for (int across = 0; across < {fields.Size(data.Columns.Window, "width")}; across++)"))
            {
                WriteWindow(w, data.Columns, fields, "x", "fromColumn", column, "across", "windowColumns");
                write();
            }
        }
    }

    private static void WriteWindow(CodeWriter w, WindowAxis axis, DeviceFields fields, string window, string distance, string position, string element, string wish)
    {
        string pad = axis.Pad.IsZero ? "" : $" + {fields.Size(axis.Pad, "pad")}";
        w.Line($"int {distance} = {position}{pad} - {Times(element, axis.Dilation)};");
        w.Line(axis.Step == 1 ? $"if ({distance} < 0) continue;" : FormattableString.Invariant($"if ({distance} < 0 || {distance} % {axis.Step} != 0) continue;"));
        w.Line($"int {window} = {DeviceOpText.Quotient(distance, axis.Step, "")};");
        w.Line($"if ({window} >= {fields.Size(axis.Count, wish)}) continue;");
    }

    /// <summary>Where an element of a window lies on the image.</summary>
    private static string Position(WindowAxis axis, string window, string element, DeviceFields fields) =>
        $"{Times(window, axis.Step)}{(axis.Pad.IsZero ? "" : $" - {fields.Size(axis.Pad, "pad")}")} + {Times(element, axis.Dilation)}";

    private static string Times(string index, long factor) => factor == 1 ? index : FormattableString.Invariant($"({index} * {factor})");

    /// <summary>The element of a filter that meets a window's.</summary>
    private static string InFilter(WindowData data, string height, string width) =>
        $"({Flipped("down", data.Flip, height)} * {width}) + {Flipped("across", data.Flip, width)}";

    private static string Flipped(string index, bool isFlipped, string size) => isFlipped ? $"({size} - 1 - {index})" : index;
}
