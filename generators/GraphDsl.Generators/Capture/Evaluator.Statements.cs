using GraphDsl.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphDsl.Generators.Capture;

/// <summary>Statements: blocks, declarations, decisions and loops on what is known at build time.</summary>
internal sealed partial class Evaluator
{
    private const int MaxRounds = 100_000;

    private enum Flow
    {
        Next,
        Return,
        Break,
        Continue,
    }

    private Flow Execute(IOperation? statement)
    {
        if (statement is null) return Flow.Next;
        CountStep(statement);
        switch (statement)
        {
            case IBlockOperation block:
                return Block(block);
            case IVariableDeclarationGroupOperation group:
                foreach (var declarator in group.Declarations.SelectMany(d => d.Declarators)) Declare(declarator);
                return Flow.Next;
            case IVariableDeclarationOperation declaration:
                foreach (var declarator in declaration.Declarators) Declare(declarator);
                return Flow.Next;
            case IExpressionStatementOperation expression:
                if (Evaluate(expression.Operation) is not ErrorValue) WarnOfDropped(expression.Operation);
                return Flow.Next;
            case IReturnOperation { Kind: OperationKind.YieldReturn } result:
                (frame.Call.Yielded ??= []).Add(Evaluate(result.ReturnedValue));
                return Flow.Next;
            case IReturnOperation result:
                frame.Call.ResultSite = result.ReturnedValue;
                frame.Call.Result = result.ReturnedValue is { } returned ? Evaluate(returned) : null;
                return Flow.Return;
            case IConditionalOperation decision:
                return Condition(decision.Condition) ? InBlock(decision.WhenTrue) : InBlock(decision.WhenFalse);
            case ISwitchOperation choice:
                return Switch(choice);
            case IForEachLoopOperation loop:
                return ForEach(loop);
            case IForLoopOperation loop:
                return For(loop);
            case IWhileLoopOperation loop:
                return While(loop);
            case IBranchOperation { BranchKind: BranchKind.Break }:
                return Flow.Break;
            case IBranchOperation { BranchKind: BranchKind.Continue }:
                return Flow.Continue;
            case ILabeledOperation labeled:
                return Execute(labeled.Operation);
            case ILocalFunctionOperation or IEmptyOperation:
                return Flow.Next;
            case IMethodBodyOperation body:
                return Execute(body.BlockBody ?? body.ExpressionBody);
            case IThrowOperation failure:
                Evaluate(failure);
                throw new PoisonException();
            case IInvalidOperation:
                throw new PoisonException(); // the compiler has its own message
            default:
                Report(Descriptors.UnsupportedCSharp, statement, StatementName(statement),
                    "write it with if, switch, for, foreach or while over what is known at build time, or move it out of the describing method");
                throw new PoisonException();
        }
    }

    /// <summary>Nothing in a graph has a side effect: an operation whose result goes nowhere does nothing.</summary>
    private void WarnOfDropped(IOperation operation)
    {
        if (operation is not IInvocationOperation { TargetMethod: var method } call || !method.ContainingType.IsSurface()) return;
        string instead = method.Name switch
        {
            "Function" => "return it",
            "Print" or "Assert" or "SetSubtensor" or "IncSubtensor" => "use the tensor that it gives in place of the one it was given",
            _ => "use its result",
        };
        Report(Descriptors.DroppedResult, call, Text(call), instead);
    }

    private static string StatementName(IOperation statement) => statement switch
    {
        IBranchOperation => "goto",
        ITryOperation => "try",
        IUsingOperation or IUsingDeclarationOperation => "using",
        ILockOperation => "lock",
        _ => $"A statement of kind {statement.Kind}",
    };

    private Flow Block(IBlockOperation block) => InScope(new Frame(frame), () =>
    {
        foreach (var function in block.Operations.OfType<ILocalFunctionOperation>())
            frame.Declare(function.Symbol, new FunctionValue(function.Symbol, function.Body, frame, frame.Receiver));
        foreach (var statement in block.Operations)
        {
            var flow = Execute(statement);
            if (flow != Flow.Next) return flow;
        }
        return Flow.Next;
    });

    private Flow InBlock(IOperation? statement) =>
        statement is null or IBlockOperation ? Execute(statement) : InScope(new Frame(frame), () => Execute(statement));

