using System.Text;
using System.Text.RegularExpressions;

namespace GraphDsl.Generators.Tests.Documentation;

/// <summary>A page of the documentation, in the repository.</summary>
internal static partial class Page
{
    /// <summary>The environment variable that, with the value 1, has pages rewritten instead of compared.</summary>
    private const string Update = "GRAPHDSL_UPDATE_DOCS";

    private const string Start = "<!-- generated -->\n";
    private const string End = "<!-- end of generated -->\n";

    /// <summary>The files of that pattern in folders of the repository, with <c>/</c> between the parts of their names.</summary>
    public static IEnumerable<string> Names(string pattern, params IEnumerable<string> folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Place(folder), pattern).Select(file => folder == "." ? Path.GetFileName(file) : $"{folder}/{Path.GetFileName(file)}"))
        .Order(StringComparer.Ordinal);

    /// <summary>What a page says, with <c>\n</c> line ends.</summary>
    public static string Read(string name) => File.ReadAllText(Place(name)).ReplaceLineEndings("\n");

    /// <summary>The page must be this text.</summary>
    public static void HoldAgainst(string name, string expected)
    {
        if (Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(Place(name), expected);
        string found = File.Exists(Place(name)) ? Read(name) : "";
        Assert.True(expected == found, $"{name} is not what the tables say: run this test with {Update}=1 to rewrite it. {Difference(expected, found)}");
    }

    /// <summary>The part of a page between the marks of generated text must be this.</summary>
    public static void HoldPartAgainst(string name, string expected)
    {
        string page = Read(name);
        int start = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length, end = page.IndexOf(End, StringComparison.Ordinal);
        HoldAgainst(name, page[..start] + expected + page[end..]);
    }

    /// <summary>The C# blocks of a page.</summary>
    public static IEnumerable<string> Blocks(string text) => Block().Matches(text).Select(m => m.Groups[1].Value);

    /// <summary>One row of a table.</summary>
    public static StringBuilder Row(this StringBuilder text, params IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");

    /// <summary>The head of a table.</summary>
    public static StringBuilder Head(this StringBuilder text, params string[] titles) =>
        text.Row(titles).Row(titles.Select(_ => "---"));

    private static string Difference(string expected, string found)
    {
        string[] wanted = expected.Split('\n'), there = found.Split('\n');
        int line = Enumerable.Range(0, Math.Max(wanted.Length, there.Length)).FirstOrDefault(i => i >= wanted.Length || i >= there.Length || wanted[i] != there[i]);
        return $"Line {line + 1}: expected '{wanted.ElementAtOrDefault(line)}', found '{there.ElementAtOrDefault(line)}'.";
    }

    private static string Place(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GraphDsl.sln")))
                return Path.Combine(folder.FullName, name);
        }
        throw new InvalidOperationException("the tests do not run inside the repository");
    }

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
