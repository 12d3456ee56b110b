using GraphDsl.Generators.Capture;
using GraphDsl.Generators.Capture.Reuse;
using GraphDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GraphDsl.Generators.Tests.Incrementality;

/// <summary>
/// One edit after another: which functions are captured anew, which compiled anew, and that what comes out is what a first run on the
/// edited program gives, to the letter and to the place of each message.
/// </summary>
public sealed class EditTests
{
    /// <summary>A program in several files, which depend on each other in different ways.</summary>
    internal static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["Program.cs"] = """
            namespace Models
            {
                [GraphModule]
                public partial class Model : Base
                {
                    private const int Size = 3;

                    [Shape(3)] public readonly SharedVector<float> V = Shared.Zeros<float>(Size);

                    // About the first.
                    /// <summary>The first.</summary>
                    [GraphFunction]
                    private Expr<float> FirstGraph(Vector<float> x) => Helpers.Scaled(x) * V;

                    [GraphFunction]
                    private Expr<float> SecondGraph(Vector<float> x)
                    {
                        return x + V * Size;
                    }

                    private int Idle() => 1;

                    [GraphFunction]
                    private Expr<float> ThirdGraph(Vector<float> x, Vector<int> n) => Common(x).Doubled() * T.Sum(T.Cast<float>(n));
                }
            }
            """,
        ["File1.cs"] = """
            public static class Helpers
            {
                public static Expr<float> Scaled(Expr<float> x) => x * Constants.Scale;

                public static Expr<float> Spare(Expr<float> x) => x;
            }
            """,
        ["File2.cs"] = """
            internal static class Constants
            {
                public const float Scale = 2;
            }
            """,
        ["File3.cs"] = """
            public abstract class Base
            {
                protected virtual float Factor => 2;

                protected Expr<float> Common(Expr<float> x) => x * Factor;
            }
            """,
        ["File4.cs"] = """
            public static class Extensions
            {
                public static Expr<float> Doubled(this Expr<float> x) => x + x;
            }
            """,
        ["File5.cs"] = "internal static class Unrelated { public const int Number = 1; }",
    };

    /// <summary>The edits: a file, what is replaced by what, the functions whose text it reaches, the outcomes of compiling each.</summary>
    public static TheoryData<string, string, string, string, string, string> Edits => new()
    {
        // Nothing reaches these.
        { "a constant elsewhere", "File5.cs", "Number = 1", "Number = 2", "", "Cached Cached Cached" },
        { "a member elsewhere", "File5.cs", "{ public", "{ public static int Twice(int x) => 2 * x; public", "", "Cached Cached Cached" },
        { "a type elsewhere", "File5.cs", "internal static class", "internal interface IMore; internal static class", "", "Cached Cached Cached" },
        { "a helper that nobody calls", "File1.cs", "=> x;", "=> x * 9;", "", "Cached Cached Cached" },
        { "a method of the class that describes nothing", "Program.cs", "Idle() => 1", "Idle() => 1234", "", "Cached Cached Cached" },
        { "a comment above", "Program.cs", "// About the first.", "// About the first,\n // in two lines.", "", "Cached Cached Cached" },
        { "a comment at the top", "Program.cs", "namespace Models", "// Models.\nnamespace Models", "", "Cached Cached Cached" },
        { "a pragma", "Program.cs", "namespace Models", "#pragma warning disable GDSL0035\nnamespace Models", "", "Cached Cached Cached" },
        { "a comment in a helper's file", "File1.cs", "public static class", "// Helpers.\n\npublic static class", "", "Cached Cached Cached" },

        // One function.
        { "a comment in a body", "Program.cs", "return x", "/* the sum */ return x", "SecondGraph", "Cached Cached Cached" },
        { "a comment in an expression", "Program.cs", "x + V * Size", "x + /* here */ V * Size", "SecondGraph", "Cached Modified Cached" },
        { "the body of one function", "Program.cs", "x + V * Size", "x - V * Size", "SecondGraph", "Cached Modified Cached" },
        { "the documentation", "Program.cs", "The first.<", "The very first.<", "FirstGraph", "Cached Cached Cached" },
        { "a helper in another file", "File1.cs", "x * Constants.Scale", "x - Constants.Scale", "FirstGraph", "Modified Cached Cached" },
        { "a constant that a helper reads", "File2.cs", "Scale = 2", "Scale = 4", "FirstGraph", "Modified Cached Cached" },
        { "a property that a base class reads", "File3.cs", "Factor => 2", "Factor => 5", "ThirdGraph", "Cached Cached Modified" },
        { "an overload that is a better match", "File1.cs", "public static Expr<float> Spare", "public static Expr<float> Scaled(Vector<float> x) => x - 7;\n    public static Expr<float> Spare", "FirstGraph", "Modified Cached Cached" },
        { "a nearer class of the same name", "File5.cs", "internal static class", "namespace Models { internal static class Helpers { public static Expr<float> Scaled(Expr<float> x) => x * 7; } } internal static class", "FirstGraph", "Modified Cached Cached" },
        { "a namespace of the name of a class", "File5.cs", "internal static class", "namespace Models.Helpers { internal class Nothing; } internal static class", "FirstGraph", "Modified Cached Cached" },
        { "an extension", "File4.cs", "=> x + x", "=> x * 8", "ThirdGraph", "Cached Cached Modified" },

        // All that reach a declaration, though most of them stay what they are.
        { "a nearer extension", "File5.cs", "internal static class", "namespace Models { internal static class Nearer { public static Expr<float> Doubled(this Expr<float> x) => x * 8; } } internal static class", "FirstGraph SecondGraph ThirdGraph", "Cached Cached Modified" },
        { "a constant of the class", "Program.cs", "Size = 3", "Size = 03 + 1", "FirstGraph SecondGraph ThirdGraph", "Cached Modified Cached" },
        { "another name of a constant", "Program.cs", "Size", "Length", "FirstGraph SecondGraph ThirdGraph", "Cached Modified Cached" }, // the text of an expression
        { "an override", "Program.cs", "private int Idle()", "protected override float Factor => 6; private int Idle()", "FirstGraph SecondGraph ThirdGraph", "Cached Cached Modified" },
        { "an overload in the base class", "File3.cs", "protected Expr<float> Common", "protected Expr<float> Common(Vector<float> x) => x * 9; protected Expr<float> Common", "FirstGraph SecondGraph ThirdGraph", "Cached Cached Modified" },
        { "another base class", "File3.cs", "abstract class Base\n", "abstract class Base : object\n", "FirstGraph SecondGraph ThirdGraph", "Cached Cached Cached" },
        { "the shape of a shared variable", "Program.cs", "[Shape(3)]", "[Shape(\"n\")]", "FirstGraph SecondGraph ThirdGraph", "Modified Modified Cached" },
        { "an initialiser", "Program.cs", "Shared.Zeros<float>(Size)", "Shared.Zeros<float>(Size, name: \"v\")", "FirstGraph SecondGraph ThirdGraph", "Cached Cached Cached" },
        { "a parameter", "Program.cs", "SecondGraph(Vector<float> x)", "SecondGraph(Matrix<float> x)", "FirstGraph SecondGraph ThirdGraph", "Cached Modified Cached" },
        { "a new member before", "Program.cs", "// About", "private int More; // About", "FirstGraph SecondGraph ThirdGraph", "Cached Cached Cached" },
        { "a range of one's own", "File5.cs", "internal static class", "namespace System { internal class Extra; } internal static class", "FirstGraph SecondGraph ThirdGraph", "Cached Cached Cached" },
        { "a global alias", "Usings.cs", "global using floatX = float", "global using floatX = double", "FirstGraph SecondGraph ThirdGraph", "Cached Cached Cached" },

        // What is wrong now.
        { "a mistake", "Program.cs", "x + V * Size", "x + missing", "SecondGraph", "Cached Modified Cached" },
        { "a mistake of shapes", "Program.cs", "x + V * Size", "T.Dot(x, V) + T.Dot(T.Zeros<float>(4), V)", "SecondGraph", "Cached Modified Cached" },
        { "an unfinished line", "Program.cs", "return x + V * Size;", "return x + V *", "FirstGraph SecondGraph ThirdGraph", "Cached Modified Cached" },
        { "a helper is gone", "File1.cs", "Scaled", "Scalded", "FirstGraph", "Modified Cached Cached" },
        { "the base class is gone", "File3.cs", "class Base", "class Bass", "FirstGraph SecondGraph ThirdGraph", "Cached Cached Modified" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_does_what_it_must_and_no_more(string what, string file, string old, string text, string anew, string compiled)
    {
        var before = Generation.Of([.. Files.Values]);
        Assert.Empty(before.CompilerDiagnostics);
        Assert.Equal("GDSL0035", Assert.Single(before.Diagnostics).Id);
        var after = before.Then(c => Replace(c, file, old, text));
        Assert.Equal((what, anew), (what, CapturedAnew(before.Input, after.Input)));
        Assert.Equal((what, compiled), (what, string.Join(" ", after.Result.Results[0].TrackedSteps[TrackingNames.Compile]
            .SelectMany(s => s.Outputs).Select(o => o.Reason is IncrementalStepRunReason.Unchanged ? IncrementalStepRunReason.Cached : o.Reason))));
        AssertAsFirst(after);
        var back = after.Then(_ => before.Input);
        AssertAsFirst(back);
        Assert.Equal(before.Files, back.Files);
    }

    [Fact]
    public void Edits_in_a_row_give_what_a_first_run_gives()
    {
        var generation = Generation.Of([.. Files.Values]);
        foreach (string[] edit in Edits.Select(row => row.Cast<string>().ToArray()))
        {
            string source = generation.Input.SyntaxTrees.Single(t => t.FilePath == edit[1]).ToString();
            if (!source.Contains(edit[2], StringComparison.Ordinal)) continue; // an earlier edit took the place
            generation = generation.Then(c => Replace(c, edit[1], edit[2], edit[3]));
            AssertAsFirst(generation);
        }
    }

    [Fact]
    public void A_message_moves_with_its_expression()
    {
        var before = Generation.Of("""
            [GraphModule]
            public partial class Model
            {
                [GraphFunction]
                private Expr<float> WrongGraph(Vector<float> x) => x + T.Zeros<float>(3) + T.Zeros<float>(4);
            }
            """);
        var after = before.Then(c => Replace(c, "Program.cs", "[GraphFunction]", "// Above.\n    [GraphFunction]"));
        var (old, moved) = (Assert.Single(before.Diagnostics), Assert.Single(after.Diagnostics));
        Assert.Equal("", CapturedAnew(before.Input, after.Input));
        Assert.Equal(old.GetMessage(), moved.GetMessage());
        Assert.Equal(old.Location.GetLineSpan().StartLinePosition.Line + 1, moved.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Same(after.Input.SyntaxTrees.Single(t => t.FilePath == "Program.cs"), moved.Location.SourceTree);
        AssertAsFirst(after);
    }

    [Theory]
    [InlineData("#define FAST\n", "#if FAST\n=> x * 2;\n#else\n=> x;\n#endif\n", "#define SLOW\n")]
    [InlineData("#nullable enable\n", "=> x;", "#nullable disable\n")]
    [InlineData("using Chosen = First;\n", "=> Chosen.Of(x);", "using Chosen = Second;\n")]
    [InlineData("using static First;\n", "=> Of(x);", "using static Second;\n")]
    [InlineData("namespace A;\n", "=> x;", "namespace B;\n")]
    public void What_stands_above_can_change_what_is_below(string old, string body, string text)
    {
        var before = Generation.Of(
            old + "[GraphModule] public partial class Model { [GraphFunction] private Expr<float> OnlyGraph(Vector<float> x)\n" + body + "\n}",
            "public static class First { public static Expr<float> Of(Expr<float> x) => x + 1; } public static class Second { public static Expr<float> Of(Expr<float> x) => x + 2; }");
        var after = before.Then(c => Replace(c, "Program.cs", old, text));
        Assert.Equal("OnlyGraph", CapturedAnew(before.Input, after.Input));
        AssertAsFirst(after);
    }

    [Fact]
    public void Blocks_of_extensions_are_found_without_their_class()
    {
        var before = Generation.Of(
            "namespace Models { [GraphModule] public partial class Model { [GraphFunction] private Expr<float> OnlyGraph(Vector<float> x) => x.Doubled(); } }",
            "public static class Far { extension(Expr<float> x) { public Expr<float> Doubled() => x + x; } }", "public class Other;");
        var after = before.Then(c => Replace(c, "File2.cs", "public class Other;", "namespace Models { public static class Near { extension(Expr<float> x) { public Expr<float> Doubled() => x * 2; } } }"));
        Assert.Equal("OnlyGraph", CapturedAnew(before.Input, after.Input));
        AssertAsFirst(after);
    }

    [Fact]
    public void Options_and_references_count()
    {
        var before = Generation.Of([.. Files.Values]);
        foreach (var edit in new Func<Compilation, Compilation>[]
        {
            c => c.WithOptions(((CSharpCompilationOptions)c.Options).WithOverflowChecks(true)),
            c => c.WithAssemblyName("Another"),
            c => c.AddReferences(MetadataReference.CreateFromFile(typeof(FactAttribute).Assembly.Location)),
        })
        {
            var after = before.Then(edit);
            Assert.Equal("FirstGraph SecondGraph ThirdGraph", CapturedAnew(before.Input, after.Input));
            AssertAsFirst(after);
        }
        var same = before.Then(c => c.ReplaceReference(c.References.First(), MetadataReference.CreateFromFile(c.References.First().Display!)));
        AssertAsFirst(same);
    }

    [Theory]
    [InlineData(nameof(Programs.LogisticRegression))]
    [InlineData(nameof(Programs.Scans))]
    [InlineData("files")]
    public void All_that_capture_reads_is_within_reach(string program)
    {
        var compilation = Generation.Compile(program == "files" ? [.. Files.Values] : [program == nameof(Programs.Scans) ? Programs.Scans : Programs.LogisticRegression]);
        var outline = new CaptureMemo().Program(compilation, default);
        foreach (var method in Describing(compilation))
        {
            var reach = Reach.Of(outline, method, method.Name, default);
            var evaluator = new Evaluator(compilation, outline.Model, method.ContainingType, default);
            evaluator.Capture(method);
            Assert.NotEmpty(evaluator.Read);
            Assert.All(evaluator.Read, n => Assert.True(reach.Covers(n.SyntaxTree, n.Span), n.ToString()));
            Assert.All(evaluator.SiteLocations.Concat(evaluator.Diagnostics.Select(d => d.Location)), l => Assert.True(reach.Places(l), l.ToString()));
        }
    }

    /// <summary>The functions whose text is not what it was.</summary>
    private static string CapturedAnew(Compilation before, Compilation after)
    {
        var memo = new CaptureMemo();
        var (old, now) = (Reaches(before), Reaches(after));
        return string.Join(" ", now.Where(n => !old.TryGetValue(n.Key, out var o) || o.Digest != n.Value.Digest || !o.Settings.Equals(n.Value.Settings)).Select(n => n.Key));

        Dictionary<string, Reach> Reaches(Compilation compilation) => Describing(compilation)
            .ToDictionary(m => m.Name, m => Reach.Of(memo.Program(compilation, default), m, m.Name, default), StringComparer.Ordinal);
    }

    private static IEnumerable<IMethodSymbol> Describing(Compilation compilation) => compilation.GetSymbolsWithName(_ => true, SymbolFilter.Member)
        .OfType<IMethodSymbol>().Where(m => m.HasAttribute("GraphFunctionAttribute")).OrderBy(m => m.Locations[0].SourceSpan.Start);

    /// <summary>The outcome is that of a first run.</summary>
    internal static void AssertAsFirst(Generation generation)
    {
        var first = Generation.Run(generation.Input, Generation.NewDriver());
        Assert.Equal(first.Files.Keys.Order(StringComparer.Ordinal), generation.Files.Keys.Order(StringComparer.Ordinal));
        foreach (var file in first.Files) Assert.Equal(file.Value, generation.Files[file.Key]);
        Assert.Equal(first.Diagnostics.Select(Said), generation.Diagnostics.Select(Said));

        static (string Text, SyntaxTree? File) Said(Diagnostic diagnostic) => ($"{diagnostic} {diagnostic.Location.SourceSpan}", diagnostic.Location.SourceTree);
    }

    private static Compilation Replace(Compilation compilation, string file, string old, string text)
    {
        var tree = compilation.SyntaxTrees.Single(t => t.FilePath == file);
        string source = tree.ToString();
        Assert.Contains(old, source, StringComparison.Ordinal);
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(source.Replace(old, text, StringComparison.Ordinal), Generation.ParseOptions, file));
    }
}
