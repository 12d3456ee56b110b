using System.Runtime.CompilerServices;

namespace GraphDsl;

// Elementwise functions of two operands, comparisons and logic.
public static partial class T
{
    /// <summary>The larger of x and y, NaN where either is (<c>maximum</c>).</summary>
    public static Expr<TElement> Maximum<TElement>(Expr<TElement> x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Maximum{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Maximum<TElement>(Expr<TElement> x, TElement y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Maximum{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Maximum<TElement>(TElement x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Maximum{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Maximum<TElement>(Expr<TElement> x, double y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Maximum{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Maximum<TElement>(double x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <summary>The smaller of x and y, NaN where either is (<c>minimum</c>).</summary>
    public static Expr<TElement> Minimum<TElement>(Expr<TElement> x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Minimum{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Minimum<TElement>(Expr<TElement> x, TElement y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Minimum{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Minimum<TElement>(TElement x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Minimum{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Minimum<TElement>(Expr<TElement> x, double y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Minimum{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Minimum<TElement>(double x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <summary>x to the y (<c>pow</c>).</summary>
    public static Expr<TElement> Pow<TElement>(Expr<TElement> x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Pow{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Pow<TElement>(Expr<TElement> x, TElement y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Pow{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Pow<TElement>(TElement x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Pow{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Pow<TElement>(Expr<TElement> x, double y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Pow{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Pow<TElement>(double x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <summary>The angle arctan(x / y) in the quadrant of the point with the abscissa y and the ordinate x (<c>arctan2</c>).</summary>
    public static Expr<TElement> Atan2<TElement>(Expr<TElement> x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Atan2{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Atan2<TElement>(Expr<TElement> x, TElement y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Atan2{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Atan2<TElement>(TElement x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Atan2{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Atan2<TElement>(Expr<TElement> x, double y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Atan2{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Atan2<TElement>(double x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <summary>x == y (<c>eq</c>).</summary>
    public static Expr<bool> Eq<TElement>(Expr<TElement> x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Eq{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Eq<TElement>(Expr<TElement> x, TElement y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Eq{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Eq<TElement>(TElement x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Eq{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Eq<TElement>(Expr<TElement> x, double y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Eq{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Eq<TElement>(double x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <summary>x != y (<c>neq</c>).</summary>
    public static Expr<bool> Neq<TElement>(Expr<TElement> x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Neq{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Neq<TElement>(Expr<TElement> x, TElement y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Neq{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Neq<TElement>(TElement x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Neq{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Neq<TElement>(Expr<TElement> x, double y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Neq{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Neq<TElement>(double x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <summary>x &lt; y (<c>lt</c>).</summary>
    public static Expr<bool> Lt<TElement>(Expr<TElement> x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Lt{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Lt<TElement>(Expr<TElement> x, TElement y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Lt{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Lt<TElement>(TElement x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Lt{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Lt<TElement>(Expr<TElement> x, double y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Lt{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Lt<TElement>(double x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <summary>x &lt;= y (<c>le</c>).</summary>
    public static Expr<bool> Le<TElement>(Expr<TElement> x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Le{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Le<TElement>(Expr<TElement> x, TElement y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Le{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Le<TElement>(TElement x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Le{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Le<TElement>(Expr<TElement> x, double y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Le{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Le<TElement>(double x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <summary>x &gt; y (<c>gt</c>).</summary>
    public static Expr<bool> Gt<TElement>(Expr<TElement> x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Gt{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Gt<TElement>(Expr<TElement> x, TElement y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Gt{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Gt<TElement>(TElement x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Gt{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Gt<TElement>(Expr<TElement> x, double y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Gt{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Gt<TElement>(double x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <summary>x &gt;= y (<c>ge</c>).</summary>
    public static Expr<bool> Ge<TElement>(Expr<TElement> x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Ge{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Ge<TElement>(Expr<TElement> x, TElement y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Ge{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Ge<TElement>(TElement x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Ge{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Ge<TElement>(Expr<TElement> x, double y) => throw Symbolic.NotAtRunTime();

    /// <inheritdoc cref="Ge{TElement}(Expr{TElement}, Expr{TElement})"/>
    [OverloadResolutionPriority(1)]
    public static Expr<bool> Ge<TElement>(double x, Expr<TElement> y) => throw Symbolic.NotAtRunTime();
}
