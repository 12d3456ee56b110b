using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>
/// Matrix products, twice: one thread an element, and tiles in shared memory, which large products on GPUs take. Both end in one method
/// that stores an element, with the elementwise work that follows the product.
/// </summary>
internal sealed partial class IlgpuKernelEmitter
{
    // As the runtime has them.
    internal const int TileSide = 64;
    internal const int TileDepth = 16;
    private const int StripLength = 32;
    private const long SmallestOfLibrary = 1 << 24;

    public new string Product(ProductStep step)
    {
        string name = Name(step, "Product");
        if (ByLibrary(step) is not { } byLibrary)
        {
            ByKernels(step, name);
            return name;
        }
        function.Line($"if (!{byLibrary})");
        using (function.Block()) ByKernels(step, name);
        return name;
    }

    /// <summary>A loop's kernel is one group, which no tile is for.</summary>
    private void ByKernels(ProductStep step, string name)
    {
        Product(step, name, isTiled: false);
        if (context.Kernel is null) Product(step, name, isTiled: true);
    }

    /// <summary>
    /// The question whether a library of the device computes a product, which it then has; null where it never does. It neither knows
    /// epilogues nor looks whether a check has failed, and its factors come from the host.
    /// </summary>
    private string? ByLibrary(ProductStep step)
    {
        if (context.Kernel is not null || step.Batch is not null || step.HasEpilogue || IsGuarded(step) || step.Type is not (DType.Float32 or DType.Float64)) return null;
        var work = Count([step.Rows, step.Columns, step.Inner]);
        if (work.IsConstant && work.Value < SmallestOfLibrary) return null;
        if (!HasLines(step.Left) || !HasLines(step.Right) || !HasLines(step.Destination)) return null;
        foreach (var factor in new[] { step.Alpha, step.Beta })
            if (factor.ScalarNode >= 0 && Graph[factor.ScalarNode].Constant is null && !context.IsOnHost(factor.ScalarNode)) return null;
        string sizes = $"{context.Text(step.Rows)}, {context.Text(step.Columns)}, {context.Text(step.Inner)}";
        return $"device.TryMultiply({sizes}, {Factor(step.Alpha, step.Type)}, {Matrix(step.Left)}, {Matrix(step.Right)}, {Factor(step.Beta, step.Type)}, {Matrix(step.Destination)})";
    }

    private string Matrix(MatrixOperand matrix) =>
        $"new({context.Span(matrix.Memory, matrix.Offset)}, {context.Text(matrix.RowStride)}, {context.Text(matrix.ColumnStride)})";

    /// <summary>True where rows or columns lie side by side.</summary>
    private static bool HasLines(MatrixOperand matrix) => matrix.RowStride.IsSurelyNonNegative && matrix.ColumnStride.IsSurelyNonNegative
        && (matrix.ColumnStride.IsOne || matrix.RowStride.IsOne);

    private void Product(ProductStep step, string name, bool isTiled)
    {
        var fields = NewFields("tile", "thread", "left", "right", "strip", "end", "across", "down", "firstRow", "firstColumn", "tilesAbove", "other");
        string rows = fields.Size(step.Rows, "rows"), columns = fields.Size(step.Columns, "columns"), inner = fields.Size(step.Inner, "length");
        string left = Operand(step.Left, "left", fields, step), right = Operand(step.Right, "right", fields, step);
        var store = new CodeWriter();
        WriteElement(step, fields, store);
        var kernel = new CodeWriter();
        if (isTiled) WriteTiled(step, kernel, (left, right), (rows, columns, inner), store);
        else WritePlain(step, fields, kernel, (left, right), (rows, columns, inner), store);

        string tiled = name + "Tiled";
        var work = Count([step.Batch ?? Dim.One, step.Rows, step.Columns]);
        if (work.IsZero) return;
        IEnumerable<string> summary = isTiled ? [$"/// <summary>As <see cref=\"{methods[name]}\"/>, in tiles that the threads of a group share.</summary>"] : Summary(step);
        WriteKernel(summary, isTiled ? tiled : name, fields, kernel, IsGuarded(step));
        if (context.Kernel is not null)
        {
            LaunchEach(name, fields, work);
            return;
        }
        string sizes = $"{context.Text(step.Rows)}, {context.Text(step.Columns)}, {context.Text(step.Inner)}";
        function.Line(isTiled ? "else" : $"if (!device.WantsTiles({sizes}))");
        using (function.Block())
        {
            Launch(isTiled ? tiled : name, () => isTiled
                ? $"device.Tiles({(step.Batch is { } batch ? context.Text(batch) : "1")}, {context.Text(step.Rows)}, {context.Text(step.Columns)})"
                : $"device.Each({context.Text(work)})", fields, work);
        }
    }

