using System.Text;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>Gives each thing in a scope a name of its own: the wished one, or with a number behind it.</summary>
internal sealed class NameAllocator
{
    private static readonly HashSet<string> keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte",
        "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof",
        "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while", "field", "value",
    ];

    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    public void Reserve(string name) => taken.Add(name);

    /// <summary>Takes exactly this name; false where it is taken.</summary>
    public bool TryTake(string name) => taken.Add(name);

    /// <summary>A free name like <paramref name="wish"/>, in camel case.</summary>
    public string Local(string wish) => Free(Camel(Identifier(wish)));

    /// <summary>A free name like <paramref name="wish"/>, in Pascal case.</summary>
    public string Type(string wish) => Free(Pascal(Identifier(wish)));

    /// <summary>The letters and digits of a text as one identifier.</summary>
    public static string Identifier(string text)
    {
        var name = new StringBuilder();
        bool upper = false;
        foreach (char c in text)
        {
            if (!char.IsLetterOrDigit(c) && c != '_')
            {
                upper = name.Length > 0;
                continue;
            }
            name.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }
        if (name.Length == 0) return "value";
        if (char.IsDigit(name[0])) name.Insert(0, '_');
        return name.ToString();
    }

    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>Camel case: leading capitals that form one word become small together.</summary>
    public static string Camel(string name)
    {
        int capitals = 0;
        while (capitals < name.Length && char.IsUpper(name[capitals])) capitals++;
        if (capitals > 1 && capitals < name.Length && char.IsLower(name[capitals])) capitals--;
        return name.Substring(0, capitals).ToLowerInvariant() + name.Substring(capitals);
    }

    private string Free(string name)
    {
        if (!keywords.Contains(name) && taken.Add(name)) return name;
        for (int number = 2; ; number++)
        {
            string numbered = FormattableString.Invariant($"{name}{number}");
            if (taken.Add(numbered)) return numbered;
        }
    }
}
