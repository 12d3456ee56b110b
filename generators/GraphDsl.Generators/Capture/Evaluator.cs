using System.Runtime.CompilerServices;
using System.Text;
using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace GraphDsl.Generators.Capture;

/// <summary>
/// Runs a describing method at build time over Roslyn's operations: C# is evaluated, tensors become nodes of a graph.
/// Each kind of expression has a file of its own; this one holds what they share.
/// </summary>
/// <param name="compilation">The program.</param>
/// <param name="modelOf">The model of a file.</param>
/// <param name="container">The class that is generated into.</param>
/// <param name="cancellation">Ends the evaluation.</param>
internal sealed partial class Evaluator(Compilation compilation, Func<SyntaxTree, SemanticModel> modelOf, INamedTypeSymbol container, CancellationToken cancellation)
{
    private const int MaxSteps = 2_000_000;
    private const int MaxDepth = 250;
    private const int SiteLength = 120;

    private readonly HashSet<SyntaxNode> read = [];
    private readonly Dictionary<(SyntaxTree, TextSpan), int> sites = [];
    private readonly List<Location> siteLocations = [];
    private readonly List<DiagnosticInfo> diagnostics = [];
    private readonly HashSet<(string, Location)> reported = [];
    private Frame frame = new(null, null, null);
    private IOperation? current;
    private int steps;
    private int depth;

    public GraphBuilder Graph { get; } = new();

    public IReadOnlyList<DiagnosticInfo> Diagnostics => diagnostics;

    public bool HasErrors => diagnostics.Any(d => d.Descriptor.DefaultSeverity == DiagnosticSeverity.Error);

    /// <summary>The syntax whose meaning was asked for.</summary>
    public IReadOnlyCollection<SyntaxNode> Read => read;

    /// <summary>True where the compiler's own errors were asked for.</summary>
    public bool SeesErrors { get; private set; }

    /// <summary>Where each site of the graph stands.</summary>
    public IReadOnlyList<Location> SiteLocations => siteLocations;

