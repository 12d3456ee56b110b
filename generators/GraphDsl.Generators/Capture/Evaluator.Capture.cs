using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Lints;
using GraphDsl.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GraphDsl.Generators.Capture;

/// <summary>The way of a describing method: parameters become variables, the body runs, its result becomes a graph.</summary>
internal sealed partial class Evaluator
{
    private readonly Dictionary<int, IParameterSymbol> inputs = [];
    private readonly List<(Check Check, int NeededBy)> explicitChecks = [];
    private IOperation? returnedAt; // what the describing method returns

    /// <summary>Lays down a condition that no node infers.</summary>
    public void Require(Check check) => explicitChecks.Add((check, -1));

    /// <summary>Says that the conditions laid down since there were so many are those of a node.</summary>
    private void BelongTo(int node, int since)
    {
        for (int i = since; i < explicitChecks.Count; i++)
            if (explicitChecks[i].NeededBy < 0) explicitChecks[i] = (explicitChecks[i].Check, node);
    }

    public CapturedFunction Capture(IMethodSymbol method)
    {
        var parameters = new List<ParameterModel>();
        try
        {
            var call = new Frame(null, method.IsStatic ? null : new ModuleValue(method.ContainingType), null);
            bool sound = true;
            foreach (var parameter in method.Parameters) sound &= Input(parameter, call, parameters);
            var result = sound ? InScope(call, () => RunDescribing(method)) : ErrorValue.Instance;
            returnedAt = call.ResultSite;
            return Finish(method, result, parameters);
        }
        catch (CaptureAbortException e)
        {
            Report(e.Descriptor, e.At, e.Arguments);
            return Finish(method, ErrorValue.Instance, parameters);
        }
    }

