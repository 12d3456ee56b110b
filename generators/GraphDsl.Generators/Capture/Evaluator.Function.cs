using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphDsl.Generators.Capture;

/// <summary><c>T.Function</c>: outputs, updates, givens.</summary>
internal sealed partial class Evaluator
{
    /// <summary>A part of a function could not be read; somebody, the compiler perhaps, has said why.</summary>
    private bool isIncomplete;

    private Value GraphFunction(IInvocationOperation call)
    {
        IOperation? Argument(string name) => call.Arguments.FirstOrDefault(a => a.Parameter?.Name == name && a.ArgumentKind != ArgumentKind.DefaultValue)?.Value;

        var outputsAt = Argument("outputs");
        var outputs = outputsAt is null ? null : Evaluate(outputsAt);
        if (outputs is ConstantValue { Object: null }) (outputs, outputsAt) = (null, null);
        return new GraphFunctionValue(outputs, outputsAt, Updates(Argument("updates")), Givens(Argument("givens")));
    }

    /// <summary>The pairs of a list, with the places of their parts.</summary>
    private IEnumerable<(Value First, Value Second, IOperation FirstAt, IOperation SecondAt)> Pairs(IOperation? list)
    {
        if (list is null) yield break;
        foreach (var (item, at) in Located(list))
        {
            if (item is not TupleValue { Items: [var first, var second] })
            {
                isIncomplete = true;
                continue;
            }
            isIncomplete |= first is ErrorValue || second is ErrorValue;
            var parts = (Unconverted(at) as ITupleOperation)?.Elements;
            yield return (first, second, parts?[0] ?? at, parts?[1] ?? at);
        }
    }

    private IEnumerable<(Value Item, IOperation At)> Located(IOperation list)
    {
        var elements = Unconverted(list) switch
        {
            ICollectionExpressionOperation collection => collection.Elements,
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
            _ => default,
        };
        if (elements.IsDefault)
        {
            var value = Evaluate(list);
            isIncomplete |= value is not ListValue;
            return value is ListValue items ? items.Items.Select(i => (i, list)) : [];
        }
        return elements.SelectMany(element => element is ISpreadOperation spread
            ? Located(spread.Operand).Select(i => (i.Item, Unconverted(spread.Operand) is ICollectionExpressionOperation ? i.At : spread.Operand))
            : [(Evaluate(element), element)]).ToList();
    }

    private List<Update> Updates(IOperation? list)
    {
        var updates = new List<Update>();
        foreach (var (target, value, targetAt, valueAt) in Pairs(list))
        {
            if (target is ErrorValue) continue;
            if (target is not NodeValue { Node: var node } || Graph[node].Op != OpCode.Variable || VariableOf(node).Kind != VariableKind.Shared)
            {
                Report(Descriptors.UpdateTarget, targetAt, Text(targetAt), "it is not a shared variable; make it a SharedVector, SharedMatrix, ... of the module");
                continue;
            }
            int variable = ((VariableData)Graph[node].Data!).Index;
            var shared = VariableOf(node);
            if (updates.Any(u => u.Variable == variable))
            {
                Report(Descriptors.UpdatedTwice, targetAt, shared.Name);
                continue;
            }
            if (value is ErrorValue || Fitting(value, valueAt, shared, Descriptors.UpdateMismatch) is not { } result) continue;
            updates.Add(new(variable, result, SiteOf(valueAt)));
        }
        return updates;
    }

    private List<Given> Givens(IOperation? list)
    {
        var givens = new List<Given>();
        foreach (var (variable, replacement, variableAt, replacementAt) in Pairs(list))
        {
            if (variable is ErrorValue) continue;
            if (variable is not NodeValue { Node: var node } || Graph[node].Op != OpCode.Variable)
            {
                Report(Descriptors.GivenTarget, variableAt, Text(variableAt), "it is an expression; only variables can be replaced");
                continue;
            }
            int index = ((VariableData)Graph[node].Data!).Index;
            var given = VariableOf(node);
            if (givens.Any(g => g.Variable == index))
            {
                Report(Descriptors.GivenTarget, variableAt, given.Name, "it is replaced twice");
                continue;
            }
            if (replacement is ErrorValue || Fitting(replacement, replacementAt, given, Descriptors.GivenMismatch) is not { } result)
            {
                givens.Add(new(index, -1, -1)); // bound, though wrongly: no second message
                continue;
            }
            givens.Add(new(index, result, SiteOf(replacementAt)));
        }
        return givens;
    }

    /// <summary>The node of a value that is to stand for a variable; null, with a message, where it cannot.</summary>
    private int? Fitting(Value value, IOperation at, Variable variable, DiagnosticDescriptor mismatch)
    {
        var outer = current;
        current = at;
        try
        {
            int node = value is ConstantValue ? Number(value, variable.Type, at) : Tensor(value, at);
            var (have, want) = (Graph[node], variable.Shape);
            if (have.Type != variable.Type)
                Report(mismatch, at, variable.Name, $"elements of type {have.Type.Keyword()}", variable.Type.Keyword(), ": use T.Cast");
            else if (have.Rank != want.Rank)
                Report(mismatch, at, variable.Name, $"rank {have.Rank}", $"rank {want.Rank}", $" (shapes {Graph.Describe(have.Shape)} and {Graph.Describe(want)})");
            else if (Enumerable.Range(0, want.Rank).Any(axis => want[axis].IsConstant && Dim.SurelyDiffer(have.Shape[axis], want[axis])))
                Report(mismatch, at, variable.Name, $"shape {Graph.Describe(have.Shape)}", Graph.Describe(want), "");
            else return node;
        }
        catch (CaptureException e)
        {
            Report(e.Descriptor, e.At ?? at, e.Arguments);
        }
        finally
        {
            current = outer;
        }
        return null;
    }
}
