using System.Numerics.Tensors;
using System.Text.Json;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Loops compute what Theano's scan computes on the same inputs.</summary>
public class ScanGoldenTests
{
    private static readonly Scans Scans = new();
    private static readonly TheanoScans Theano = new();

    // Each case of the file: from its inputs to its outputs by name.
    private static readonly Dictionary<string, Func<Inputs, Outputs>> Programs = new(StringComparer.Ordinal)
    {
        ["tanh_elementwise_tutorial"] = TanhOfRows,
        ["tanh_elementwise_random"] = TanhOfRows,
        ["recurrence_tutorial"] = Recurrence,
        ["recurrence_random"] = Recurrence,
        ["row_norms_tutorial"] = x => new() { ["r"] = Doubles(Scans.Norms(x["X"]).rows) },
        ["row_norms_random"] = x => new() { ["r"] = Doubles(Scans.Norms(x["X"]).rows) },
        ["col_norms_tutorial"] = x => new() { ["r"] = Doubles(Scans.Norms(x["X"]).columns) },
        ["col_norms_random"] = x => new() { ["r"] = Doubles(Scans.Norms(x["X"]).columns) },
        ["trace_tutorial"] = x => Theano.Trace(x["X"]) is var (last, all) ? new() { ["last"] = [last], ["all"] = Doubles(all) } : [],
        ["two_taps_tutorial"] = x => new() { ["r"] = Doubles(Scans.TwoTaps(x["X"], x["W"], x["U"], x["V"], x["b"], x.Count("n"))) },
        ["jacobian_tutorial"] = x => new() { ["r"] = Doubles(Theano.Jacobian(x["A"], x["v"])) },
        ["cumsum"] = x => new() { ["r"] = Doubles(Scans.RunningSum(x["x"])) },
        ["cumsum_rows"] = x => new() { ["r"] = Doubles(Theano.SumsOfRows(x["X"])) },
        ["power_tutorial"] = Powers,
        ["power_random"] = Powers,
        ["power_grad"] = x => new() { ["g"] = Doubles(Theano.PowerGradient(x["A"], x.Count("k"))) },
        ["polynomial_3"] = Polynomial,
        ["polynomial_5"] = Polynomial,
    };

    public static TheoryData<string> Names => [.. Programs.Keys];

    [SharedDataTheory]
    [MemberData(nameof(Names))]
    public void Loops_give_what_Theano_gives(string name)
    {
        var example = Cases().Single(c => c.GetProperty("name").GetString() == name);
        var expected = example.GetProperty("outputs").EnumerateObject().ToArray();
        var actual = Programs[name](new(example.GetProperty("inputs")));
        Assert.Equal(expected.Select(e => e.Name), actual.Keys);
        foreach (var output in expected)
        {
            // Theano computed in the type that it names.
            double tolerance = output.Value.GetProperty("dtype").GetString() == "float64" ? 1e-14 : 2e-6;
            double[] elements = [.. output.Value.GetProperty("data").EnumerateArray().Select(e => e.GetDouble())];
            Numbers.Near(elements, actual[output.Name], tolerance);
        }
    }

    [SharedDataFact]
    public void A_counter_goes_on_where_it_was()
    {
        var example = Cases().Single(c => c.GetProperty("name").GetString() == "accumulator_updates");
        var counts = example.GetProperty("inputs").GetProperty("n").EnumerateArray().Select(n => n.GetInt64());
        var scans = new Scans();
        Assert.Equal(
            example.GetProperty("outputs").GetProperty("k_after_each").EnumerateArray().Select(k => k.GetInt64()),
            counts.Select(n => scans.Count(n) is var count && scans.Counter.GetValue().Elements()[0] == count ? count : -1));
    }

    [SharedDataFact]
    public void Every_case_of_the_file_is_run() =>
        Assert.Equal(Cases().Select(c => c.GetProperty("name").GetString()!).Order(StringComparer.Ordinal), Programs.Keys.Append("accumulator_updates").Order(StringComparer.Ordinal));

    private static Outputs TanhOfRows(Inputs x) => new() { ["r"] = Doubles(Scans.TanhOfRows(x["X"], x["W"], x["b"])) };

    private static Outputs Recurrence(Inputs x) => new() { ["r"] = Doubles(Scans.Recurrence(x["X"], x["Y"], x["P"], x["W"], x["U"], x["V"])) };

    private static Outputs Powers(Inputs x)
    {
        var (last, all) = Theano.Powers(x["A"], x.Count("k"));
        return new() { ["last"] = Doubles(last), ["all"] = Doubles(all) };
    }

    private static Outputs Polynomial(Inputs x)
    {
        var (sum, components) = Theano.Polynomial(x["coefficients"], x["x"].Elements()[0]);
        return new() { ["sum"] = [sum], ["components"] = components.Elements() };
    }

    private static double[] Doubles(Tensor<floatX> tensor) => [.. tensor.Elements().Select(x => (double)x)];

    private static JsonElement[] Cases() => [.. Mnist.Golden("scan_examples").GetProperty("cases").EnumerateArray()];

    /// <summary>The arrays that a case is given.</summary>
    private readonly struct Inputs(JsonElement inputs)
    {
        public Tensor<floatX> this[string name]
        {
            get
            {
                var array = inputs.GetProperty(name);
                nint[] lengths = [.. array.GetProperty("shape").EnumerateArray().Select(l => (nint)l.GetInt64())];
                floatX[] elements = [.. array.GetProperty("data").EnumerateArray().Select(e => (floatX)e.GetSingle())]; // the file is rounded to what tells floats apart
                return lengths.Length == 0 ? Tensor.Create(elements, [1]) : Tensor.Create(elements, lengths);
            }
        }

        public long Count(string name) => inputs.GetProperty(name).GetProperty("data")[0].GetInt64();
    }

    private sealed class Outputs : Dictionary<string, double[]>;
}
