using System.Collections.Immutable;
using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphDsl.Generators.Capture;

/// <summary>Arrays, lists and collection expressions: their lengths are known at build time.</summary>
internal sealed partial class Evaluator
{
    private const int MaxItems = 1_000_000;

    /// <summary>The elements of anything that can be looped over.</summary>
    private List<Value> Items(Value value, IOperation at) => Sound(value) switch
    {
        ListValue list => [.. list.Items],
        ConstantValue { Object: string text } => [.. text.Select(c => new ConstantValue(c))],
        ConstantValue { Object: null } => throw new CaptureException(Descriptors.BuildTimeFailure, at, $"'{Text(at)}' is null"),
        NodeValue => throw Unsupported(at, $"Looping over the tensor '{Text(at)}'", "a graph is built once for all lengths: use T.Scan or T.Map"),
        ModuleValue module => throw NotKnown(at, module.Name, "write its elements in the initialiser of the member, so that their number is known"),
        _ => throw Unsupported(at, $"Looping over '{Text(at)}'", "loop over an array, a list or a collection expression"),
    };

    private List<Value> Elements(ImmutableArray<IOperation> elements)
    {
        var items = new List<Value>();
        foreach (var element in elements)
        {
            if (element is IArrayInitializerOperation inner)
            {
                items.Add(new ListValue(Elements(inner.ElementValues)));
                continue;
            }
            if (element is not ISpreadOperation spread)
            {
                items.Add(Evaluate(element));
                continue;
            }
            var source = Evaluate(spread.Operand);
            if (source is ErrorValue) throw new PoisonException();
            var target = spread.ElementType;
            foreach (var item in Items(source, spread.Operand))
                items.Add(target is null || item is ErrorValue ? item : Coerce(item, target, spread));
        }
        return items;
    }

    private Value NewArray(IArrayCreationOperation array)
    {
        if (array.Initializer is { } initializer) return new ListValue(Elements(initializer.ElementValues));
        if (array.DimensionSizes.Length > 1) throw Unsupported(array, "An array of several dimensions without elements", "write its elements, use arrays of arrays, or a tensor");
        int length = Known(Need(array.DimensionSizes[0]), array.DimensionSizes[0]);
        if (length is < 0 or > MaxItems) throw new CaptureException(Descriptors.BuildTimeFailure, array, $"an array cannot have {length} elements");
        var element = ((IArrayTypeSymbol)array.Type!).ElementType;
        return new ListValue(Enumerable.Range(0, length).Select(_ => ConstantArithmetic.Convert(0, element) is { } zero ? new ConstantValue(zero) : ConstantValue.Null));
    }

    private Value Element(IArrayElementReferenceOperation element)
    {
        var array = Need(element.ArrayReference);
        // An array of several dimensions is a list of lists.
        foreach (var index in element.Indices) array = ElementOf(array, Need(index), element);
        return array;
    }

    private Value ImplicitElement(IImplicitIndexerReferenceOperation element) =>
        ElementOf(Need(element.Instance), Need(element.Argument), element);

    private Value ElementOf(Value list, Value index, IOperation at)
    {
        var items = Items(list, at);
        return index is SliceValue range ? new ListValue(Part(items, range, at)) : items[Position(index, items.Count, at)];
    }

    private List<Value> Part(List<Value> items, SliceValue range, IOperation at)
    {
        int start = range.Start is null ? 0 : Offset(range.Start, items.Count, at);
        int stop = range.Stop is null ? items.Count : Offset(range.Stop, items.Count, at);
        if (start < 0 || stop > items.Count || start > stop)
            throw new CaptureException(Descriptors.BuildTimeFailure, at, $"the range {start}..{stop} is outside of a list of {items.Count} elements");
        return items.GetRange(start, stop - start);
    }

    private int Offset(Value index, int count, IOperation at) =>
        index is IndexValue { FromEnd: true } end ? count - Known(end.Value, at) : Known(index, at);

    /// <summary>An axis as an index of a list: negative ones count from the end.</summary>
    private static Value FromEnd(Value axis) =>
        axis is ConstantValue { Object: int and < 0 and var number } ? new IndexValue(new ConstantValue(-number), fromEnd: true) : axis;

    private int Position(Value index, int count, IOperation at)
    {
        int position = Offset(index, count, at);
        return position >= 0 && position < count ? position
            : throw new CaptureException(Descriptors.BuildTimeFailure, at, $"the index {position} is outside of a list of {count} elements");
    }

    /// <summary>A whole number known at build time.</summary>
    private int Known(Value value, IOperation at) => TryKnown(Sound(value)) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number
        : throw NotKnown(at, Text(at), "a whole number is needed here that is constant");

    /// <summary>The whole number that a value is known to be, sizes of constant dimensions included.</summary>
    private long? TryKnown(Value value) => value switch
    {
        ConstantValue { Object: { } constant } when ConstantArithmetic.IsNumber(constant) && ConstantArithmetic.IsWhole(constant) => ConstantArithmetic.AsLong(constant),
        IndexValue { FromEnd: false } index => TryKnown(index.Value),
        NodeValue node when Graph[node.Node] is { Rank: 0, Type: DType.Int32 or DType.Int64 } && Graph.AsDim(node.Node) is { IsConstant: true } dim => dim.Value,
        _ => null,
    };

    /// <summary>Properties and methods of arrays and lists.</summary>
    private Value ListProperty(ListValue list, string name, IOperation at) => name switch
    {
        "Length" or "Count" or "LongLength" or "Rank" => new ConstantValue(name == "Rank" ? 1 : list.Items.Count),
        "IsEmpty" => new ConstantValue(list.Items.Count == 0),
        _ => throw Unsupported(at, $"'{Text(at)}'", "of arrays and lists the elements, Length and Count are known"),
    };

    private Value? ListMethod(ListValue list, string name, Value[] arguments, IOperation at)
    {
        switch (name)
        {
            case "Add":
                list.Items.Add(arguments[0]);
                return ConstantValue.Null;
            case "AddRange":
                list.Items.AddRange(Items(arguments[0], at));
                return ConstantValue.Null;
            case "Insert":
                int place = Known(arguments[0], at);
                if (place < 0 || place > list.Items.Count)
                    throw new CaptureException(Descriptors.BuildTimeFailure, at, $"the index {place} is outside of a list of {list.Items.Count} elements");
                list.Items.Insert(place, arguments[1]);
                return ConstantValue.Null;
            case "RemoveAt":
                list.Items.RemoveAt(Position(arguments[0], list.Items.Count, at));
                return ConstantValue.Null;
            case "Clear":
                list.Items.Clear();
                return ConstantValue.Null;
            case "Reverse" when arguments.Length == 0:
                list.Items.Reverse();
                return ConstantValue.Null;
            case "ForEach":
                foreach (var item in list.Items.ToArray()) Apply(arguments[0], [item], at);
                return ConstantValue.Null;
            case "GetLength" or "GetUpperBound":
                return new ConstantValue(list.Items.Count - (name == "GetLength" ? 0 : 1));
            case "Clone" or "AsReadOnly" or "AsSpan" or "ToArray" or "Slice" or "GetRange" when arguments.Length == 0:
                return new ListValue(list.Items);
            default:
                return null;
        }
    }
}
