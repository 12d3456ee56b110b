using GraphDsl.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphDsl.Generators.Capture;

/// <summary>A part of a <see cref="Structure"/>.</summary>
/// <param name="Value">What it is; no tuple.</param>
/// <param name="Name">Its name in the tuple; null where it has none.</param>
/// <param name="At">Where it stands in the source, as exactly as that is known.</param>
internal sealed record Part(Value Value, string? Name, IOperation At);

/// <summary>
/// What loops take and give: one tensor, a tuple or a list of them, nested at will. Its parts stand in the order in which they are
/// written, whatever the nesting; other values can take their places.
/// </summary>
internal sealed class Structure
{
    private readonly Value whole;
    private readonly List<Part> parts = [];

    public Structure(Value whole, IOperation at)
    {
        this.whole = whole;
        At = at;
        Add(whole, null, at);
    }

    /// <summary>Where the whole stands in the source.</summary>
    public IOperation At { get; }

    public IReadOnlyList<Part> Parts => parts;

    /// <summary>A value of this structure with other parts.</summary>
    public Value With(IReadOnlyList<Value> values)
    {
        int next = 0;
        return Fill(whole);

        Value Fill(Value value) => value switch
        {
            TupleValue tuple => new TupleValue([.. tuple.Items.Select(Fill)], tuple.Names),
            ListValue list => new ListValue(list.Items.Select(Fill)),
            _ => values[next++],
        };
    }

    private void Add(Value value, string? name, IOperation at)
    {
        switch (value)
        {
            case TupleValue tuple:
                var elements = (Evaluator.Unconverted(at) as ITupleOperation)?.Elements;
                for (int i = 0; i < tuple.Items.Length; i++) Add(tuple.Items[i], tuple.Names[i], elements?[i] ?? at);
                break;
            case ListValue list:
                var items = (Evaluator.Unconverted(at) as ICollectionExpressionOperation)?.Elements;
                bool areKnown = items is { } known && known.Length == list.Items.Count && !known.Any(i => i is ISpreadOperation);
                for (int i = 0; i < list.Items.Count; i++) Add(list.Items[i], name, areKnown ? items!.Value[i] : at);
                break;
            case ErrorValue:
                throw new PoisonException();
            case NodeValue or ConstantValue { Object: not null }:
                parts.Add(new(value, name, at));
                break;
            default:
                throw new CaptureException(Descriptors.Loop, at, $"A loop is over tensors and tuples of them, not over {value.What}");
        }
    }
}
