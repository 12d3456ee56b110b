using System.Globalization;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphDsl.Generators.Capture;

/// <summary>What an expression of a describing method is worth at build time.</summary>
internal abstract class Value
{
    /// <summary>What it is, in messages: "a tensor", "a constant".</summary>
    public abstract string What { get; }

    /// <summary>The member that holds it, where that may be null when the program runs; null elsewhere.</summary>
    public string? MayBeNull { get; init; }
}

/// <summary>A mistake that has been reported; whatever depends on it stays silent.</summary>
internal sealed class ErrorValue : Value
{
    public static readonly ErrorValue Instance = new();

    public override string What => "an error";
}

/// <summary>A value of the graph: a tensor, or a number that only the call knows.</summary>
internal sealed class NodeValue(int node) : Value
{
    public int Node => node;

    public override string What => "a value of the graph";
}

/// <summary>A C# value known at build time: a primitive, a string, an enumeration's number, null.</summary>
internal sealed class ConstantValue(object? value) : Value
{
    public static readonly ConstantValue Null = new(null);

    public object? Object => value;

    public override string What => value is null ? "null" : $"the constant {ToString()}";

    public override string ToString() => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null";
}

internal sealed class TupleValue(Value[] items, string?[] names) : Value
{
    public Value[] Items => items;

    /// <summary>The names where it was made; the type of an expression may give it others.</summary>
    public string?[] Names => names;

    public override string What => "a tuple";
}

/// <summary>An array, a list, a span, a sequence: its length is known.</summary>
internal sealed class ListValue(List<Value> items) : Value
{
    public ListValue(IEnumerable<Value> items)
        : this(new List<Value>(items))
    {
    }

    public List<Value> Items => items;

    public override string What => "a list";
}

/// <summary>How a member is called and reached.</summary>
/// <param name="Name">The user's way, for messages: <c>Hidden.W</c>.</param>
/// <param name="Access">That of generated code, which goes through an accessor where the member is private elsewhere.</param>
internal readonly record struct Place(string Name, string Access)
{
    public Place Member(string name, string access) => Name.Length == 0 ? new(name, access) : new($"{Name}.{name}", $"{Access}.{access}");

    public Place Element(int index) => new(FormattableString.Invariant($"{Name}[{index}]"), FormattableString.Invariant($"{Access}[{index}]"));
}

/// <summary>An object that exists at run time: the module itself, a nested one.</summary>
/// <param name="place">Where it is; empty for the module itself.</param>
/// <param name="creation">The expression in the source that makes it, where there is one.</param>
/// <param name="owner">The object whose member it is, in whose class <paramref name="creation"/> stands.</param>
internal sealed class ModuleValue(Place place, INamedTypeSymbol type, IObjectCreationOperation? creation = null, ModuleValue? owner = null) : Value
{
    /// <summary>The module that is being generated into.</summary>
    public ModuleValue(INamedTypeSymbol type)
        : this(new("", ""), type)
    {
    }

    public Place Place => place;

    public IObjectCreationOperation? Creation => creation;

    public ModuleValue? Owner => owner;

    public string Name => place.Name;

    public INamedTypeSymbol Type => type;

    public override string What => Name.Length == 0 ? "the module" : $"the object '{Name}'";
}

/// <summary>An object built while the graph is built: a record or a plain class.</summary>
internal sealed class ObjectValue(INamedTypeSymbol type) : Value
{
    public INamedTypeSymbol Type => type;

    /// <summary>Fields and automatic properties by name, those of base classes included; a nearer class wins.</summary>
    public Dictionary<string, Value> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>Parameters of the primary constructor, for members that capture them.</summary>
    public Frame? Constructor { get; set; }

    public override string What => $"an object of type {type.Name}";
}

/// <summary>A lambda or a local function with the variables around it, or a method group with its receiver.</summary>
internal sealed class FunctionValue(IMethodSymbol method, IOperation? body, Frame? closure, Value? receiver) : Value
{
    public IMethodSymbol Method => method;

    /// <summary>The lambda's body; null for a method group.</summary>
    public IOperation? Body => body;

    public Frame? Closure => closure;

    public Value? Receiver => receiver;

    public override string What => "a function";
}

/// <summary>A position that counts from the start or from the end.</summary>
internal sealed class IndexValue(Value value, bool fromEnd) : Value
{
    public Value Value => value;

    public bool FromEnd => fromEnd;

    public override string What => "an index";
}

/// <summary>A range, or the slice of <c>T.Slice(start, stop, step)</c>; a part left out is null.</summary>
internal sealed class SliceValue(Value? start, Value? stop, Value? step, bool wraps) : Value
{
    public Value? Start => start;

    public Value? Stop => stop;

    public Value? Step => step;

    /// <summary>True for <c>T.Slice</c>, whose negative numbers count from the end.</summary>
    public bool Wraps => wraps;

    public override string What => "a range";
}

/// <summary>A module's <c>RandomStreams</c>; generated code reaches it by <see cref="Access"/>.</summary>
internal sealed class StreamValue(string access) : Value
{
    public string Access => access;

    public override string What => "a stream of random numbers";
}

/// <summary>A marker without content: <c>T.NewAxis</c>.</summary>
internal sealed class MarkerValue(string name) : Value
{
    public const string NewAxis = "T.NewAxis";

    public string Name => name;

    public override string What => name;
}

/// <summary>The result of <c>T.Function</c>: outputs as they were passed, updates and givens checked.</summary>
internal sealed class GraphFunctionValue(Value? outputs, IOperation? outputsAt, List<Update> updates, List<Given> givens) : Value
{
    public Value? Outputs => outputs;

    public IOperation? OutputsAt => outputsAt;

    public List<Update> Updates => updates;

    public List<Given> Givens => givens;

    public override string What => "a function";
}

/// <summary>A node that takes the place of a free variable.</summary>
internal sealed record Given(int Variable, int Replacement, int Site);
