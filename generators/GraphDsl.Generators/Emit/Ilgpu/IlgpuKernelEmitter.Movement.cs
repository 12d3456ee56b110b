using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>Assignments between parts of tensors, sums of what was broadcast, random draws.</summary>
internal sealed partial class IlgpuKernelEmitter
{
    private void Concat(Call call)
    {
        var offset = Dim.Zero;
        var strides = Layout.DenseStrides(call.Node.Shape).ToArray();
        for (int k = 0; k < call.Node.Operands.Count; k++)
        {
            var shape = call.ShapeOf(k);
            Assign(call, FormattableString.Invariant($"{call.Name}Part{k + 1}"), k, [.. shape.Dims], [.. Layout.DenseStrides(shape)],
                call.Result(strides) with { Offset = offset * strides[call.Axis] }, adds: false);
            offset += shape[call.Axis];
        }
    }

    private void WriteSlice(Call call, bool adds)
    {
        var axes = ((SliceData)call.Node.Data!).Axes;
        var strides = Layout.DenseStrides(call.Source);
        var offset = Dim.Zero;
        for (int axis = 0; axis < axes.Count; axis++) offset += axes[axis].Start * strides[axis];
        Dim[] lengths = [.. axes.Select(a => a.Length)];
        function.Line(Copy(call.View(0), call.ResultView));
        Assign(call, call.Name, 1, lengths, [.. BroadcastStrides(call.ShapeOf(1), new(lengths.ToEquatable()))],
            call.Result([.. axes.Select((a, axis) => strides[axis] * a.Step)]) with { Offset = offset }, adds);
    }

    /// <summary>A kernel that copies or adds an operand, in strides.</summary>
    private void Assign(Call call, string name, int operand, Dim[] lengths, Dim[] sourceStrides, Place target, bool adds)
    {
        var count = Count(lengths);
        if (count.IsZero) return;
        var body = new Body();
        int node = call.Node.Operands[operand];
        var type = call.Type(operand);
        body.Instructions.Add(call.IsScalar(operand)
            ? new(InstructionKind.Scalar, Graph[node].Op, type, default, node)
            : new(InstructionKind.Load, OpCode.Variable, type, default, node, call.Operand(operand, sourceStrides)));
        if (adds)
        {
            body.Instructions.Add(new(InstructionKind.Load, OpCode.Variable, type, default, node, target));
            body.Instructions.Add(new(InstructionKind.Operation, type == DType.Bool ? OpCode.Or : OpCode.Add, type, EquatableArray.Of(1, 0), node));
        }
        var stores = new List<Store> { new(adds ? 2 : 0, target) };
        var loops = LoopNest.Collapse(lengths.Select(l => new LoopAxis(l, false)), [body], stores);
        var fields = NewFields();
        var text = new CodeWriter();
        var indices = Decode("i", [.. loops.Axes.Select(a => a.Size)], fields, text, "i");
        WriteStores(Text(body, fields, text, indices), body, stores, fields, text);
        var kernel = new CodeWriter();
        using (kernel.Block($"for (int i = Dev.Threads.First; i < {fields.Size(count, "count")}; i += Dev.Threads.Count)"))
            kernel.Line(text.ToString().TrimEnd('\n'));
        WriteKernel(Summary(call.Step), name, fields, kernel);
        LaunchEach(name, fields, count);
    }

    /// <summary>One thread a result: it goes through the axes along which that was broadcast, and takes the others as they are.</summary>
    private void SumTo(Call call)
    {
        var (source, result) = (call.Source, call.Node.Shape);
        int added = source.Rank - result.Rank;
        var type = call.Type(0);
        var fields = NewFields();
        string from = fields.Span(call.Operand(0), type, written: false), to = fields.Span(call.Result(), type, written: true);
        var count = result.Count;
        var kernel = new CodeWriter();
        using (kernel.Block($"for (int i = Dev.Threads.First; i < {fields.Size(count, "count")}; i += Dev.Threads.Count)"))
        {
            var indices = result.Rank == 0 ? [] : Decode("i", [.. result.Dims], fields, kernel, "i");
            kernel.Line($"{type.Accumulator().Keyword()} total = 0;");
            var strides = Layout.DenseStrides(source);
            var scopes = new Stack<CodeWriter.Scope>();
            var terms = new List<string>();
            for (int axis = 0; axis < source.Rank; axis++)
            {
                string k = FormattableString.Invariant($"k{axis}"), size = fields.Size(source[axis], FormattableString.Invariant($"length{axis}"));
                string start = "0", end = size;
                if (axis >= added)
                {
                    string own = indices[axis - added], kept = fields.Size(result[axis - added], FormattableString.Invariant($"kept{axis}"));
                    // An axis of size 1 is one along which all is added up.
                    (start, end) = ($"{kept} == 1 ? 0 : {own}", $"({kept} == 1 ? {size} : {own} + 1)");
                }
                scopes.Push(kernel.Block($"for (int {k} = {start}; {k} < {end}; {k}++)"));
                terms.Add(strides[axis].IsOne ? k : $"({k} * {fields.Size(strides[axis], "stride")})");
            }
            kernel.Line($"total += {type.Loaded($"{from}[{(terms.Count == 0 ? "0" : string.Join(" + ", terms))}]")};");
            while (scopes.Count > 0) scopes.Pop().Dispose();
            kernel.Line($"{to}[i] = {type.Stored(Narrowed(type, "total"))};");
        }
        WriteKernel(Summary(call.Step), call.Name, fields, kernel);
        LaunchEach(call.Name, fields, count);
    }