    /// <summary>The value of an expression; a mistake inside has been reported when an error comes back.</summary>
    private Value Evaluate(IOperation? operation)
    {
        if (operation is null) return ConstantValue.Null;
        CountStep(operation);
        if (operation.Type is { TypeKind: TypeKind.Error }) return ErrorValue.Instance; // the compiler has its own message
        var outer = current;
        current = operation;
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return operation.ConstantValue is { HasValue: true, Value: var constant } && operation is not IConversionOperation { OperatorMethod: not null }
                ? new ConstantValue(constant) : Expression(operation);
        }
        catch (CaptureException e)
        {
            Report(e.Descriptor, e.At ?? operation, e.Arguments);
        }
        catch (GraphException e)
        {
            Report(e.Error.Descriptor(), operation, Sentence(e.Message));
        }
        catch (PoisonException)
        {
            // reported where it arose
        }
        catch (InsufficientExecutionStackException)
        {
            throw new CaptureAbortException(Descriptors.TooDeep, operation, "The expressions are nested too deeply");
        }
        finally
        {
            current = outer;
        }
        return ErrorValue.Instance;
    }

    /// <summary>The value of an expression without which the present one means nothing.</summary>
    private Value Need(IOperation? operation) => Sound(Evaluate(operation));

    private static Value Sound(Value value) => value is ErrorValue ? throw new PoisonException() : value;

    private void CountStep(IOperation operation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (++steps > MaxSteps)
            throw new CaptureAbortException(Descriptors.TooDeep, operation, "Evaluating this method takes more than two million steps");
    }

    private void Report(DiagnosticDescriptor descriptor, IOperation operation, params object[] arguments) =>
        Report(descriptor, operation.Syntax.GetLocation(), arguments);

    private void Report(DiagnosticDescriptor descriptor, int site, params object[] arguments) =>
        Report(descriptor, site >= 0 ? siteLocations[site] : Location.None, arguments);

    private void Report(DiagnosticDescriptor descriptor, Location location, params object[] arguments)
    {
        if (reported.Add((descriptor.Id, location))) diagnostics.Add(DiagnosticInfo.Of(descriptor, location, arguments));
    }

    private static CaptureException Unsupported(IOperation? at, string what, string instead) =>
        new(Descriptors.UnsupportedCSharp, at, what, instead);

    private static CaptureException NotKnown(IOperation? at, string what, string why) =>
        new(Descriptors.NotKnown, at, what, why);

    private static string Sentence(string message) =>
        message.Length == 0 ? message : char.ToUpperInvariant(message[0]) + message.Substring(1);

    /// <summary>The source of an expression on one line.</summary>
    private static string Text(IOperation operation)
    {
        var text = new StringBuilder();
        bool space = false;
        foreach (char c in operation.Syntax.ToString())
        {
            if (char.IsWhiteSpace(c))
            {
                space = text.Length > 0;
                continue;
            }
            if (space) text.Append(' ');
            space = false;
            text.Append(c);
            if (text.Length > SiteLength) return text.ToString(0, SiteLength - 3).TrimEnd() + "...";
        }
        return text.ToString();
    }

    private int SiteOf(IOperation? operation)
    {
        if (operation is null) return -1;
        var key = (operation.Syntax.SyntaxTree, operation.Syntax.Span);
        if (sites.TryGetValue(key, out int site)) return site;
        site = SiteNamed(Text(operation), NameOf(operation), operation);
        sites.Add(key, site);
        return site;
    }

    private int SiteNamed(string text, string? name, IOperation operation)
    {
        siteLocations.Add(operation.Syntax.GetLocation());
        return Graph.AddSite(new(text, name));
    }

    /// <summary>What the user calls the value: the local it initialises, the helper it is the body of.</summary>
    private string? NameOf(IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is IConversionOperation { IsImplicit: true }) parent = parent.Parent;
        return parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol.Name,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } => local.Local.Name,
            IReturnOperation => frame.Method switch
            {
                { AssociatedSymbol: { } property } => property.Name,
                { MethodKind: MethodKind.AnonymousFunction } => null,
                var method => method?.Name,
            },
            _ => null,
        };
    }

    private GraphBuilder At()
    {
        Graph.CurrentSite = SiteOf(current);
        return Graph;
    }

    /// <summary>The meaning of syntax anywhere in the program.</summary>
    private IOperation? OperationOf(SyntaxNode syntax)
    {
        read.Add(syntax);
        return modelOf(syntax.SyntaxTree).GetOperation(syntax, cancellation);
    }

    /// <summary>A type with the type parameters of generic helpers and classes replaced by what they stand for here.</summary>
    private ITypeSymbol Resolve(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => frame.TypeArgument(parameter) ?? parameter,
        IArrayTypeSymbol array => compilation.CreateArrayTypeSymbol(Resolve(array.ElementType), array.Rank),
        INamedTypeSymbol { IsTupleType: true } tuple => compilation.CreateTupleTypeSymbol(
            [.. tuple.TupleElements.Select(e => Resolve(e.Type))], [.. tuple.TupleElements.Select(e => e.IsExplicitlyNamedTupleElement ? e.Name : null)]),
        INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false, ContainingType: null } named =>
            named.OriginalDefinition.Construct([.. named.TypeArguments.Select(Resolve)]),
        _ => type,
    };

    /// <summary>The element type that a type argument stands for.</summary>
    private DType ElementTypeOf(ITypeSymbol type, IOperation? at) =>
        SymbolicTypes.TryDType(Resolve(type)) ?? throw new CaptureException(Descriptors.TypeMismatch, at,
            $"'{Resolve(type).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' is not an element type: use float, double, int, long, byte, bool or Half");

    private T InScope<T>(Frame inner, Func<T> action)
    {
        var outer = frame;
        frame = inner;
        try
        {
            return action();
        }
        finally
        {
            frame = outer;
        }
    }
}

/// <summary>Ends the capture of a function: nothing after it can be trusted.</summary>
internal sealed class CaptureAbortException(DiagnosticDescriptor descriptor, IOperation at, params object[] arguments) : Exception
{
    public DiagnosticDescriptor Descriptor => descriptor;

    public IOperation At => at;

    public object[] Arguments => arguments;
}
