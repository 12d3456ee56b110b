using GraphDsl.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GraphDsl.Generators.Capture;

/// <summary>Arrays and lists that members hold: what the class itself puts into them, and where generated code finds it.</summary>
internal sealed partial class Evaluator
{
    private static readonly HashSet<string> changes = ["Add", "AddRange", "Insert", "InsertRange", "Remove", "RemoveAt", "RemoveAll", "RemoveRange", "Clear", "Reverse", "Sort"];

    /// <summary>The element type of an array or a list.</summary>
    private static ITypeSymbol? ElementOfSequence(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Arity: 1, Name: "List" or "IList" or "IReadOnlyList" or "IEnumerable" or "ICollection" or "IReadOnlyCollection" or "ImmutableArray" } list => list.TypeArguments[0],
        _ => null,
    };

    /// <summary>An array or a list that a member holds: how many elements there are, and of what class, is read in the class's source.</summary>
    private Value Sequence(ISymbol member, Place place, ModuleValue? module, IOperation at)
    {
        RequireAccess(member, at);
        var operation = Unconverted(KeptValue(member));
        if (operation is null && member is IPropertySymbol { SetMethod.IsInitOnly: false, SetMethod.DeclaredAccessibility: Accessibility.Private } && InitializerSyntax(member) is { } syntax)
            operation = Unconverted(InitializerOperation(syntax));
        if (operation is null || Added(member) is not { } added)
            throw NotKnown(at, place.Name, "make it readonly with an initialiser that lists its elements, or list them once in the constructor");
        IEnumerable<IOperation>? elements = operation switch
        {
            ICollectionExpressionOperation collection when !collection.Elements.Any(e => e is ISpreadOperation) => collection.Elements,
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
            IObjectCreationOperation { Initializer: { } initializer } => initializer.Initializers.OfType<IInvocationOperation>().Select(i => i.Arguments[0].Value),
            IObjectCreationOperation { Arguments.Length: 0 } => [],
            _ => null,
        };
        var scope = new Frame(null, module, null) { Types = TypesOf(module) };
        var items = new List<Value>();
        if (elements is null)
        {
            if (InScope(scope, () => Evaluate(operation)) is not ListValue whole) throw NotKnown(at, place.Name, "list its elements");
            if (added.Count == 0) return whole;
            items.AddRange(whole.Items);
        }
        foreach (var element in (elements ?? []).Concat(added))
        {
            var made = Unconverted(element)!;
            var access = place.Element(items.Count);
            var type = made.Type;
            if (type.IsShared() && made is IInvocationOperation or IObjectCreationOperation) items.Add(SharedVariable(member, access, type!, at));
            else if (made is IObjectCreationOperation && type.IsSurface("RandomStreams")) items.Add(Stream(member, access));
            else if (made is IObjectCreationOperation creation && type is INamedTypeSymbol { TypeKind: TypeKind.Class } held && !held.IsExpr())
                items.Add(new ModuleValue(access, held, creation, module));
            else items.Add(InScope(scope, () => Evaluate(element)) is var value and not ErrorValue ? value : throw NotKnown(at, place.Name, $"its element '{Text(made)}' is only known when the constructor runs"));
        }
        return new ListValue(items);
    }

    /// <summary>
    /// What the constructor adds to a list, statement by statement; null where the class changes it in any other place or way, so
    /// that its elements cannot be told from the source.
    /// </summary>
    private List<IOperation>? Added(ISymbol member)
    {
        var adding = new List<IOperation>();
        var known = new HashSet<SyntaxNode>();
        foreach (var statement in ConstructorStatements(member.ContainingType))
        {
            if (statement is not IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod.Name: "Add", Arguments: [var argument] } call }) continue;
            if (!IsMember(call.Instance, member)) continue;
            adding.Add(argument.Value);
            known.Add(call.Syntax);
        }
        foreach (var reference in member.ContainingType.DeclaringSyntaxReferences)
        {
            var declaration = reference.GetSyntax(cancellation);
            read.Add(declaration); // a change anywhere in the class may add to the list
            foreach (var call in declaration.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (call.Expression is not MemberAccessExpressionSyntax { Expression: var list } access || !changes.Contains(access.Name.Identifier.Text) || known.Contains(call)) continue;
                if (Named(list) != member.Name) continue;
                var model = modelOf(call.SyntaxTree);
                var symbol = model.GetSymbolInfo(list, cancellation).Symbol;
                bool changed = SymbolEqualityComparer.Default.Equals(symbol?.OriginalDefinition, member.OriginalDefinition)
                    && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { ReducedFrom: null };
                if (changed) return null;
            }
        }
        return adding;
    }

    private static string? Named(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.Text,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.Text,
        _ => null,
    };
}
