using System.Reflection;
using System.Text;
using System.Xml.Linq;
using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.Capture;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Tests.Documentation;

/// <summary>docs/operations.md says what the tables say.</summary>
public sealed class OperationsPageTests
{
    private const string Intro = """
        # Operations

        This page is written by a test from the tables of the compiler.

        ## What you write

        The members of `T`, and of `RandomStreams`, by group. Theano's names stand in parentheses.


        """;

    private const string Computed = """

        ## What is computed

        What the members above become, with the element types that each operation takes, its cost in floating-point operations per element (the figures of `GraphInfo`), and what its gradient is where the derivative jumps or does not exist. Gradients pass through floating-point values only.


        """;

    [Fact]
    public void Page_is_what_the_tables_say()
    {
        var text = new StringBuilder(Intro.ReplaceLineEndings("\n"));
        var summaries = Summaries();
        foreach (var group in Catalogue.All.GroupBy(e => e.Group))
        {
            var members = group.Select(e => (Entry: e, Member: Member(e))).Where(e => e.Member is not null).ToArray();
            text.Append("### ").Append(char.ToUpperInvariant(group.Key[0])).Append(group.Key[1..]).Append("\n\n").Head("member", "");
            foreach (var (entry, member) in members)
                text.Row($"`{member}`", summaries[$"{Owner(entry).FullName}.{entry.Name}"]);
            text.Append('\n');
        }
        text.Length--;
        text.Append(Computed.ReplaceLineEndings("\n")).Head("operation", "kind", "element types", "flops", "gradient");
        foreach (var op in OpTable.All.Where(o => o.Kind is not (OpKind.Placeholder or OpKind.Leaf)))
            text.Row($"`{op.Name}`", op.Kind.ToString().ToLowerInvariant(), Types(op.Types), op.Flops.ToString(System.Globalization.CultureInfo.InvariantCulture), GradientTable.Of(op.Code).Convention);
        Page.HoldAgainst("docs/operations.md", text.ToString());
    }

    private static bool IsDraw(CatalogueEntry entry) => entry.Group == "random";

    private static Type Owner(CatalogueEntry entry) => IsDraw(entry) ? typeof(RandomStreams) : typeof(T);

    /// <summary>How a user writes it; null for what the compiler knows and the surface does not have.</summary>
    private static string? Member(CatalogueEntry entry) =>
        Owner(entry).GetMember(entry.Name, BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).Length == 0 ? null
        : IsDraw(entry) ? $"rng.{entry.Name}" : $"T.{entry.Name}";

    private static string Types(TypeRule rule) => rule switch
    {
        TypeRule.Stated => "any, the result's is stated",
        TypeRule.Same => "any",
        TypeRule.Number => "numbers",
        TypeRule.SameFloat => "floating-point",
        TypeRule.Compare => "any, gives bool",
        TypeRule.Bitwise => "bool, integers",
        TypeRule.Truth => "bool",
        TypeRule.Select => "bool, then any",
        TypeRule.Long => "any, gives long",
        TypeRule.First => "the first operand's; indices are integers",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "a rule that the page has no words for"),
    };

    /// <summary>The summary of each member's first overload, from the documentation file of the library.</summary>
    private static Dictionary<string, string> Summaries()
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var file = XDocument.Load(Path.ChangeExtension(typeof(T).Assembly.Location, ".xml"));
        foreach (var member in file.Descendants("member"))
        {
            string name = member.Attribute("name")!.Value;
            if (name.StartsWith("M:", StringComparison.Ordinal) && member.Element("summary") is { } summary)
                found.TryAdd(name[2..].Split('(', '`')[0], Text(summary));
        }
        return found;
    }

    private static string Text(XElement summary) => string.Join(' ', string.Concat(summary.Nodes().Select(node => node switch
    {
        XElement e when e.Attribute("name") is { } name => $"`{name.Value}`",
        XElement e when e.Attribute("cref") is { } cref => $"`{cref.Value.Split('(', '`')[0].Split('.')[^1]}`",
        XElement e when e.Name == "c" => $"`{e.Value}`",
        XElement e => e.Value,
        _ => ((XText)node).Value,
    })).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
