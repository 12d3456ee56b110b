using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>Calls of library kernels: dense operands in, a dense result out.</summary>
internal partial class KernelEmitter
{
    private static readonly Dictionary<OpCode, Func<KernelEmitter, Call, IEnumerable<string>>> library = new()
    {
        [OpCode.ArgMax] = (e, c) => [$"Cpu.AxisReductions.ArgMax<{c.Element(0)}>({c.Operands[0]}, {e.Around(c.Source, c.Axis, c.Axis)}, {c.Result});"],
        [OpCode.ArgMin] = (e, c) => [$"Cpu.AxisReductions.ArgMin<{c.Element(0)}>({c.Operands[0]}, {e.Around(c.Source, c.Axis, c.Axis)}, {c.Result});"],
        [OpCode.CumSum] = (e, c) => [$"Cpu.Cumulate.Sum<{c.Element(0)}>({c.Operands[0]}, {e.Around(c.Source, c.Axis, c.Axis)}, {c.Result});"],
        [OpCode.CumProd] = (e, c) => [$"Cpu.Cumulate.Product<{c.Element(0)}>({c.Operands[0]}, {e.Around(c.Source, c.Axis, c.Axis)}, {c.Result});"],
        [OpCode.Sum] = (e, c) => [e.Reduction(c, $"Sum<{c.Element(0)}>")],
        [OpCode.Prod] = (e, c) => [e.Reduction(c, $"Prod<{c.Element(0)}>")],
        [OpCode.Max] = (e, c) => [e.Reduction(c, $"Max<{c.Element(0)}>")],
        [OpCode.Min] = (e, c) => [e.Reduction(c, $"Min<{c.Element(0)}>")],
        [OpCode.Any] = (e, c) => [e.Reduction(c, "Any")],
        [OpCode.All] = (e, c) => [e.Reduction(c, "All")],
        [OpCode.Sort] = (e, c) => [$"Cpu.Sorting.Sort<{c.Element(0)}>({c.Operands[0]}, {e.Text(c.Source[c.Source.Rank - 1])}, {c.Result});"],
        [OpCode.ArgSort] = (e, c) => [$"Cpu.Sorting.ArgSort<{c.Element(0)}>({c.Operands[0]}, {e.Text(c.Source[c.Source.Rank - 1])}, {c.Result});"],
        [OpCode.Dot] = (e, c) => [e.PlainProduct(c)],
        [OpCode.BatchedDot] = (e, c) => [e.PlainProduct(c)],
        [OpCode.Inverse] = (e, c) => [$"Cpu.LinearAlgebra.Inverse<{c.Element(0)}>({c.Operands[0]}, {e.Text(c.Source[0])}, {c.Result}, {e.SiteCall(c.Node.Site)});"],
        [OpCode.Det] = (e, c) => [$"Cpu.LinearAlgebra.Det<{c.Element(0)}>({c.Operands[0]}, {e.Text(c.Source[0])}, {c.Result});"],
        [OpCode.Cholesky] = (e, c) => [$"Cpu.LinearAlgebra.Cholesky<{c.Element(0)}>({c.Operands[0]}, {e.Text(c.Source[0])}, {c.Result}, {e.SiteCall(c.Node.Site)});"],
        [OpCode.Solve] = (e, c) => [$"Cpu.LinearAlgebra.Solve<{c.Element(0)}>({c.Operands[0]}, {c.Operands[1]}, {e.Text(c.Source[0])}, {e.Text(c.Node.Shape[1])}, {c.Result}, {e.SiteCall(c.Node.Site)});"],
        [OpCode.Print] = (e, c) => [$"Rt.Debugging.Print<{c.Element(0)}>({c.Operands[0]}, {e.List(c.Source.Dims)}, {Words(c)}, {c.Result});"],
        [OpCode.Assert] = (e, c) => [$"Rt.Debugging.Assert<{c.Element(0)}>({c.Operands[0]}, {c.Operands[1]}, {e.SiteCall(c.Node.Site)}, {Words(c)}, {c.Result});"],
        [OpCode.Conv2d] = (e, c) => e.Convolution(c, "Forward"),
        [OpCode.Conv2dInput] = (e, c) => e.Convolution(c, "Input"),
        [OpCode.Conv2dFilters] = (e, c) => e.Convolution(c, "Filters"),
        [OpCode.PoolSum] = (e, c) => e.Pooling(c, "Sum"),
        [OpCode.PoolSumInput] = (e, c) => e.Pooling(c, "SumInput"),
        [OpCode.PoolMax] = (e, c) => e.Pooling(c, "Max"),
        [OpCode.PoolMaxInput] = (e, c) => e.Pooling(c, "MaxInput"),
        [OpCode.PoolMaxPick] = (e, c) => e.Pooling(c, "MaxPick"),
        [OpCode.Concat] = (e, c) => e.Concat(c),
        [OpCode.SetSlice] = (e, c) => e.WriteSlice(c, "Copy"),
        [OpCode.IncSlice] = (e, c) => e.WriteSlice(c, "Add"),
        [OpCode.SumTo] = (e, c) => e.SumTo(c),
        [OpCode.Random] = (e, c) => [e.Draw(c)],
        [OpCode.Gather] = (e, c) => [.. e.Positions(c, 1), $"Cpu.Indexing.Gather<{c.Element(0)}>({c.Operands[0]}, {e.Block(c, 1)}, positions, {c.Result});"],
        [OpCode.Nonzero] = (e, c) => [$"Cpu.Indexing.Nonzero({c.Operands[0]}, {e.Text(c.Source[c.Axis])}, {e.Text(Shape.Of(c.Source.Dims.Skip(c.Axis + 1)).Count)}, {c.Result});"],
        [OpCode.ScatterSet] = (e, c) => e.Scatter(c, "Set"),
        [OpCode.ScatterAdd] = (e, c) => e.Scatter(c, "Add"),
    };