    /// <summary>One thread an element.</summary>
    private static void WritePlain(
        ProductStep step, KernelFields fields, CodeWriter kernel, (string Left, string Right) operands, (string Rows, string Columns, string Inner) sizes, CodeWriter store)
    {
        var count = Count([step.Batch ?? Dim.One, step.Rows, step.Columns]);
        string element = step.Type.Accumulator().Keyword();
        using (kernel.Block($"for (int i = Dev.Threads.First; i < {fields.Size(count, "count")}; i += Dev.Threads.Count)"))
        {
            string rest = DeviceOpText.Quotient("i", step.Columns, sizes.Columns);
            kernel.Line(step.Batch is null ? $"int row = {rest}, column = i % {sizes.Columns};"
                : $"int column = i % {sizes.Columns}, row = {rest} % {sizes.Rows}, batch = {DeviceOpText.Quotient($"({rest})", step.Rows, sizes.Rows)};");
            kernel.Line($"{element} product = 0;");
            // Sums of short strips: what rounding costs grows with the longest chain of additions.
            using (kernel.Block(FormattableString.Invariant($"for (int start = 0; start < {sizes.Inner}; start += {StripLength})")))
            {
                kernel.Line($"{element} strip = 0;");
                kernel.Line(FormattableString.Invariant($"int end = Dev.DeviceMath.Min(start + {StripLength}, {sizes.Inner});"));
                kernel.Line($"for (int k = start; k < end; k++) strip += {Filled(operands.Left, "row", "k")} * {Filled(operands.Right, "k", "column")};");
                kernel.Line("product += strip;");
            }
            kernel.Line(store.ToString().TrimEnd('\n'));
        }
    }

    /// <summary>A group for each tile of 64 by 64 elements: its threads load strips of both matrices together and compute 4 by 4 elements each.</summary>
    private static void WriteTiled(
        ProductStep step, CodeWriter kernel, (string Left, string Right) operands, (string Rows, string Columns, string Inner) sizes, CodeWriter store)
    {
        const int width = TileSide + 1; // so that the threads that load a column use different banks
        string element = step.Type.Accumulator().Keyword();
        kernel.Line(FormattableString.Invariant($"var left = Gpu.SharedMemory.Allocate<{element}>({TileDepth * width});"));
        kernel.Line(FormattableString.Invariant($"var right = Gpu.SharedMemory.Allocate<{element}>({TileDepth * width});"));
        string across = Tiles(step.Columns, sizes.Columns), down = Tiles(step.Rows, sizes.Rows);
        kernel.Line(step.Batch is null ? $"int across = {across};" : $"int across = {across}, down = {down};");
        kernel.Line("int tile = Gpu.Grid.IdxX, tilesAbove = Dev.Tile.Above(tile, across);");
        kernel.Line("int firstColumn = (tile - (tilesAbove * across)) << 6;");
        kernel.Line(step.Batch is null ? "int firstRow = tilesAbove << 6;" : "int batch = Dev.Tile.Above(tilesAbove, down), firstRow = (tilesAbove - (batch * down)) << 6;");
        kernel.Line("int thread = Gpu.Group.IdxX, down4 = (thread >> 4) << 2, across4 = (thread & 15) << 2;");
        for (int r = 0; r < 4; r++) kernel.Line($"{element} {string.Join(", ", Enumerable.Range(0, 4).Select(c => FormattableString.Invariant($"sum{r}{c} = 0")))};");
        using (kernel.Block(FormattableString.Invariant($"for (int start = 0; start < {sizes.Inner}; start += {TileDepth})")))
        {
            using (kernel.Block(FormattableString.Invariant($"for (int i = thread; i < {TileDepth * TileSide}; i += 256)")))
            {
                WriteLoad(kernel, "left", step.Left.ColumnStride.IsOne, $"firstRow + other < {sizes.Rows} && start + k < {sizes.Inner}", Filled(operands.Left, "(firstRow + other)", "(start + k)"), width);
                WriteLoad(kernel, "right", step.Right.RowStride.IsOne && !step.Right.ColumnStride.IsOne, $"firstColumn + other < {sizes.Columns} && start + k < {sizes.Inner}", Filled(operands.Right, "(start + k)", "(firstColumn + other)"), width);
            }
            kernel.Line("Gpu.Group.Barrier();");
            using (kernel.Block(FormattableString.Invariant($"for (int k = 0; k < {TileDepth}; k++)")))
            {
                kernel.Line(FormattableString.Invariant($"int fromLeft = (k * {width}) + down4, fromRight = (k * {width}) + across4;"));
                kernel.Line($"{element} " + string.Join(", ", Enumerable.Range(0, 4).Select(r => FormattableString.Invariant($"left{r} = left[fromLeft + {r}], right{r} = right[fromRight + {r}]"))) + ";");
                for (int r = 0; r < 4; r++)
                    kernel.Line(string.Join(" ", Enumerable.Range(0, 4).Select(c => FormattableString.Invariant($"sum{r}{c} += left{r} * right{c};"))));
            }
            kernel.Line("Gpu.Group.Barrier();");
        }
        // The element's work once, in a loop over the sixteen.
        using (kernel.Block("for (int i = 0; i < 16; i++)"))
        {
            kernel.Line("int row = firstRow + down4 + (i >> 2), column = firstColumn + across4 + (i & 3);");
            kernel.Line($"if (row >= {sizes.Rows} || column >= {sizes.Columns}) continue;");
            kernel.Line($"{element} product = {Choice()};");
            kernel.Line(store.ToString().TrimEnd('\n'));
        }
    }

