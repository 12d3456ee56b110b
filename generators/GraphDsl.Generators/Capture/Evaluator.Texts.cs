using System.Globalization;
using GraphDsl.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Capture;

/// <summary>Small types of the framework: texts, which name things in a graph, and the ranges and positions of C#.</summary>
internal sealed partial class Evaluator
{
    /// <summary>A method of <c>string</c> on constants; null where it is none of those that are known.</summary>
    private Value? Texts(string name, Value? receiver, Value[] arguments, IOperation at)
    {
        if (receiver is ConstantValue { Object: string text })
        {
            string? argument = arguments.Length > 0 ? Constant(arguments[0], at)?.ToString() : null;
            switch (name)
            {
                case "ToUpper" or "ToUpperInvariant": return new ConstantValue(text.ToUpperInvariant());
                case "ToLower" or "ToLowerInvariant": return new ConstantValue(text.ToLowerInvariant());
                case "Trim" when arguments.Length == 0: return new ConstantValue(text.Trim());
                case "StartsWith" when argument is not null: return new ConstantValue(text.StartsWith(argument, StringComparison.Ordinal));
                case "EndsWith" when argument is not null: return new ConstantValue(text.EndsWith(argument, StringComparison.Ordinal));
                case "Contains" when argument is not null: return new ConstantValue(text.IndexOf(argument, StringComparison.Ordinal) >= 0);
                case "Replace" when argument is { Length: > 0 } && arguments.Length == 2: return new ConstantValue(text.Replace(argument, Constant(arguments[1], at)?.ToString()));
                case "Substring":
                    int start = Known(arguments[0], at), length = arguments.Length > 1 ? Known(arguments[1], at) : text.Length - start;
                    if (start < 0 || length < 0 || start + length > text.Length)
                        throw new CaptureException(Descriptors.BuildTimeFailure, at, $"there are no {length} characters from {start} on in a text of {text.Length}");
                    return new ConstantValue(text.Substring(start, length));
            }
            return null;
        }
        switch (name)
        {
            case "Join" when arguments.Length >= 2:
                var parts = arguments is [_, ListValue list] ? list.Items : arguments.Skip(1);
                return new ConstantValue(string.Join(Shown(arguments[0], at), parts.Select(p => Shown(p, at))));
            case "Concat":
                return new ConstantValue(string.Concat((arguments is [ListValue all] ? all.Items : arguments.AsEnumerable()).Select(p => Shown(p, at))));
            case "IsNullOrEmpty" or "IsNullOrWhiteSpace":
                string? given = (string?)Constant(arguments[0], at);
                return new ConstantValue(name == "IsNullOrEmpty" ? string.IsNullOrEmpty(given) : string.IsNullOrWhiteSpace(given));
            default:
                return null;
        }
    }

    private string Shown(Value part, IOperation at) => Convert.ToString(Constant(part, at), CultureInfo.InvariantCulture) ?? "";

    private static object? Constant(Value value, IOperation at) => Sound(value) is ConstantValue constant ? constant.Object
        : throw NotKnown(at, Text(at), "texts in a graph are made of constants");

    private static bool IsPositions(ITypeSymbol type) => type is { Name: "Index" or "Range", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>The static members of <c>Index</c> and <c>Range</c>.</summary>
    private static Value Positions(string name, Value[] arguments, IOperation at) => name switch
    {
        "All" => new SliceValue(null, null, null, wraps: false),
        "StartAt" => new SliceValue(Plain(arguments[0]), null, null, wraps: false),
        "EndAt" => new SliceValue(null, Plain(arguments[0]), null, wraps: false),
        "Start" => new IndexValue(new ConstantValue(0), fromEnd: false),
        "End" => new IndexValue(new ConstantValue(0), fromEnd: true),
        "FromStart" => new IndexValue(arguments[0], fromEnd: false),
        "FromEnd" => new IndexValue(arguments[0], fromEnd: true),
        _ => throw Unsupported(at, $"'{Text(at)}'", "write positions as i and ^i, ranges as a..b"),
    };

    /// <summary>A bound of a range as ranges hold it: what counts from the start stands for itself.</summary>
    private static Value Plain(Value bound) => bound is IndexValue { FromEnd: false } index ? index.Value : bound;
}