    private void Declare(IVariableDeclaratorOperation declarator)
    {
        var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
        frame.Declare(declarator.Symbol, initializer is null ? Unassigned(declarator.Symbol.Type) : Evaluate(initializer.Value));
    }

    /// <summary>What a variable holds before it is assigned: the compiler sees to it that nobody reads it.</summary>
    private static Value Unassigned(ITypeSymbol type) => type.IsReferenceType ? ConstantValue.Null : ErrorValue.Instance;

    private bool Condition(IOperation condition)
    {
        var value = Need(condition);
        return value switch
        {
            ConstantValue { Object: bool holds } => holds,
            NodeValue => throw RunTimeCondition(condition),
            _ => throw Poisoned(Unsupported(condition, $"'{Text(condition)}'", "a condition must be known at build time")),
        };
    }

    private PoisonException RunTimeCondition(IOperation condition) =>
        Poisoned(new CaptureException(Descriptors.RunTimeCondition, condition, Text(condition)));

    /// <summary>Reports at once, for statements, which have no value that could stand for the mistake.</summary>
    private PoisonException Poisoned(CaptureException e)
    {
        Report(e.Descriptor, e.At ?? current!, e.Arguments);
        return new PoisonException();
    }

    private Flow Switch(ISwitchOperation choice)
    {
        var value = Need(choice.Value);
        return InScope(new Frame(frame), () =>
        {
            var section = choice.Cases.FirstOrDefault(c => c.Clauses.Any(clause => Matches(clause, value, choice.Value)))
                ?? choice.Cases.FirstOrDefault(c => c.Clauses.Any(clause => clause is IDefaultCaseClauseOperation));
            if (section is null) return Flow.Next;
            foreach (var statement in section.Body)
            {
                var flow = Execute(statement);
                if (flow != Flow.Next) return flow == Flow.Break ? Flow.Next : flow;
            }
            return Flow.Next;
        });
    }

    private bool Matches(ICaseClauseOperation clause, Value value, IOperation at) => clause switch
    {
        ISingleValueCaseClauseOperation single => SameValue(value, Need(single.Value), at),
        IPatternCaseClauseOperation pattern => Matches(pattern.Pattern, value, at) && (pattern.Guard is null || Condition(pattern.Guard)),
        _ => false,
    };

    private Flow ForEach(IForEachLoopOperation loop)
    {
        foreach (var item in Items(Need(loop.Collection), loop.Collection))
        {
            var flow = InScope(new Frame(frame), () =>
            {
                if (loop.LoopControlVariable is IVariableDeclaratorOperation variable) frame.Declare(variable.Symbol, item);
                else Assign(loop.LoopControlVariable, item);
                return Execute(loop.Body);
            });
            if (flow == Flow.Return) return flow;
            if (flow == Flow.Break) break;
        }
        return Flow.Next;
    }

    private Flow For(IForLoopOperation loop) => InScope(new Frame(frame), () =>
    {
        foreach (var statement in loop.Before) Execute(statement);
        for (int round = 0; loop.Condition is null || Condition(loop.Condition); round++)
        {
            LimitRounds(round, loop);
            var flow = Execute(loop.Body);
            if (flow == Flow.Return) return flow;
            if (flow == Flow.Break) break;
            foreach (var statement in loop.AtLoopBottom) Execute(statement);
        }
        return Flow.Next;
    });

    private Flow While(IWhileLoopOperation loop)
    {
        for (int round = 0; ; round++)
        {
            LimitRounds(round, loop);
            if (loop.ConditionIsTop && Condition(loop.Condition!) == loop.ConditionIsUntil) break;
            var flow = InBlock(loop.Body);
            if (flow == Flow.Return) return flow;
            if (flow == Flow.Break) break;
            if (!loop.ConditionIsTop && Condition(loop.Condition!) == loop.ConditionIsUntil) break;
        }
        return Flow.Next;
    }

    private static void LimitRounds(int round, IOperation loop)
    {
        if (round >= MaxRounds)
            throw new CaptureAbortException(Descriptors.TooDeep, loop, "This loop runs for more than a hundred thousand rounds");
    }
}