    public string Library(LibraryStep step, Schedule schedule)
    {
        var node = Graph[step.Node];
        bool isScalar = schedule.Forms[step.Node] == NodeForm.Scalar;
        var memory = isScalar ? new Memory(MemoryKind.Workspace, step.Node) : schedule.Layouts[step.Node].Memory;
        var call = new Call(Graph, node, [.. node.Operands.Select(o => Dense(schedule, o))], context.Memory(memory)) { Pool = Pool(step, schedule) };
        if (step.Group.Cores.Count > 1) call = call with { Result = $"{call.Result}, {context.Memory(schedule.Layouts[step.Group.Cores[1]].Memory)}" };
        if (byteOrder.Contains(node.Op) && Graph[node.Operands[0]].Type == DType.Bool) call = AsBytes(call);
        var lines = library[node.Op](this, call).ToArray();
        if (lines.Length == 1)
        {
            function.Line(lines[0]);
        }
        else
        {
            // Helpers of the call stay in a scope of its own.
            using (function.Block()) function.Lines(lines);
        }
        if (isScalar) ReadScalar(step.Node, memory);
        return kernelNames.Type(ValueName(step.Node));
    }

    // Operations that compare: false is less than true, as 0 is less than 1.
    private static readonly HashSet<OpCode> byteOrder = [OpCode.Max, OpCode.Min, OpCode.ArgMax, OpCode.ArgMin, OpCode.Sort, OpCode.ArgSort];

    private static Call AsBytes(Call call)
    {
        static string Bytes(string span) => $"System.Runtime.InteropServices.MemoryMarshal.AsBytes({span})";
        return call with
        {
            Operands = [.. call.Operands.Select(Bytes)],
            Result = call.Node.Type == DType.Bool ? Bytes(call.Result) : call.Result,
            IsBytes = true,
        };
    }

    /// <summary>The span of exactly the elements of a tensor that lies densely; for a pool's gradient that is made where it is used, those of its operands.</summary>
    public string Dense(Schedule schedule, int node)
    {
        if (Graph[node].Rank == 0) return $"[{context.Scalar(node)}]";
        if (Graph[node].Op == OpCode.PoolMaxInput && schedule.Forms[node] == NodeForm.Fused)
            return string.Join(", ", Graph[node].Operands.Select(o => Dense(schedule, o)));
        var layout = schedule.Layouts[node];
        return context.Part(layout.Memory, layout.Offset, Graph[node].Shape.Count);
    }

    private string Reduction(Call call, string method)
    {
        var axes = ((AxesData)call.Node.Data!).Axes;
        return $"Cpu.AxisReductions.{method}({call.Operands[0]}, {Around(call.Source, axes[0], axes[axes.Count - 1])}, {call.Result});";
    }

    /// <summary>A product of integers.</summary>
    private string PlainProduct(Call call)
    {
        var (left, shape) = (call.Source, call.Node.Shape);
        var batch = shape.Rank == 3 ? shape[0] : Dim.One;
        string sizes = string.Join(", ", new[] { batch, shape[shape.Rank - 2], shape[shape.Rank - 1], left[shape.Rank - 1] }.Select(context.Text));
        return $"Cpu.PlainProduct.Multiply<{call.Element(0)}>({sizes}, {call.Operands[0]}, {call.Operands[1]}, {call.Result});";
    }

    /// <summary>The sizes before, along and behind some neighbouring axes.</summary>
    private string Around(Shape shape, int first, int last)
    {
        var outer = Shape.Of(shape.Dims.Take(first)).Count;
        var length = Shape.Of(shape.Dims.Skip(first).Take(last - first + 1)).Count;
        var inner = Shape.Of(shape.Dims.Skip(last + 1)).Count;
        return $"{context.Text(outer)}, {context.Text(length)}, {context.Text(inner)}";
    }

    private IEnumerable<string> Concat(Call call)
    {
        var offset = Dim.Zero;
        var strides = Layout.DenseStrides(call.Node.Shape);
        for (int k = 0; k < call.Operands.Length; k++)
        {
            var shape = Graph[call.Node.Operands[k]].Shape;
            yield return $"Cpu.Strided.Copy<{call.Element(k)}>({call.Operands[k]}, {List(Layout.DenseStrides(shape))}, {From(call.Result, offset * strides[call.Axis])}, {List(strides)}, {List(shape.Dims)});";
            offset += shape[call.Axis];
        }
    }

