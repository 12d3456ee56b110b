using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphDsl.Generators.Capture;

/// <summary>The sequence operators of LINQ, done at once.</summary>
internal sealed partial class Evaluator
{
    /// <summary>A method of <c>Enumerable</c>; the arguments in the order of its parameters, the sequence first.</summary>
    private Value Sequence(IMethodSymbol method, Value[] a, IOperation at)
    {
        Value One(int function, params Value[] arguments) => Sound(Apply(a[function], arguments, at));
        bool Holds(int function, params Value[] arguments) => One(function, arguments) switch
        {
            ConstantValue { Object: bool holds } => holds,
            NodeValue => throw RunTimeCondition(at),
            var other => throw NotKnown(at, other.What, "a condition is needed here"),
        };
        if (method.Name is "Range")
        {
            int start = Known(a[0], at), count = Known(a[1], at);
            if (count is < 0 or > MaxItems) throw new CaptureException(Descriptors.BuildTimeFailure, at, $"a range cannot have {count} elements");
            return new ListValue(Enumerable.Range(start, count).Select(i => new ConstantValue(i)));
        }
        if (method.Name is "Repeat")
        {
            int count = Known(a[1], at);
            if (count is < 0 or > MaxItems) throw new CaptureException(Descriptors.BuildTimeFailure, at, $"a sequence cannot have {count} elements");
            return new ListValue(Enumerable.Repeat(a[0], count));
        }
        if (method.Name is "Empty") return new ListValue([]);

        var items = Items(a[0], at);
        bool positions = a.Length > 1 && a[a.Length - 1] is FunctionValue { Method.Parameters.Length: 2 };
        switch (method.Name)
        {
            case "Select":
                return new ListValue(items.Select((x, i) => positions ? Apply(a[1], [x, new ConstantValue(i)], at) : Apply(a[1], [x], at)).ToList());
            case "SelectMany" when a.Length == 2:
                return new ListValue(items.SelectMany((x, i) => Items(positions ? One(1, x, new ConstantValue(i)) : One(1, x), at)).ToList());
            case "SelectMany" when a.Length == 3:
                return new ListValue(items.SelectMany(x => Items(One(1, x), at).Select(y => One(2, x, y))).ToList());
            case "Where":
                return new ListValue(items.Where((x, i) => positions ? Holds(1, x, new ConstantValue(i)) : Holds(1, x)).ToList());
            case "Zip" when a.Length == 2:
                return new ListValue(items.Zip(Items(a[1], at), (x, y) => (Value)new TupleValue([x, y], ["First", "Second"])).ToList());
            case "Zip" when a[2] is FunctionValue:
                return new ListValue(items.Zip(Items(a[1], at), (x, y) => Apply(a[2], [x, y], at)).ToList());
            case "Zip":
                return new ListValue(items.Zip(Items(a[1], at), (x, y) => (x, y)).Zip(Items(a[2], at), (p, z) => (Value)new TupleValue([p.x, p.y, z], ["First", "Second", "Third"])).ToList());
            case "Concat" or "Union" when a.Length == 2:
                return new ListValue(items.Concat(Items(a[1], at)));
            case "Append":
                return new ListValue(items.Append(a[1]));
            case "Prepend":
                return new ListValue(items.Prepend(a[1]));
            case "Reverse":
                return new ListValue(Enumerable.Reverse(items));
            case "ToArray" or "ToList" or "AsEnumerable" or "Cast" or "OfType" when a.Length == 1:
                return method.Name == "OfType" && method.TypeArguments.Length == 1
                    ? new ListValue(items.Where(x => IsOfType(x, method.TypeArguments[0], at)).ToList()) : new ListValue(items);
            case "Skip":
                return new ListValue(items.Skip(Known(a[1], at)));
            case "Take" when a[1] is SliceValue range:
                return new ListValue(Part(items, range, at));
            case "Take":
                return new ListValue(items.Take(Known(a[1], at)));
            case "SkipLast":
                return new ListValue(items.Take(Math.Max(0, items.Count - Known(a[1], at))));
            case "TakeLast":
                return new ListValue(items.Skip(Math.Max(0, items.Count - Known(a[1], at))));
            case "TakeWhile":
                return new ListValue(items.TakeWhile(x => Holds(1, x)).ToList());
            case "SkipWhile":
                return new ListValue(items.SkipWhile(x => Holds(1, x)).ToList());
            case "Index":
                return new ListValue(items.Select((x, i) => (Value)new TupleValue([new ConstantValue(i), x], ["Index", "Item"])));
            case "DefaultIfEmpty":
                return items.Count > 0 ? new ListValue(items) : new ListValue([a.Length > 1 ? a[1] : ConstantValue.Null]);
            case "Count" or "LongCount":
                int count = a.Length > 1 ? items.Count(x => Holds(1, x)) : items.Count;
                return new ConstantValue(method.Name == "Count" ? count : (long)count);
            case "Any":
                return new ConstantValue(a.Length > 1 ? items.Any(x => Holds(1, x)) : items.Count > 0);
            case "All":
                return new ConstantValue(items.All(x => Holds(1, x)));
            case "Contains":
                return new ConstantValue(items.Any(x => SameValue(x, a[1], at)));
            case "SequenceEqual":
                var others = Items(a[1], at);
                return new ConstantValue(items.Count == others.Count && items.Zip(others, (x, y) => SameValue(x, y, at)).All(s => s));
            case "First" or "Last" or "Single" or "FirstOrDefault" or "LastOrDefault" or "SingleOrDefault":
                return Pick(method.Name, a.Length > 1 && a[1] is FunctionValue ? items.Where(x => Holds(1, x)).ToList() : items, at);
            case "ElementAt":
                return items[Position(a[1], items.Count, at)];
            case "Aggregate":
                return Aggregate(items, a, at);
            case "Sum" or "Average" or "Max" or "Min":
                var terms = a.Length > 1 ? items.Select(x => One(1, x)).ToList() : items;
                return Fold(method, terms, at);
            default:
                throw Unsupported(at, $"'{method.Name}'",
                    "of LINQ there are Select, SelectMany, Where, Zip, Concat, Reverse, Take, Skip, Aggregate, Sum, First, Last, Count, Any, All, ToArray and ToList");
        }
    }

