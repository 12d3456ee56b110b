using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>
/// Graphs with calls: all are compiled into one assembly, then each call must give what the reference interpreter gives, and fail
/// where that fails, on the CPU and on a device of ILGPU; a second call must give the same bits.
/// </summary>
internal sealed class ExecutionCases
{
    private readonly List<Case> cases = [];

    /// <summary>Adds a graph with the values of its variables at each call.</summary>
    /// <param name="scale">
    /// The magnitude that rounding errors are relative to: 0 for that of each element, more where larger numbers cancel.
    /// </param>
    public void Add(string name, Graph graph, IEnumerable<IReadOnlyList<ReferenceTensor>> calls, double scale = 0) =>
        cases.Add(new(name, graph, Differentiation.Run(graph), [.. calls], scale));

    /// <inheritdoc cref="Add(string, Graph, IEnumerable{IReadOnlyList{ReferenceTensor}}, double)"/>
    public void Add(string name, TestGraph test, double scale = 0) => Add(name, test.Build(), [[.. test.Values]], scale);

    /// <summary>Runs everything.</summary>
    public void Run()
    {
        var compiled = new CompiledGraphs();
        for (int key = 0; key < cases.Count; key++)
        {
            try
            {
                compiled.Add(key, cases[key].Graph);
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{cases[key].Name} does not compile: {exception}\n{GraphPrinter.Print(cases[key].Graph)}");
            }
        }
        Assert.All(compiled.DeviceTexts, text => Assert.Null(Pitfalls.Find(text.Value)));
        compiled.Compile();
        var failures = new List<(string Name, string Message, string Text)>();
        using var simulation = IlgpuDevice.CreateCpu();
        for (int key = 0; key < cases.Count; key++)
        {
            Run(GraphDevice.Cpu, key, compiled.Texts[key]);
            if (compiled.DeviceTexts.TryGetValue(key, out string? text)) Run(simulation, key, text);
        }
        if (failures.Count == 0) return;
        string names = string.Join("\n", failures.Select(f => $"{f.Name}: {f.Message}"));
        Assert.Fail($"{failures.Count} of {cases.Count} cases differ:\n{names}\nThe shortest:\n{failures.MinBy(f => f.Text.Length).Text}");

        void Run(GraphDevice device, int key, string text)
        {
            foreach (var call in cases[key].Calls)
            {
                if (Difference(compiled, key, call, device) is not { } difference) continue;
                string values = string.Join("\n", call.Select(v => v.ToString()));
                failures.Add(($"{cases[key].Name} on {device.Name}", difference, $"{values}\n{GraphPrinter.Print(cases[key].Graph)}\n{Code(text)}"));
                break;
            }
        }
    }

    /// <summary>The generated code without the texts about it.</summary>
    private static string Code(string text)
    {
        int start = text.IndexOf("    static partial void Describe", StringComparison.Ordinal);
        int end = text.IndexOf("    /// <summary>The kernels of", StringComparison.Ordinal);
        return start < 0 ? text : text[..start] + (end < 0 ? "}" : text[end..]);
    }

    private string? Difference(CompiledGraphs compiled, int key, IReadOnlyList<ReferenceTensor> call, GraphDevice device)
    {
        InterpreterResult? expected = null;
        try
        {
            expected = GraphInterpreter.Run(cases[key].Reference, [.. call]);
        }
        catch (InterpreterException)
        {
        }
        InterpreterResult actual, again;
        try
        {
            actual = compiled.Run(key, call, device);
            again = compiled.Run(key, call, device);
        }
        catch (Exception exception)
        {
            return expected is null && exception is ArgumentException or ArithmeticException or GraphAssertionException ? null : $"({Sizes(call)}) throws {exception}";
        }
        if (expected is null) return $"({Sizes(call)}) does not throw";
        for (int k = 0; k < expected.Outputs.Count; k++)
        {
            if (Difference(expected.Outputs[k], actual.Outputs[k], cases[key].Scale) is { } output) return $"({Sizes(call)}) output {k}: {output}";
            if (!HasSameBits(actual.Outputs[k], again.Outputs[k])) return $"({Sizes(call)}) output {k} is another the second time";
        }
        foreach (var (variable, value) in actual.Updates)
        {
            // What is not updated must not change.
            var wanted = expected.Updates.TryGetValue(variable, out var updated) ? updated : call[variable];
            if (Difference(wanted, value, cases[key].Scale) is { } update) return $"({Sizes(call)}) variable {variable}: {update}";
            if (!HasSameBits(value, again.Updates[variable])) return $"({Sizes(call)}) variable {variable} is another the second time";
        }
        return null;
    }

    /// <summary>What differs by more than rounding; null where nothing does.</summary>
    public static string? Difference(ReferenceTensor expected, ReferenceTensor actual, double scale)
    {
        if (expected.Type != actual.Type) return $"type {actual.Type.Name()}, expected {expected.Type.Name()}";
        if (!expected.Lengths.SequenceEqual(actual.Lengths)) return $"shape ({string.Join(", ", actual.Lengths)}), expected ({string.Join(", ", expected.Lengths)})";
        for (int i = 0; i < expected.Count; i++)
        {
            if (!expected.Type.IsFloat())
            {
                if (expected.Integers[i] != actual.Integers[i]) return $"element {i} is {actual.Integers[i]}, expected {expected.Integers[i]}";
                continue;
            }
            double e = Rounded(expected.Reals[i], expected.Type), a = actual.Reals[i];
            if (e.Equals(a) && (e != 0 || scale > 0 || double.IsNegative(e) == double.IsNegative(a))) continue;
            if (e != 0 && Math.Abs(e - a) <= Tolerance(expected.Type) * Math.Max(scale, Math.Max(Math.Abs(e), Math.Abs(a))) + Smallest(expected.Type)) continue;
            if (e == 0 && a != 0 && Math.Abs(a) <= Tolerance(expected.Type) * scale + Smallest(expected.Type)) continue;
            return FormattableString.Invariant($"element {i} is {a:R}, expected {e:R}");
        }
        return null;
    }

    private static bool HasSameBits(ReferenceTensor first, ReferenceTensor second) => first.Type.IsFloat()
        ? first.Reals.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(second.Reals.Select(BitConverter.DoubleToInt64Bits))
        : first.Integers.SequenceEqual(second.Integers);

    private static double Rounded(double value, DType type) => type switch
    {
        DType.Float32 => (float)value,
        DType.Float16 => (double)(Half)value,
        _ => value,
    };

    private static double Tolerance(DType type) => type switch
    {
        DType.Float32 => 2e-6,
        DType.Float16 => 2e-3,
        _ => 1e-12,
    };

    /// <summary>A few of the smallest steps of a type.</summary>
    private static double Smallest(DType type) => type switch
    {
        DType.Float32 => 8e-45,
        DType.Float16 => 1.2e-7,
        _ => 2e-323,
    };

    private static string Sizes(IReadOnlyList<ReferenceTensor> call) =>
        string.Join("; ", call.Select(v => $"{v.Type.Name()} {string.Join("x", v.Lengths)}"));

    private sealed record Case(string Name, Graph Graph, Graph Reference, List<IReadOnlyList<ReferenceTensor>> Calls, double Scale);
}