    /// <summary>Each element of a draw follows from its position.</summary>
    private void Draw(Call call)
    {
        var data = (RandomData)call.Node.Data!;
        var type = call.Node.Type;
        var count = call.Node.Shape.Count;
        var fields = NewFields("left", "last", "chosen");
        string result = fields.Span(call.Result(), type, written: true);
        string head = FormattableString.Invariant($"{fields.Other("seed", "ulong", Seed(call, data))}, {fields.Other("call", "ulong", context.Stream(data.Stream))}, {data.Ordinal}");
        var kernel = new CodeWriter();
        var work = count;
        string precision = type == DType.Float64 ? "Real" : "Single";
        switch (data.Kind)
        {
            case DrawKind.Uniform or DrawKind.Normal:
                Each(w => w.Line($"{result}[i] = Dev.DeviceDraws.{data.Kind}{precision}({head}, i);"));
                break;
            case DrawKind.Binomial:
                Each(w => w.Line($"{result}[i] = Dev.DeviceDraws.Binomial({head}, i, {call.Element(0, fields, One(0) ? "0" : "i")}, {call.Element(1, fields, One(1) ? "0" : "i")});"));
                break;
            case DrawKind.Multinomial:
                var columns = call.Source[call.Source.Rank - 1];
                work = Shape.Of(call.Source.Dims.Take(call.Source.Rank - 1)).Count;
                Each(w => WriteMultinomial(w, call, fields, result, head, fields.Size(columns, "columns"), data.Trials));
                break;
            default:
                WritePermutation(kernel, result, head, fields.Size(count, "count"));
                work = Dim.One;
                break;
        }
        WriteKernel(Summary(call.Step), call.Name, fields, kernel);
        if (data.Kind == DrawKind.Permutation) Launch(call.Name, () => "device.Groups(1)", fields, work);
        else LaunchEach(call.Name, fields, work);

        bool One(int operand) => call.ShapeOf(operand).Count.IsOne;

        void Each(Action<CodeWriter> write)
        {
            using (kernel.Block($"for (int i = Dev.Threads.First; i < {fields.Size(work, "count")}; i += Dev.Threads.Count)")) write(kernel);
        }
    }

    /// <summary>The key of a draw: that of the stream, or of the step of the loop that it is in.</summary>
    private string Seed(Call call, RandomData data) => call.Node.Operands.Skip(call.Node.Operands.Count - data.Steps)
        .Aggregate(OfHost(data.Stream + "Seed", "ulong", () => data.Stream + ".Seed"), (seed, step) => $"Dev.DeviceDraws.Seed({seed}, {context.Stream(data.Stream)}, {context.Scalar(step)})");

    private static void WriteMultinomial(CodeWriter w, Call call, KernelFields fields, string result, string head, string columns, long trials)
    {
        w.Line($"for (int k = 0; k < {columns}; k++) {result}[(i * {columns}) + k] = 0;");
        using (w.Block(FormattableString.Invariant($"for (long trial = 0; trial < {trials}; trial++)")))
        {
            w.Line($"double left = Dev.DeviceDraws.Trial({head}, i, trial), sum = 0;");
            w.Line("int chosen = -1;");
            using (w.Block($"for (int k = 0; k < {columns} && (chosen < 0 || left >= sum); k++)"))
            {
                w.Line($"double p = {call.Element(0, fields, $"(i * {columns}) + k")};");
                using (w.Block("if (p > 0)")) w.Line("chosen = k;").Line("sum += p;");
            }
            w.Line($"if (chosen >= 0) {result}[(i * {columns}) + chosen] += 1;");
        }
    }

    /// <summary>The shuffle of Fisher and Yates goes from one exchange to the next: one thread does all.</summary>
    private static void WritePermutation(CodeWriter w, string result, string head, string count)
    {
        w.Line("if (Dev.Threads.First != 0) return;");
        w.Line($"for (int i = 0; i < {count}; i++) {result}[i] = i;");
        using (w.Block($"for (int i = {count} - 1; i > 0; i--)"))
        {
            w.Line($"int other = (int)Dev.DeviceDraws.Whole({head}, i, i + 1L);");
            w.Line($"long own = {result}[i];");
            w.Line($"{result}[i] = {result}[other];").Line($"{result}[other] = own;");
        }
    }
}