    private static Value Pick(string name, List<Value> items, IOperation at)
    {
        bool optional = name.EndsWith("OrDefault", StringComparison.Ordinal);
        if (items.Count == 0)
            return optional ? ConstantValue.Null : throw new CaptureException(Descriptors.BuildTimeFailure, at, "the sequence has no elements");
        if (name.StartsWith("Single", StringComparison.Ordinal) && items.Count > 1)
            throw new CaptureException(Descriptors.BuildTimeFailure, at, $"the sequence has {items.Count} elements, not one");
        return name.StartsWith("Last", StringComparison.Ordinal) ? items[items.Count - 1] : items[0];
    }

    private Value Aggregate(List<Value> items, Value[] a, IOperation at)
    {
        if (a.Length == 2)
        {
            if (items.Count == 0) throw new CaptureException(Descriptors.BuildTimeFailure, at, "the sequence has no elements");
            return items.Skip(1).Aggregate(items[0], (sum, x) => Sound(Apply(a[1], [sum, x], at)));
        }
        var result = items.Aggregate(a[1], (sum, x) => Sound(Apply(a[2], [sum, x], at)));
        return a.Length > 3 ? Apply(a[3], [result], at) : result;
    }

    /// <summary>Sums and the like of numbers or of scalars of the graph.</summary>
    private Value Fold(IMethodSymbol method, List<Value> terms, IOperation at)
    {
        var type = method.ReturnType;
        if (terms.Count == 0)
        {
            return method.Name == "Sum" && ConstantArithmetic.Convert(0, type) is { } zero ? new ConstantValue(zero)
                : throw new CaptureException(Descriptors.BuildTimeFailure, at, "the sequence has no elements");
        }
        var result = terms[0];
        foreach (var term in terms.Skip(1))
        {
            if (method.Name is "Sum" or "Average")
            {
                result = type.IsExpr() ? new NodeValue(At().Add(OpCode.Add, Tensor(result, at), Tensor(term, at)))
                    : BuiltIn(BinaryOperatorKind.Add, result, term, type, at);
                continue;
            }
            var less = BuiltIn(BinaryOperatorKind.LessThan, term, result, type, at);
            if (less is not ConstantValue { Object: bool isLess }) throw Unsupported(at, $"'{Text(at)}'", "use T.Maximum or T.Minimum for values of the graph");
            if (isLess == (method.Name == "Min")) result = term;
        }
        if (method.Name != "Average") return result;
        result = Coerce(result, type, at);
        return BuiltIn(BinaryOperatorKind.Divide, result, new ConstantValue(ConstantArithmetic.Convert(terms.Count, type)), type, at);
    }
}
