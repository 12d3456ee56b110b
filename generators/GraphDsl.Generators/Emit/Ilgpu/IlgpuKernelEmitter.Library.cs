using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>
/// What the CPU has library kernels for: kernels of its own where there is a row in the table, else the CPU's, over copies on the host.
/// </summary>
internal sealed partial class IlgpuKernelEmitter
{
    private static readonly Dictionary<OpCode, Action<IlgpuKernelEmitter, Call>> library = new()
    {
        [OpCode.Sum] = (e, c) => e.ReduceDense(c),
        [OpCode.Prod] = (e, c) => e.ReduceDense(c),
        [OpCode.Max] = (e, c) => e.ReduceDense(c),
        [OpCode.Min] = (e, c) => e.ReduceDense(c),
        [OpCode.Any] = (e, c) => e.ReduceDense(c),
        [OpCode.All] = (e, c) => e.ReduceDense(c),
        [OpCode.ArgMax] = (e, c) => e.ArgBest(c, isLeast: false),
        [OpCode.ArgMin] = (e, c) => e.ArgBest(c, isLeast: true),
        [OpCode.Inverse] = (e, c) => e.Inverse(c),
        [OpCode.Det] = (e, c) => e.Det(c),
        [OpCode.Cholesky] = (e, c) => e.Cholesky(c),
        [OpCode.Solve] = (e, c) => e.Solve(c),
        [OpCode.CumSum] = (e, c) => e.Cumulate(c, "+"),
        [OpCode.CumProd] = (e, c) => e.Cumulate(c, "*"),
        [OpCode.Dot] = (e, c) => e.PlainProduct(c),
        [OpCode.BatchedDot] = (e, c) => e.PlainProduct(c),
        [OpCode.Concat] = (e, c) => e.Concat(c),
        [OpCode.SetSlice] = (e, c) => e.WriteSlice(c, adds: false),
        [OpCode.IncSlice] = (e, c) => e.WriteSlice(c, adds: true),
        [OpCode.SumTo] = (e, c) => e.SumTo(c),
        [OpCode.Random] = (e, c) => e.Draw(c),
        [OpCode.Gather] = (e, c) => e.Gather(c),
        [OpCode.ScatterSet] = (e, c) => e.Scatter(c, adds: false),
        [OpCode.ScatterAdd] = (e, c) => e.Scatter(c, adds: true),
        [OpCode.Nonzero] = (e, c) => e.Nonzero(c),
        [OpCode.Sort] = (e, c) => e.Sort(c, positions: false),
        [OpCode.ArgSort] = (e, c) => e.Sort(c, positions: true),
        [OpCode.Conv2d] = (e, c) => e.Convolve(c),
        [OpCode.Conv2dInput] = (e, c) => e.ConvolveBack(c),
        [OpCode.Conv2dFilters] = (e, c) => e.ConvolveFilters(c),
        [OpCode.PoolSum] = (e, c) => e.Pool(c, "0", "total += {0};"),
        [OpCode.PoolMax] = (e, c) => e.Pool(c, Start(OpCode.Max, c.Node.Type), "total = Dev.DeviceMath.Max(total, {0});"),
        [OpCode.PoolMaxPick] = (e, c) => e.Pool(c, "0", "total += {0};", value: 2, isPicked: true),
        [OpCode.PoolSumInput] = (e, c) => e.PoolBack(c, isPicked: false),
        [OpCode.PoolMaxInput] = (e, c) => e.PoolBack(c, isPicked: true),
    };

    // These compute in the type of the elements, which no device need do in half precision.
    private static readonly HashSet<OpCode> notHalf = [OpCode.Inverse, OpCode.Det, OpCode.Cholesky, OpCode.Solve];

    /// <summary>The operations with kernels for devices.</summary>
    public static IEnumerable<OpCode> LibraryOperations => library.Keys;

    public string Library(LibraryStep step)
    {
        var node = Graph[step.Node];
        bool isScalar = schedule.Forms[step.Node] == NodeForm.Scalar;
        var memory = isScalar ? new Memory(MemoryKind.Workspace, step.Node) : schedule.Layouts[step.Node].Memory;
        string name = Name(step, node.Op.ToString());
        if (!library.TryGetValue(node.Op, out var write) || (node.Type == DType.Float16 && notHalf.Contains(node.Op)))
        {
            OnHost(step, memory, isScalar);
            return name;
        }
        if (isScalar) context.SetMemory(memory, NewPlace(step.Node));
        write(this, new(this, step, node, memory, name));
        return name;
    }

