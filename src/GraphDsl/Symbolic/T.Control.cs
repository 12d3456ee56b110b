using System.Runtime.CompilerServices;

namespace GraphDsl;

// Loops and choices that data decide.
public static partial class T
{
    /// <summary>
    /// A loop over sequences that carries state (<c>scan</c>). Inside the step a sequence stands for its current element and a state
    /// for its previous value; the result has the step's parts, each stacked along a new first axis, initial states not included.
    /// </summary>
    /// <param name="step">From the current elements and the states to the new states, in their order, and then further outputs.</param>
    /// <param name="sequences">One tensor or a tuple of them, walked along the first axis.</param>
    /// <param name="outputsInfo">The initial states: one tensor or a tuple of them; with as many leading rows, the oldest first, as T.Tap looks back where that is beyond -1 (further rows do not count).</param>
    /// <param name="nSteps">The number of steps; by default as many as the shortest sequence has elements for.</param>
    /// <param name="goBackwards">Whether the sequences are walked from the end.</param>
    /// <param name="truncateGradient">Over how many of the last steps gradients go back; -1 is all.</param>
    /// <param name="checkpointEvery">Store states for gradients only every so many steps and compute those between again; 0 stores all.</param>
    /// <param name="until">From the current elements and the states after the step; the step for which it holds is the last one that counts.</param>
    /// <param name="name">The name in graph listings.</param>
    public static TOut Scan<TSeq, TState, TOut>(
        Func<TSeq, TState, TOut> step, TSeq sequences, TState outputsInfo,
        Expr<long>? nSteps = null, bool goBackwards = false, int truncateGradient = -1, int checkpointEvery = 0,
        Func<TSeq, TState, Expr<bool>>? until = null, string? name = null)
        => throw Symbolic.NotAtRunTime();

    /// <summary>A loop that carries state, without sequences (<c>scan</c>).</summary>
    /// <param name="step">From the states to the new states, in their order, and then further outputs.</param>
    /// <param name="outputsInfo">The initial states, as in the other overload.</param>
    /// <param name="nSteps">The number of steps.</param>
    /// <param name="goBackwards">Of no effect where there are no sequences.</param>
    /// <param name="truncateGradient">Over how many of the last steps gradients go back; -1 is all.</param>
    /// <param name="checkpointEvery">Store states for gradients only every so many steps and compute those between again; 0 stores all.</param>
    /// <param name="until">From the states after the step; the step for which it holds is the last one that counts.</param>
    /// <param name="name">The name in graph listings.</param>
    public static TOut Scan<TState, TOut>(
        Func<TState, TOut> step, TState outputsInfo, Expr<long> nSteps,
        bool goBackwards = false, int truncateGradient = -1, int checkpointEvery = 0,
        Func<TState, Expr<bool>>? until = null, string? name = null)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The function of every element of the sequences, stacked along a new first axis (<c>map</c>).</summary>
    public static TOut Map<TSeq, TOut>(Func<TSeq, TOut> fn, TSeq sequences) => throw Symbolic.NotAtRunTime();

    /// <summary>The last state of a loop over the sequences (<c>reduce</c>).</summary>
    public static TOut Reduce<TSeq, TState, TOut>(Func<TSeq, TState, TOut> step, TSeq sequences, TState outputsInfo) => throw Symbolic.NotAtRunTime();

    /// <summary>The last state of a loop over the sequences from the first element on (<c>foldl</c>).</summary>
    public static TOut Foldl<TSeq, TState, TOut>(Func<TSeq, TState, TOut> step, TSeq sequences, TState outputsInfo) => throw Symbolic.NotAtRunTime();

    /// <summary>The last state of a loop over the sequences from the last element back (<c>foldr</c>).</summary>
    public static TOut Foldr<TSeq, TState, TOut>(Func<TSeq, TState, TOut> step, TSeq sequences, TState outputsInfo) => throw Symbolic.NotAtRunTime();

    /// <summary>Inside a step: the state that many steps back (-1 is the previous one), or the element of a sequence that far off (0 is the current one) (<c>taps</c>).</summary>
    /// <param name="x">A state or an element as the step got it.</param>
    /// <param name="offset">A constant. That of a sequence counts along the sequence itself, also where it is walked backwards; steps for which an element is missing at either end are left out.</param>
    public static Expr<TElement> Tap<TElement>(Expr<TElement> x, int offset) => throw Symbolic.NotAtRunTime();

    /// <summary>One of two values, of which only the one needed is computed; the condition has rank 0 (<c>ifelse</c>). For a choice an element see Switch. Sizes are checked where they are needed: in the branch that is taken, but for the sizes of the result, and for gradients.</summary>
    public static Expr<TElement> IfElse<TElement>(Expr<bool> condition, Expr<TElement> whenTrue, Expr<TElement> whenFalse)
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="IfElse{TElement}(Expr{bool}, Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(-1)]
    public static Expr<TElement> IfElse<TElement>(Expr<bool> condition, Expr<TElement> whenTrue, double whenFalse)
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="IfElse{TElement}(Expr{bool}, Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(-2)]
    public static Expr<TElement> IfElse<TElement>(Expr<bool> condition, double whenTrue, Expr<TElement> whenFalse)
        => throw Symbolic.NotAtRunTime();

    /// <summary>One of two tuples of values, of which only the one needed is computed; the condition has rank 0 (<c>ifelse</c>).</summary>
    public static TValues IfElse<TValues>(Expr<bool> condition, TValues whenTrue, TValues whenFalse) where TValues : struct, ITuple
        => throw Symbolic.NotAtRunTime();
}