    private IEnumerable<string> WriteSlice(Call call, string method)
    {
        var axes = ((SliceData)call.Node.Data!).Axes;
        var strides = Layout.DenseStrides(call.Source);
        var offset = Dim.Zero;
        for (int axis = 0; axis < axes.Count; axis++) offset += axes[axis].Start * strides[axis];
        var lengths = axes.Select(a => a.Length).ToEquatable();
        yield return $"{call.Operands[0]}.CopyTo({call.Result});";
        yield return $"Cpu.Strided.{method}<{call.Element(0)}>({call.Operands[1]}, {List(BroadcastStrides(Graph[call.Node.Operands[1]].Shape, new(lengths)))}, "
            + $"{From(call.Result, offset)}, {List(axes.Select((a, axis) => strides[axis] * a.Step))}, {List(lengths)});";
    }

    private IEnumerable<string> SumTo(Call call) =>
    [
        $"{call.Result}.Clear();",
        $"Cpu.Strided.Add<{call.Element(0)}>({call.Operands[0]}, {List(Layout.DenseStrides(call.Source))}, {call.Result}, {List(BroadcastStrides(call.Node.Shape, call.Source))}, {List(call.Source.Dims)});",
    ];

    /// <summary>The strides of a dense tensor that is broadcast to a shape.</summary>
    protected static IEnumerable<Dim> BroadcastStrides(Shape tensor, Shape shape)
    {
        int added = shape.Rank - tensor.Rank;
        var dense = Layout.DenseStrides(tensor);
        return Enumerable.Range(0, shape.Rank).Select(axis => axis < added ? Dim.Zero
            : dense[axis - added] * AxisIndex.Stretch(tensor[axis - added], shape[axis]));
    }

    /// <summary>Combines the index tensors of a gather or scatter into positions of blocks.</summary>
    private IEnumerable<string> Positions(Call call, int first)
    {
        var index = Graph[call.Node.Operands[first]].Shape;
        yield return $"Span<long> positions = Rt.IndexBuffer.Of({context.Text(index.Count)});";
        for (int k = first; k < call.Operands.Length; k++)
        {
            yield return $"Cpu.Indexing.Combine<{call.Element(k)}>({call.Operands[k]}, {context.Text(call.Source[k - first])}, positions, "
                + $"isFirst: {(k == first ? "true" : "false")}, {SiteCall(call.Node.Site)});";
        }
    }

    private string Block(Call call, int first) => context.Text(Shape.Of(call.Source.Dims.Skip(call.Operands.Length - first)).Count);

    private IEnumerable<string> Scatter(Call call, string method)
    {
        bool isScalar = Graph[call.Node.Operands[1]].Rank == 0;
        string block = Block(call, 2);
        return
        [
            .. Positions(call, 2),
            $"{call.Operands[0]}.CopyTo({call.Result});",
            $"Cpu.Indexing.{method}<{call.Element(0)}>({call.Result}, {block}, positions, {call.Operands[1]}, {(isScalar ? "0, 0" : $"{block}, 1")});",
        ];
    }

    private string Draw(Call call)
    {
        var data = (RandomData)call.Node.Data!;
        string steps = string.Concat(call.Node.Operands.Skip(call.Node.Operands.Count - data.Steps).Select(s => $".At({context.Scalar(s)})"));
        string head = FormattableString.Invariant($"({context.Stream(data.Stream)}{steps}, {data.Ordinal}, ");
        return data.Kind switch
        {
            DrawKind.Binomial => $"Cpu.Draws.Binomial{head}{call.Operands[0]}, {call.Operands[1]}, {call.Result});",
            DrawKind.Multinomial => FormattableString.Invariant(
                $"Cpu.Draws.Multinomial<{call.Element(0)}>{head}{call.Operands[0]}, {Text(call.Source[call.Source.Rank - 1])}, {data.Trials}, {call.Result});"),
            _ => $"Cpu.Draws.{data.Kind}{head}{call.Result});",
        };
    }

    private static string Words(Call call) => string.Join(", ", new[] { ((DebugData)call.Node.Data!).Message, ((DebugData)call.Node.Data!).What }.Select(CodeWriter.Literal));

    private string Text(Dim dim) => context.Text(dim);

    private string List(IEnumerable<Dim> dims) => $"[{string.Join(", ", dims.Select(context.Text))}]";

    private string From(string span, Dim offset) => context.From(span, offset);

    /// <summary>A library node with the C# of its operands and of its result.</summary>
    private sealed record Call(Graph Graph, Node Node, string[] Operands, string Result, bool IsBytes = false)
    {
        /// <summary>The pool that a convolution also computes, or that an adjoint takes the gradient of.</summary>
        public WindowData? Pool { get; init; }

        public Shape Source => Graph[Node.Operands[0]].Shape;

        public int Axis => ((AxisData)Node.Data!).Axis;

        public string Element(int operand) => IsBytes ? "byte" : Graph[Node.Operands[operand]].Type.Keyword();
    }
}