    /// <summary>The operands are fetched, the CPU's kernel runs, the result is brought back.</summary>
    private void OnHost(LibraryStep step, Memory memory, bool isScalar)
    {
        var node = Graph[step.Node];
        var host = new HostContext(context);
        function.Line($"// {node.Op} has no kernel for devices: it runs on the host.");
        function.Line("run.OnHost();");
        foreach (var operand in node.Operands.Where(o => Graph[o].Rank > 0).Select(o => schedule.Layouts[o].Memory).Distinct())
        {
            string copy = context.Names.Local(context.Memory(operand) + "OnHost");
            var type = context.TypeOf(operand);
            function.Line($"var {copy} = run.Fetch<{type.InMemory()}, {type.Keyword()}>({context.Memory(operand)}).AsSpan();");
            host.SetMemory(operand, copy);
        }
        string result = context.Names.Local(ValueName(step.Node) + "OnHost");
        function.Line($"Span<{node.Type.Keyword()}> {result} = new {node.Type.Keyword()}[(int)({context.Text(node.Shape.Count)})];");
        host.SetMemory(memory, result);
        new KernelEmitter(host, new CodeWriter(), function, "", siteMethod, written).Library(step, schedule);
        if (isScalar) context.SetScalar(step.Node, host.Scalar(step.Node));
        else function.Line($"run.Upload<{node.Type.Keyword()}, {node.Type.InMemory()}>({result}, {context.Memory(memory)});");
    }

    private void ReduceDense(Call call)
    {
        var axes = ((AxesData)call.Node.Data!).Axes;
        var (outer, length, inner) = Around(call.Source, axes[0], axes[axes.Count - 1]);
        var type = call.Type(0);
        var body = new Body();
        body.Instructions.Add(new(InstructionKind.Load, OpCode.Variable, type, default, call.Node.Operands[0], call.Operand(0, length * inner, inner, Dim.One)));
        var epilogue = new Body();
        epilogue.Instructions.Add(new(InstructionKind.Core, call.Node.Op, type, default, call.Step.Node));
        var stores = new List<Store> { new(0, call.Result(inner, Dim.Zero, Dim.One)) };
        var loops = LoopNest.Collapse([new(outer, false), new(length, true), new(inner, false)], [body, epilogue], stores);
        ReduceSome(new(call.Step.Group, call.Node.Op, loops, body, 0, epilogue, stores, type), call.Name);
    }

    /// <summary>A product of integers.</summary>
    private void PlainProduct(Call call)
    {
        var (left, shape) = (call.Source, call.Node.Shape);
        int rank = shape.Rank;
        var (rows, columns, inner) = (shape[rank - 2], shape[rank - 1], left[rank - 1]);
        MatrixOperand Matrix(Place place, Dim height, Dim width) => new(place.Memory, place.Offset, rank == 3 ? height * width : Dim.Zero, width, Dim.One);
        var step = new ProductStep(call.Step.Group, rank == 3 ? shape[0] : null, rows, columns, inner, Matrix(call.Operand(0), rows, inner), Matrix(call.Operand(1), inner, columns),
            Matrix(call.Result(), rows, columns), ScaleFactor.One, ScaleFactor.Zero, new(), [], call.Node.Type);
        ByKernels(step, call.Name);
    }

    private static (Dim Outer, Dim Length, Dim Inner) Around(Shape shape, int first, int last) =>
        (Shape.Of(shape.Dims.Take(first)).Count, Shape.Of(shape.Dims.Skip(first).Take(last - first + 1)).Count, Shape.Of(shape.Dims.Skip(last + 1)).Count);

    /// <summary>A library node, with where its operands and its result lie.</summary>
    private sealed record Call(IlgpuKernelEmitter Emitter, LibraryStep Step, Node Node, Memory Memory, string Name)
    {
        public Shape Source => ShapeOf(0);

        public int Axis => ((AxisData)Node.Data!).Axis;

        public Shape ShapeOf(int operand) => Emitter.Graph[Node.Operands[operand]].Shape;

        public DType Type(int operand) => Emitter.Graph[Node.Operands[operand]].Type;

        public bool IsScalar(int operand) => ShapeOf(operand).Rank == 0;

        /// <summary>A dense operand, walked through in given strides.</summary>
        public Place Operand(int operand, params Dim[] strides)
        {
            var layout = Emitter.schedule.Layouts[Node.Operands[operand]];
            return new(layout.Memory, layout.Offset, strides.ToEquatable());
        }

        public Place Result(params Dim[] strides) => new(Memory, Dim.Zero, strides.ToEquatable());

        /// <summary>The view of a whole operand, for copies.</summary>
        public string View(int operand)
        {
            var place = Operand(operand);
            return Emitter.context.Part(place.Memory, place.Offset, ShapeOf(operand).Count);
        }

        public string ResultView => Emitter.context.Memory(Memory);

        /// <summary>An operand's element in a kernel: of a tensor at a place, or the scalar itself.</summary>
        public string Element(int operand, KernelFields fields, string index)
        {
            int node = Node.Operands[operand];
            if (!IsScalar(operand)) return Type(operand).Loaded($"{fields.Span(Operand(operand), Type(operand), written: false)}[{index}]");
            if (Emitter.Graph[node].Constant is { } constant) return DeviceOpText.Constant(constant, Type(operand));
            string scalar = fields.Scalar(node);
            return Type(operand) == DType.Bool ? $"({scalar} != 0)" : scalar;
        }
    }
}