    private Value RunDescribing(IMethodSymbol method)
    {
        var syntax = (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        var body = OperationOf(syntax);
        if (body is null) return ErrorValue.Instance;
        if (method.IsAsync)
        {
            Report(Descriptors.Signature, method.Locations[0], $"The describing method '{method.Name}' cannot be asynchronous: its graph is built at once");
            return ErrorValue.Instance;
        }
        return Run(body, method);
    }

    /// <summary>Makes the variable of a parameter.</summary>
    private bool Input(IParameterSymbol parameter, Frame call, List<ParameterModel> models)
    {
        var syntax = (parameter.DeclaringSyntaxReferences[0].GetSyntax(cancellation) as ParameterSyntax)!;
        var place = syntax.Type?.GetLocation() ?? parameter.Locations[0];
        var type = parameter.Type;
        int rank = SymbolicTypes.Rank(type) ?? (SymbolicTypes.TryDType(type) is null ? -1 : 0);
        var element = SymbolicTypes.TryDType(SymbolicTypes.ElementType(type) ?? type);
        if (parameter.RefKind != RefKind.None || rank < 0 || element is null || type.IsShared())
        {
            string hint = parameter.RefKind != RefKind.None ? "it cannot be passed by reference"
                : type.IsShared() ? "shared variables are members of the module"
                : type.IsExpr() && rank < 0 ? "declare its rank: Scalar<>, Vector<>, Matrix<>, Row<>, Col<>, Tensor3<> or Tensor4<>"
                : "its type must be Scalar<>, Vector<>, Matrix<>, Row<>, Col<>, Tensor3<> or Tensor4<> of float, double, int, long, byte, bool or Half";
            Report(Descriptors.Signature, place, $"The parameter '{parameter.Name}' of a describing method: {hint}");
            return false;
        }
        string name = Declarations.Escaped(parameter.Name);
        Graph.CurrentSite = -1;
        int variable = Graph.AddVariable(parameter.Name, VariableKind.Input, element.Value, index => DeclaredShape(parameter, type, rank, index, report: true), name, -1);
        inputs.Add(variable, parameter);
        call.Declare(parameter, new NodeValue(Graph.Variable(variable)));
        if (((IMethodSymbol)parameter.ContainingSymbol).PartialImplementationPart is { } part) call.Declare(part.Parameters[parameter.Ordinal], new NodeValue(Graph.Variable(variable)));
        models.Add(new(name, element.Value, rank, variable, Default(parameter, element.Value, rank)));
        return true;
    }

    /// <summary>The sizes that <c>[Shape]</c> declares, the others dynamic.</summary>
    private Shape DeclaredShape(ISymbol symbol, ITypeSymbol type, int rank, int variable, bool report = false)
    {
        var dynamic = UnitAxes(type, GraphBuilder.DynamicShape(variable, rank));
        if (symbol.FindAttribute("ShapeAttribute") is not { } attribute) return dynamic;
        var (dims, problem) = ShapeDeclaration.Read(attribute, symbol, rank);
        if (problem is not null)
        {
            if (report) Report(Descriptors.ShapeDeclaration, ShapeDeclaration.Place(attribute), problem);
            return dynamic;
        }
        return Shape.Of(dims.Select((dim, axis) => dim ?? dynamic[axis]));
    }

    /// <summary>The C# text of a parameter's default value.</summary>
    private string? Default(IParameterSymbol parameter, DType type, int rank)
    {
        object? value = parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue : null;
        var attribute = parameter.FindAttribute("DefaultAttribute");
        if (attribute is not null && attribute.ConstructorArguments.Length > 0) value = attribute.ConstructorArguments[0].Value;
        else if (!parameter.HasExplicitDefaultValue || rank > 0) return null;
        var place = attribute?.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation() ?? parameter.Locations[0];
        if (rank > 0)
        {
            Report(Descriptors.DefaultValue, place, $"[Default] on '{parameter.Name}': only scalars have default values");
            return null;
        }
        bool fits = value switch
        {
            bool => type == DType.Bool,
            null or string => false,
            _ => type != DType.Bool && ConstantArithmetic.IsNumber(value) && (type.IsFloat() || (ConstantArithmetic.IsWhole(value) && InRange(ConstantArithmetic.AsDouble(value), type))),
        };
        var required = ((IMethodSymbol)parameter.ContainingSymbol).Parameters.Skip(parameter.Ordinal)
            .FirstOrDefault(p => !p.HasExplicitDefaultValue && p.FindAttribute("DefaultAttribute") is null);
        if (fits && required is not null)
        {
            Report(Descriptors.DefaultValue, place, $"[Default] on '{parameter.Name}': '{required.Name}' after it has no default value; parameters with default values come last");
            return null;
        }
        if (fits) return DefaultText(value!, type);
        Report(Descriptors.DefaultValue, place, $"[Default] on '{parameter.Name}': {new ConstantValue(value)} is not a value of {type.Keyword()}");
        return null;
    }

    private static string DefaultText(object value, DType type) => type switch
    {
        DType.Bool => value is true ? "true" : "false",
        DType.Float16 => "(Half)" + SymbolDisplay.FormatPrimitive((float)ConstantArithmetic.AsDouble(value), false, false),
        DType.Float32 => FloatText(((float)ConstantArithmetic.AsDouble(value)).ToString("R", System.Globalization.CultureInfo.InvariantCulture), "float", "f"),
        DType.Float64 => FloatText(ConstantArithmetic.AsDouble(value).ToString("R", System.Globalization.CultureInfo.InvariantCulture), "double", "d"),
        _ => ConstantArithmetic.AsLong(value).ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private static string FloatText(string digits, string type, string suffix) => digits switch
    {
        "NaN" => $"{type}.NaN",
        "Infinity" => $"{type}.PositiveInfinity",
        "-Infinity" => $"{type}.NegativeInfinity",
        _ => digits + suffix,
    };

    private CapturedFunction Finish(IMethodSymbol method, Value result, List<ParameterModel> parameters)
    {
        var function = result as GraphFunctionValue
            ?? new GraphFunctionValue(result, null, [], []);
        var (outputs, models) = Outputs(function, method, parameters);
        if ((outputs is null || isIncomplete) && !HasErrors) ReportSilence(method);
        if (HasErrors || outputs is null || isIncomplete) return new(parameters, models, null);
        var graph = Graph.Build(outputs, function.Updates) with { Checks = explicitChecks.Select(c => c.Check).ToEquatable() };
        try
        {
            graph = Substitution.Apply(graph, [.. explicitChecks.Select(c => c.NeededBy)], function.Givens, RequireUpdatesFit);
        }
        catch (Substitution.Failure e)
        {
            Report(e.Error.Error.Descriptor(), e.Site, Sentence(e.Message));
            return new(parameters, models, null);
        }
        catch (Substitution.Cycle e)
        {
            Report(Descriptors.GivensCycle, e.Given.Site, Graph.Variables[e.Given.Variable].Name);
            return new(parameters, models, null);
        }
        RequireBound(graph, method);
        if (HasErrors) return new(parameters, models, null);
        ReportLints(graph);
        return new(parameters, models, graph);
    }

    private static readonly Dictionary<LintKind, DiagnosticDescriptor> lints = new()
    {
        [LintKind.LogOfSoftmax] = Descriptors.LogOfSoftmax,
        [LintKind.CutGradient] = Descriptors.CutGradient,
        [LintKind.RootAtZero] = Descriptors.RootAtZero,
        [LintKind.InexactSum] = Descriptors.InexactSum,
    };

    private void ReportLints(Graph graph)
    {
        foreach (var (kind, site) in NumericalLints.Find(graph)) Report(lints[kind], site, graph.Sites[site].Text);
    }

    /// <summary>Something went wrong without a message: that is right only where the compiler has one.</summary>
    private void ReportSilence(IMethodSymbol method)
    {
        SeesErrors = true;
        bool compilerKnows = read.Select(n => n.SyntaxTree).Distinct().Any(t => modelOf(t).GetDiagnostics(cancellationToken: cancellation).Any(d => d.Severity == DiagnosticSeverity.Error));
        if (!compilerKnows) Report(Descriptors.Internal, method.Locations[0], "capture", method.ToDisplayString(), "no value and no message");
    }

    /// <summary>A new value has the sizes that its shared variable declares.</summary>
    private void RequireUpdatesFit(GraphBuilder builder, IReadOnlyList<Update> updates)
    {
        foreach (var update in updates)
        {
            var shared = builder.Variables[update.Variable];
            for (int axis = 0; axis < shared.Shape.Rank; axis++)
            {
                var (have, want) = (builder[update.Node].Shape[axis], shared.Shape[axis]);
                bool isFree = want.Equals(Dim.Of(DimAtom.Size(update.Variable, axis)));
                if (isFree || have.Equals(want)) continue;
                if (Dim.SurelyDiffer(have, want))
                    Report(Descriptors.UpdateMismatch, update.Site, shared.Name, $"shape {builder.Describe(builder[update.Node].Shape)}", builder.Describe(shared.Shape), "");
                else builder.Require(new(CheckKind.Equal, have, want, FormattableString.Invariant($"{shared.Name}.Shape[{axis}]"), update.Site));
            }
        }
    }

    /// <summary>Every variable that the graph needs has a value; every input is needed.</summary>
    private void RequireBound(Graph graph, IMethodSymbol method)
    {
        var used = new HashSet<int>();
        var names = new HashSet<DimAtom>();
        foreach (var node in graph.Nodes)
        {
            if (node.Data is VariableData { Index: var index }) used.Add(index);
            foreach (var atom in node.Shape.Dims.Concat(node.Data?.Dims ?? []).SelectMany(d => d.Atoms()))
            {
                if (atom.Kind == DimAtomKind.Size) used.Add(atom.Index);
                if (atom.Kind == DimAtomKind.Named) names.Add(atom);
            }
        }
        // A declared name of a size is as good as the size of the first that bears it.
        names.ExceptWith(used.SelectMany(i => graph.Variables[i].Shape.Dims).SelectMany(d => d.Atoms()));
        used.UnionWith(Enumerable.Range(0, graph.Variables.Count).Where(i => graph.Variables[i].Shape.Dims.Any(d => d.Atoms().Any(names.Contains))));
        for (int i = 0; i < graph.Variables.Count; i++)
        {
            var variable = graph.Variables[i];
            if (variable.Kind == VariableKind.Free && used.Contains(i)) Report(Descriptors.Unbound, variable.Site, variable.Name, method.Name);
            if (variable.Kind == VariableKind.Input && !used.Contains(i)) Report(Descriptors.UnusedInput, inputs[i].Locations[0], variable.Name, method.Name);
        }
    }

    /// <summary>The results: their nodes, null where one is wrong, and what callers see of them as far as that is known.</summary>
    private (List<Output>? Nodes, List<OutputModel> Models) Outputs(GraphFunctionValue function, IMethodSymbol method, List<ParameterModel> parameters)
    {
        var nodes = new List<Output>();
        var models = new List<OutputModel>();
        if (function.Outputs is null) return (nodes, models);
        if (function.Outputs is ErrorValue)
        {
            models.AddRange(Guessed(method.ReturnType));
            return (null, models);
        }
        var declared = function.OutputsAt is null && method.ReturnType is INamedTypeSymbol { IsTupleType: true } type ? type : null;
        var (values, labels) = function.Outputs switch
        {
            TupleValue tuple => (tuple.Items, tuple.Items.Select((_, i) => declared?.TupleElements[i] is { IsExplicitlyNamedTupleElement: true } e ? e.Name : tuple.Names[i]).ToArray()),
            var single => ([single], [null]),
        };
        var sources = (Unconverted(function.OutputsAt) as ITupleOperation)?.Elements.ToArray() ?? (values.Length == 1 ? [function.OutputsAt] : []);
        var taken = new HashSet<string>(parameters.Select(p => p.Name), StringComparer.Ordinal);
        bool sound = true;
        for (int i = 0; i < values.Length; i++)
        {
            string label = labels[i] ?? SourceName(i < sources.Length ? sources[i] : null)
                ?? (values.Length == 1 ? "result" : FormattableString.Invariant($"output{i + 1}"));
            while (models.Any(m => m.Label.TrimStart('@') == label)) label += "_";
            string name = Declarations.Escaped(label);
            while (!taken.Add(name)) name += "Output";
            int? node = null;
            try
            {
                current = i < sources.Length && sources[i] is { } source ? source : function.OutputsAt ?? returnedAt;
                node = values[i] is ErrorValue ? null : Tensor(values[i], current);
            }
            catch (CaptureException e)
            {
                if ((e.At ?? current) is { } at) Report(e.Descriptor, at, e.Arguments);
                else Report(e.Descriptor, method.Locations[0], e.Arguments);
            }
            sound &= node is not null;
            var made = node is { } n ? Graph[n] : null;
            models.Add(new(name, made?.Type ?? DType.Float32, made?.Rank ?? -1) { Label = Declarations.Escaped(label) });
            if (node is { } known) nodes.Add(new(name, known));
        }
        return (sound ? nodes : null, models);
    }

    /// <summary>The results of a method that could not be captured, as its C# type tells them; rank -1 where it does not.</summary>
    private static IEnumerable<OutputModel> Guessed(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Select((e, i) =>
            new OutputModel(e.Name, SymbolicTypes.TryDType(SymbolicTypes.ElementType(e.Type)) ?? DType.Float32, SymbolicTypes.Rank(e.Type) ?? -1)),
        _ => [new("result", SymbolicTypes.TryDType(SymbolicTypes.ElementType(type)) ?? DType.Float32, SymbolicTypes.Rank(type) ?? -1)],
    };

    private static string? SourceName(IOperation? source) => Unconverted(source) switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IFieldReferenceOperation field => Camel(field.Field.Name),
        IPropertyReferenceOperation { Arguments.Length: 0, Property: var property } when !property.ContainingType.IsSurface() => Camel(property.Name),
        _ => null,
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
