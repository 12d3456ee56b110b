using System.Runtime.CompilerServices;

namespace GraphDsl;

// Logic and choice, element by element.
public static partial class T
{
    /// <summary>Logical and of bools, bitwise and of integers (<c>and_</c>).</summary>
    public static Expr<TElement> And<TElement>(Expr<TElement> x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="And{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> And<TElement>(Expr<TElement> x, TElement y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="And{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> And<TElement>(TElement x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="And{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> And<TElement>(Expr<TElement> x, double y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="And{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> And<TElement>(double x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <summary>Logical or of bools, bitwise or of integers (<c>or_</c>).</summary>
    public static Expr<TElement> Or<TElement>(Expr<TElement> x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Or{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Or<TElement>(Expr<TElement> x, TElement y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Or{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Or<TElement>(TElement x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Or{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Or<TElement>(Expr<TElement> x, double y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Or{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Or<TElement>(double x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <summary>Logical exclusive or of bools, bitwise exclusive or of integers (<c>xor</c>).</summary>
    public static Expr<TElement> Xor<TElement>(Expr<TElement> x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Xor{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Xor<TElement>(Expr<TElement> x, TElement y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Xor{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Xor<TElement>(TElement x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Xor{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Xor<TElement>(Expr<TElement> x, double y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Xor{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Xor<TElement>(double x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <summary>Logical not of bools, bitwise complement of integers (<c>invert</c>).</summary>
    public static Expr<TElement> Not<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>Whether x is not a number (<c>isnan</c>).</summary>
    public static Expr<bool> IsNan<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>Whether x is infinite (<c>isinf</c>).</summary>
    public static Expr<bool> IsInf<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary><paramref name="whenTrue"/> where the condition holds, else <paramref name="whenFalse"/>, element by element (<c>switch</c>). Both are computed; see IfElse.</summary>
    public static Expr<TElement> Switch<TElement>(Expr<bool> condition, Expr<TElement> whenTrue, Expr<TElement> whenFalse)
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Switch{TElement}(Expr{bool}, Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Switch<TElement>(Expr<bool> condition, Expr<TElement> whenTrue, TElement whenFalse)
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Switch{TElement}(Expr{bool}, Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Switch<TElement>(Expr<bool> condition, TElement whenTrue, Expr<TElement> whenFalse)
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Switch{TElement}(Expr{bool}, Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Switch<TElement>(Expr<bool> condition, TElement whenTrue, TElement whenFalse) where TElement : struct
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Switch{TElement}(Expr{bool}, Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Switch<TElement>(Expr<bool> condition, Expr<TElement> whenTrue, double whenFalse)
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Switch{TElement}(Expr{bool}, Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Switch<TElement>(Expr<bool> condition, double whenTrue, Expr<TElement> whenFalse)
        => throw Symbolic.NotAtRunTime();

    /// <summary>x where it lies between the bounds, else the nearer bound (<c>clip</c>).</summary>
    public static Expr<TElement> Clip<TElement>(this Expr<TElement> x, Expr<TElement> min, Expr<TElement> max)
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Clip{TElement}(Expr{TElement}, Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Clip<TElement>(this Expr<TElement> x, TElement min, TElement max)
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Clip{TElement}(Expr{TElement}, Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Clip<TElement>(this Expr<TElement> x, double min, double max)
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Clip{TElement}(Expr{TElement}, Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(-1)]
    public static Expr<TElement> Clip<TElement>(this Expr<TElement> x, Expr<TElement> min, double max)
        => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Clip{TElement}(Expr{TElement}, Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(-2)]
    public static Expr<TElement> Clip<TElement>(this Expr<TElement> x, double min, Expr<TElement> max)
        => throw Symbolic.NotAtRunTime();
}
