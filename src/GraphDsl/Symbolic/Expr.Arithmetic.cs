using System.Runtime.CompilerServices;

namespace GraphDsl;

// Arithmetic and logic: results of the same element type.
public abstract partial class Expr<TElement>
{
    /// <summary>The sum, element by element.</summary>
    public static Expr<TElement> operator +(Expr<TElement> left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator +");

    /// <summary>The sum, <paramref name="right"/> a constant or a run-time number.</summary>
    public static Expr<TElement> operator +(Expr<TElement> left, TElement right) => throw Symbolic.NotAtRunTime("operator +");

    /// <summary>The sum, <paramref name="left"/> a constant or a run-time number.</summary>
    public static Expr<TElement> operator +(TElement left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator +");

    /// <summary>The sum, <paramref name="right"/> rounded to <typeparamref name="TElement"/>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<TElement> operator +(Expr<TElement> left, double right) => throw Symbolic.NotAtRunTime("operator +");

    /// <summary>The sum, <paramref name="left"/> rounded to <typeparamref name="TElement"/>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<TElement> operator +(double left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator +");

    /// <summary>The difference, element by element.</summary>
    public static Expr<TElement> operator -(Expr<TElement> left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator -");

    /// <summary>The difference, <paramref name="right"/> a constant or a run-time number.</summary>
    public static Expr<TElement> operator -(Expr<TElement> left, TElement right) => throw Symbolic.NotAtRunTime("operator -");

    /// <summary>The difference, <paramref name="left"/> a constant or a run-time number.</summary>
    public static Expr<TElement> operator -(TElement left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator -");

    /// <summary>The difference, <paramref name="right"/> rounded to <typeparamref name="TElement"/>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<TElement> operator -(Expr<TElement> left, double right) => throw Symbolic.NotAtRunTime("operator -");

    /// <summary>The difference, <paramref name="left"/> rounded to <typeparamref name="TElement"/>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<TElement> operator -(double left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator -");

    /// <summary>The product, element by element.</summary>
    public static Expr<TElement> operator *(Expr<TElement> left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator *");

    /// <summary>The product, <paramref name="right"/> a constant or a run-time number.</summary>
    public static Expr<TElement> operator *(Expr<TElement> left, TElement right) => throw Symbolic.NotAtRunTime("operator *");

    /// <summary>The product, <paramref name="left"/> a constant or a run-time number.</summary>
    public static Expr<TElement> operator *(TElement left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator *");

    /// <summary>The product, <paramref name="right"/> rounded to <typeparamref name="TElement"/>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<TElement> operator *(Expr<TElement> left, double right) => throw Symbolic.NotAtRunTime("operator *");

    /// <summary>The product, <paramref name="left"/> rounded to <typeparamref name="TElement"/>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<TElement> operator *(double left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator *");

    /// <summary>The quotient; of integers truncated, as in C#, element by element.</summary>
    public static Expr<TElement> operator /(Expr<TElement> left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator /");

    /// <summary>The quotient; of integers truncated, as in C#, <paramref name="right"/> a constant or a run-time number.</summary>
    public static Expr<TElement> operator /(Expr<TElement> left, TElement right) => throw Symbolic.NotAtRunTime("operator /");

    /// <summary>The quotient; of integers truncated, as in C#, <paramref name="left"/> a constant or a run-time number.</summary>
    public static Expr<TElement> operator /(TElement left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator /");

    /// <summary>The quotient; of integers truncated, as in C#, <paramref name="right"/> rounded to <typeparamref name="TElement"/>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<TElement> operator /(Expr<TElement> left, double right) => throw Symbolic.NotAtRunTime("operator /");

    /// <summary>The quotient; of integers truncated, as in C#, <paramref name="left"/> rounded to <typeparamref name="TElement"/>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<TElement> operator /(double left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator /");

    /// <summary>The remainder, of the sign of the dividend, as in C#, element by element.</summary>
    public static Expr<TElement> operator %(Expr<TElement> left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator %");

    /// <summary>The remainder, of the sign of the dividend, as in C#, <paramref name="right"/> a constant or a run-time number.</summary>
    public static Expr<TElement> operator %(Expr<TElement> left, TElement right) => throw Symbolic.NotAtRunTime("operator %");

    /// <summary>The remainder, of the sign of the dividend, as in C#, <paramref name="left"/> a constant or a run-time number.</summary>
    public static Expr<TElement> operator %(TElement left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator %");

    /// <summary>The remainder, of the sign of the dividend, as in C#, <paramref name="right"/> rounded to <typeparamref name="TElement"/>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<TElement> operator %(Expr<TElement> left, double right) => throw Symbolic.NotAtRunTime("operator %");

    /// <summary>The remainder, of the sign of the dividend, as in C#, <paramref name="left"/> rounded to <typeparamref name="TElement"/>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<TElement> operator %(double left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator %");

    /// <summary>Minus <paramref name="x"/>, element by element.</summary>
    public static Expr<TElement> operator -(Expr<TElement> x) => throw Symbolic.NotAtRunTime("operator -");

    /// <summary>Logical and of bools, bitwise and of integers, element by element.</summary>
    public static Expr<TElement> operator &(Expr<TElement> left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator &");

    /// <summary>Logical or of bools, bitwise or of integers, element by element.</summary>
    public static Expr<TElement> operator |(Expr<TElement> left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator |");

    /// <summary>Logical exclusive or of bools, bitwise exclusive or of integers, element by element.</summary>
    public static Expr<TElement> operator ^(Expr<TElement> left, Expr<TElement> right) => throw Symbolic.NotAtRunTime("operator ^");

    /// <summary>Logical not of bools, element by element.</summary>
    public static Expr<TElement> operator !(Expr<TElement> x) => throw Symbolic.NotAtRunTime("operator !");

    /// <summary>Logical not of bools, bitwise complement of integers, element by element.</summary>
    public static Expr<TElement> operator ~(Expr<TElement> x) => throw Symbolic.NotAtRunTime("operator ~");
}
