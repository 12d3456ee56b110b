using System.Text;

namespace GraphDsl.Generators.Emit;

/// <summary>Writes indented C#, with <c>\n</c> alone at the ends of lines.</summary>
internal sealed class CodeWriter
{
    private const int Width = 4;

    private StringBuilder text = new();
    private int depth;

    /// <summary>The text that is being written, with its indentation. Another one can take its place for a time.</summary>
    public (StringBuilder Text, int Depth) Page
    {
        get => (text, depth);
        set => (text, depth) = value;
    }

    /// <summary>An empty line; at most one in a row, none after an opening brace.</summary>
    public CodeWriter Line()
    {
        if (text.Length > 0 && !EndsWith("\n\n") && !EndsWith("{\n")) text.Append('\n');
        return this;
    }

    /// <summary>One line, or several parted by <c>\n</c>, each at the present indentation.</summary>
    public CodeWriter Line(string line)
    {
        foreach (string part in line.Split('\n'))
        {
            string trimmed = part.TrimEnd('\r', ' ');
            if (trimmed.Length > 0) text.Append(' ', depth * Width).Append(trimmed);
            text.Append('\n');
        }
        return this;
    }

    public CodeWriter Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines) Line(line);
        return this;
    }

    /// <summary>An opening brace, after <paramref name="header"/> on a line of its own; the closing brace comes with the disposal.</summary>
    public Scope Block(string? header = null, string close = "}")
    {
        if (header is not null) Line(header);
        Line("{");
        depth++;
        return new(this, close);
    }

    /// <summary>Deeper indentation without braces.</summary>
    public Scope Indent()
    {
        depth++;
        return new(this, null);
    }

    /// <summary>A documentation element, its text already escaped.</summary>
    public CodeWriter Doc(string element, string content)
    {
        string[] lines = content.Split('\n');
        string name = element.Split(' ')[0];
        if (lines.Length == 1) return Line($"/// <{element}>{content}</{name}>");
        Line($"/// <{element}>");
        foreach (string line in lines) Line($"/// {line}");
        return Line($"/// </{name}>");
    }

    /// <summary>Text for a documentation comment.</summary>
    public static string Escape(string content) => content.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>A C# string literal.</summary>
    public static string Literal(string value)
    {
        var literal = new StringBuilder("\"");
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => literal.Append("\\\""),
                '\\' => literal.Append("\\\\"),
                '\n' => literal.Append("\\n"),
                '\r' => literal.Append("\\r"),
                '\t' => literal.Append("\\t"),
                < ' ' or '\u0085' or '\u2028' or '\u2029' => literal.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)),
                _ => literal.Append(c),
            };
        }
        return literal.Append('"').ToString();
    }

    public override string ToString() => text.ToString();

    private bool EndsWith(string tail)
    {
        if (text.Length < tail.Length) return false;
        for (int i = 0; i < tail.Length; i++)
            if (text[text.Length - tail.Length + i] != tail[i]) return false;
        return true;
    }

    private void Close(string? brace)
    {
        depth--;
        if (brace is null) return;
        if (EndsWith("\n\n")) text.Length--;
        Line(brace);
    }

    /// <summary>Ends what <see cref="Block"/> or <see cref="Indent"/> began.</summary>
    internal readonly struct Scope(CodeWriter writer, string? close) : IDisposable
    {
        public void Dispose() => writer.Close(close);
    }
}
