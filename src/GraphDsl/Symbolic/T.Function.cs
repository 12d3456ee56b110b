using System.Runtime.CompilerServices;

namespace GraphDsl;

// What a describing method returns.
public static partial class T
{
    /// <summary>A function: at most one output, updates of shared variables that are all computed from the old values and then stored, and replacements of variables (<c>theano.function</c>).</summary>
    /// <param name="outputs">The output; null where there is none.</param>
    /// <param name="updates">Shared variables and their new values, of the same type and rank.</param>
    /// <param name="givens">Variables and what stands in their place, of the same type and rank.</param>
    public static Function Function(Expr? outputs = null, (Expr, Expr)[]? updates = null, (Expr, Expr)[]? givens = null)
        => throw Symbolic.NotAtRunTime();

    /// <summary>A function: several outputs, updates of shared variables that are all computed from the old values and then stored, and replacements of variables (<c>theano.function</c>).</summary>
    /// <param name="outputs">A tuple of expressions; its names become those of the generated tuple.</param>
    /// <param name="updates">Shared variables and their new values, of the same type and rank.</param>
    /// <param name="givens">Variables and what stands in their place, of the same type and rank.</param>
    public static Function Function<TOutputs>(TOutputs outputs, (Expr, Expr)[]? updates = null, (Expr, Expr)[]? givens = null) where TOutputs : struct, ITuple
        => throw Symbolic.NotAtRunTime();

    /// <summary>A function whose updates are a sequence: <c>updates: parameters.Zip(T.Grad(cost, parameters), (p, g) => (p, p - rate * g))</c>.</summary>
    /// <param name="updates">Shared variables and their new values, of the same type and rank.</param>
    /// <param name="outputs">The output; null where there is none.</param>
    /// <param name="givens">Variables and what stands in their place, of the same type and rank.</param>
    [OverloadResolutionPriority(-1)]
    public static Function Function<TVariable, TValue>(
        IEnumerable<(TVariable, TValue)> updates, Expr? outputs = null, (Expr, Expr)[]? givens = null)
        where TVariable : Expr
        where TValue : Expr
        => throw Symbolic.NotAtRunTime();

    /// <summary>A function with several outputs whose updates are a sequence.</summary>
    /// <param name="updates">Shared variables and their new values, of the same type and rank.</param>
    /// <param name="outputs">A tuple of expressions; its names become those of the generated tuple.</param>
    /// <param name="givens">Variables and what stands in their place, of the same type and rank.</param>
    [OverloadResolutionPriority(-1)]
    public static Function Function<TOutputs, TVariable, TValue>(
        IEnumerable<(TVariable, TValue)> updates, TOutputs outputs, (Expr, Expr)[]? givens = null)
        where TOutputs : struct, ITuple
        where TVariable : Expr
        where TValue : Expr
        => throw Symbolic.NotAtRunTime();
}
