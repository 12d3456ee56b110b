using System.Runtime.CompilerServices;

namespace GraphDsl;

// Comparisons: results of bools.
public abstract partial class Expr<TElement>
{
    /// <summary>Whether <paramref name="left"/> is less than <paramref name="right"/>, element by element.</summary>
    public static Expr<bool> operator <(Expr<TElement> left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator <");

    /// <summary>Whether <paramref name="left"/> is less than <paramref name="right"/>, <paramref name="right"/> a constant or a run-time number.</summary>
    public static Expr<bool> operator <(Expr<TElement> left, TElement right) => throw Symbolic.NotAtRunTime("operator <");

    /// <summary>Whether <paramref name="left"/> is less than <paramref name="right"/>, <paramref name="left"/> a constant or a run-time number.</summary>
    public static Expr<bool> operator <(TElement left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator <");

    /// <summary>Whether <paramref name="left"/> is less than <paramref name="right"/>, <paramref name="right"/> rounded to <typeparamref name="TElement"/>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<bool> operator <(Expr<TElement> left, double right) => throw Symbolic.NotAtRunTime("operator <");

    /// <summary>Whether <paramref name="left"/> is less than <paramref name="right"/>, <paramref name="left"/> rounded to <typeparamref name="TElement"/>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<bool> operator <(double left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator <");

    /// <summary>Whether <paramref name="left"/> is less than or equal to <paramref name="right"/>, element by element.</summary>
    public static Expr<bool> operator <=(Expr<TElement> left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator <=");

    /// <summary>Whether <paramref name="left"/> is less than or equal to <paramref name="right"/>, <paramref name="right"/> a constant or a run-time number.</summary>
    public static Expr<bool> operator <=(Expr<TElement> left, TElement right) => throw Symbolic.NotAtRunTime("operator <=");

    /// <summary>Whether <paramref name="left"/> is less than or equal to <paramref name="right"/>, <paramref name="left"/> a constant or a run-time number.</summary>
    public static Expr<bool> operator <=(TElement left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator <=");

    /// <summary>Whether <paramref name="left"/> is less than or equal to <paramref name="right"/>, <paramref name="right"/> rounded to <typeparamref name="TElement"/>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<bool> operator <=(Expr<TElement> left, double right) => throw Symbolic.NotAtRunTime("operator <=");

    /// <summary>Whether <paramref name="left"/> is less than or equal to <paramref name="right"/>, <paramref name="left"/> rounded to <typeparamref name="TElement"/>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<bool> operator <=(double left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator <=");

    /// <summary>Whether <paramref name="left"/> is greater than <paramref name="right"/>, element by element.</summary>
    public static Expr<bool> operator >(Expr<TElement> left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator >");

    /// <summary>Whether <paramref name="left"/> is greater than <paramref name="right"/>, <paramref name="right"/> a constant or a run-time number.</summary>
    public static Expr<bool> operator >(Expr<TElement> left, TElement right) => throw Symbolic.NotAtRunTime("operator >");

    /// <summary>Whether <paramref name="left"/> is greater than <paramref name="right"/>, <paramref name="left"/> a constant or a run-time number.</summary>
    public static Expr<bool> operator >(TElement left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator >");

    /// <summary>Whether <paramref name="left"/> is greater than <paramref name="right"/>, <paramref name="right"/> rounded to <typeparamref name="TElement"/>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<bool> operator >(Expr<TElement> left, double right) => throw Symbolic.NotAtRunTime("operator >");

    /// <summary>Whether <paramref name="left"/> is greater than <paramref name="right"/>, <paramref name="left"/> rounded to <typeparamref name="TElement"/>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<bool> operator >(double left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator >");

    /// <summary>Whether <paramref name="left"/> is greater than or equal to <paramref name="right"/>, element by element.</summary>
    public static Expr<bool> operator >=(Expr<TElement> left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator >=");

    /// <summary>Whether <paramref name="left"/> is greater than or equal to <paramref name="right"/>, <paramref name="right"/> a constant or a run-time number.</summary>
    public static Expr<bool> operator >=(Expr<TElement> left, TElement right) => throw Symbolic.NotAtRunTime("operator >=");

    /// <summary>Whether <paramref name="left"/> is greater than or equal to <paramref name="right"/>, <paramref name="left"/> a constant or a run-time number.</summary>
    public static Expr<bool> operator >=(TElement left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator >=");

    /// <summary>Whether <paramref name="left"/> is greater than or equal to <paramref name="right"/>, <paramref name="right"/> rounded to <typeparamref name="TElement"/>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<bool> operator >=(Expr<TElement> left, double right) => throw Symbolic.NotAtRunTime("operator >=");

    /// <summary>Whether <paramref name="left"/> is greater than or equal to <paramref name="right"/>, <paramref name="left"/> rounded to <typeparamref name="TElement"/>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<bool> operator >=(double left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator >=");
}
