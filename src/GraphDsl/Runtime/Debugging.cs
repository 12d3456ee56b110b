using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace GraphDsl.Runtime;

/// <summary>What <c>T.Print</c> and <c>T.Assert</c> do in generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Debugging
{
    /// <summary>More elements than this are not all written.</summary>
    private const int MostElements = 1000;

    /// <summary>How many elements at each end of a long axis are written.</summary>
    private const int Edge = 3;

    /// <summary>Writes the message, what is printed and its value as one line of text; the result is the value.</summary>
    public static void Print<TElement>(ReadOnlySpan<TElement> value, ReadOnlySpan<nint> lengths, string message, string what, Span<TElement> result)
        where TElement : unmanaged
    {
        value.CopyTo(result);
        var text = new StringBuilder();
        if (message != what) text.Append(message).Append(": ");
        text.Append(what).Append(" = ");
        Write(text, value, lengths, value.Length > MostElements);
        GraphPrint.Output.WriteLine(text.ToString());
    }

    /// <summary>Throws unless all elements of the condition hold; the result is the value.</summary>
    /// <exception cref="GraphAssertionException">An element of the condition is false.</exception>
    public static void Assert<TElement>(
        ReadOnlySpan<TElement> value, ReadOnlySpan<bool> condition, string site, string message, string what, Span<TElement> result)
        where TElement : unmanaged
    {
        int wrong = condition.IndexOf(false);
        if (wrong >= 0)
        {
            string place = condition.Length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" at element {wrong}");
            string element = condition.Length == value.Length ? $"; the value there is {Text(value[wrong])}" : "";
            throw new GraphAssertionException($"{site}: {message} ({what} does not hold{place}{element})");
        }
        value.CopyTo(result);
    }

    /// <summary>Nested brackets, one pair an axis; of long axes the ends.</summary>
    private static void Write<TElement>(StringBuilder text, ReadOnlySpan<TElement> value, ReadOnlySpan<nint> lengths, bool isShortened)
        where TElement : unmanaged
    {
        if (lengths.IsEmpty)
        {
            text.Append(Text(value[0]));
            return;
        }
        int length = (int)lengths[0];
        int block = length == 0 ? 0 : value.Length / length;
        text.Append('[');
        for (int i = 0; i < length; i++)
        {
            if (i > 0) text.Append(", ");
            if (isShortened && i == Edge && length > 2 * Edge)
            {
                text.Append("..., ");
                i = length - Edge;
            }
            Write(text, value.Slice(i * block, block), lengths[1..], isShortened);
        }
        text.Append(']');
    }

    private static string Text<TElement>(TElement element)
        where TElement : unmanaged => element switch
        {
            bool truth => truth ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => element.ToString()!,
        };
}
