using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>Linear algebra: one group for the one matrix. What it does is in the runtime library.</summary>
internal sealed partial class IlgpuKernelEmitter
{
    private void Inverse(Call call) => Matrix(call, (fields, n) =>
        $"Inverse(shared, places, {Source(call, 0, fields)}, {Work(call, fields)}, {Target(call, fields)}, {n}, {Regular(call, fields)})");

    private void Solve(Call call) => Matrix(call, (fields, n) =>
        $"Solve(shared, places, {Source(call, 0, fields)}, {Source(call, 1, fields)}, {Work(call, fields)}, {Target(call, fields)}, {n}, {fields.Size(call.Node.Shape[1], "columns")}, {Regular(call, fields)})");

    private void Det(Call call) => Matrix(call, (fields, n) => $"Det(shared, places, {Source(call, 0, fields)}, {Work(call, fields)}, {Target(call, fields)}, {n})");

    private void Cholesky(Call call) => Matrix(call, (fields, n) =>
        $"Cholesky({Source(call, 0, fields)}, {Target(call, fields)}, {n}, {Checked(call, fields, "ExpectPositive")})");

    private void Matrix(Call call, Func<DeviceFields, string, string> write)
    {
        var fields = NewFields("places");
        string work = write(fields, fields.Size(call.Source[0], "n"));
        var kernel = new CodeWriter();
        if (work.IndexOf("(shared, ", StringComparison.Ordinal) > 0)
        {
            WriteShared(kernel, fields, call.Type(0));
            WriteShared(kernel, fields, DType.Int32, "places");
        }
        kernel.Line($"Dev.Matrices.{work};");
        WriteKernel(Summary(call.Step), call.Name, fields, kernel);
        Launch(call.Name, () => "device.Groups(1)", fields, Dim.One);
    }

    private static string Source(Call call, int operand, DeviceFields fields) => fields.Span(call.Operand(operand), call.Type(operand), written: false);

    private static string Target(Call call, DeviceFields fields) => fields.Span(call.Result(), call.Node.Type, written: true);

    private string Work(Call call, DeviceFields fields) =>
        View(fields, "work", call.Type(0), $"device.Scratch<{call.Type(0).InMemory()}>(0, {context.Text(call.Source.Count)})");

    private string Regular(Call call, DeviceFields fields) => Checked(call, fields, "ExpectRegular");

    private string Checked(Call call, DeviceFields fields, string method) =>
        FormattableString.Invariant($"{Status(fields)}, {Expect(call.Step.Node, 0, method, () => "")}");
}