    /// <summary>The sum that a thread's i-th element is.</summary>
    private static string Choice()
    {
        string[] rows = [.. Enumerable.Range(0, 4).Select(r => FormattableString.Invariant($"Dev.Tile.Choose(i & 3, sum{r}0, sum{r}1, sum{r}2, sum{r}3)"))];
        return $"Dev.Tile.Choose(i >> 2, {string.Join(", ", rows)})";
    }

    private static void WriteLoad(CodeWriter kernel, string strip, bool innerIsAdjacent, string isInside, string element, int width)
    {
        using (kernel.Block())
        {
            // Threads side by side read elements side by side.
            kernel.Line(innerIsAdjacent ? "int k = i & 15, other = i >> 4;" : "int k = i >> 6, other = i & 63;");
            kernel.Line(FormattableString.Invariant($"{strip}[(k * {width}) + other] = {isInside} ? {element} : 0;"));
        }
    }

    private static string Tiles(Dim size, string text) => size.IsConstant ? FormattableString.Invariant($"{(size.Value + TileSide - 1) / TileSide}") : $"({text} + 63) >> 6";

    /// <summary>An element of a matrix; {0} and {1} stand for its row and column.</summary>
    private static string Operand(MatrixOperand matrix, string name, KernelFields fields, ProductStep step)
    {
        bool isBatched = step.Batch is not null;
        bool isForward = matrix.RowStride.IsSurelyNonNegative && matrix.ColumnStride.IsSurelyNonNegative && matrix.BatchStride.IsSurelyNonNegative;
        var strides = EquatableArray.Of(matrix.BatchStride, matrix.RowStride, matrix.ColumnStride);
        string view = fields.Span(new(matrix.Memory, matrix.Offset, strides), step.Type, written: false);
        var terms = new List<string>();
        if (!isForward && !matrix.Offset.IsZero) terms.Add(fields.Size(matrix.Offset, name + "First"));
        foreach (var (index, stride) in new[] { ("batch", isBatched ? matrix.BatchStride : Dim.Zero), ("{0}", matrix.RowStride), ("{1}", matrix.ColumnStride) })
        {
            if (stride.IsZero) continue;
            terms.Add(stride.IsOne ? index : $"{index} * {fields.Size(stride, name + "Stride")}");
        }
        return $"{view}[{(terms.Count == 0 ? "0" : string.Join(" + ", terms))}]";
    }

    private static string Filled(string element, string row, string column) => element.Replace("{0}", row).Replace("{1}", column);

    /// <summary>What becomes of an element's product: the epilogue, or the scaled sum with what is there.</summary>
    private void WriteElement(ProductStep step, KernelFields fields, CodeWriter text)
    {
        string[] indices = step.Batch is null ? ["row", "column"] : ["batch", "row", "column"];
        if (step.HasEpilogue)
        {
            var values = Text(step.Epilogue, fields, text, indices, "product");
            WriteStores(values, step.Epilogue, step.Stores, fields, text);
            return;
        }
        string destination = Filled(Operand(step.Destination, "result", fields, step), "row", "column");
        fields.Span(new(step.Destination.Memory, step.Destination.Offset, EquatableArray.Of(step.Destination.BatchStride, step.Destination.RowStride, step.Destination.ColumnStride)), step.Type, written: true);
        string value = Scaled(step.Alpha, "product", fields, step.Type);
        if (step.Beta != ScaleFactor.Zero) value = $"{Scaled(step.Beta, destination, fields, step.Type)} + {(value[0] == '-' ? $"({value})" : value)}";
        text.Line($"{destination} = {(step.Type == DType.UInt8 ? $"(byte)({value})" : value)};");
    }

    private string Scaled(ScaleFactor factor, string value, KernelFields fields, DType type)
    {
        string constant = OpText.ConstantText(ConstantData.Of(factor.Constant), type);
        if (factor.ScalarNode < 0) return factor.Constant == 1 ? value : factor.Constant == -1 ? $"-{value}" : $"{constant} * {value}";
        string scalar = fields.Scalar(factor.ScalarNode);
        return factor.Constant == 1 ? $"{scalar} * {value}" : factor.Constant == -1 ? $"-{scalar} * {value}" : $"{constant} * {scalar} * {value}";
    }
}
