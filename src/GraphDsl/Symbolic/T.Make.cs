using System.Runtime.CompilerServices;

namespace GraphDsl;

// Tensors made from numbers.
public static partial class T
{
    /// <summary>Zeros of that shape (<c>zeros</c>).</summary>
    public static Expr<TElement> Zeros<TElement>(params Expr<long>[] shape) => throw Symbolic.NotAtRunTime();

    /// <summary>Ones of that shape (<c>ones</c>).</summary>
    public static Expr<TElement> Ones<TElement>(params Expr<long>[] shape) => throw Symbolic.NotAtRunTime();

    /// <summary>The value everywhere (<c>fill</c>, <c>alloc</c>).</summary>
    public static Expr<TElement> Full<TElement>(TElement value, params Expr<long>[] shape) where TElement : struct
        => throw Symbolic.NotAtRunTime();

    /// <summary>The value, a scalar, everywhere (<c>alloc</c>).</summary>
    public static Expr<TElement> Full<TElement>(Expr<TElement> value, params Expr<long>[] shape)
        => throw Symbolic.NotAtRunTime();

    /// <summary>Zeros of the shape and type of x (<c>zeros_like</c>).</summary>
    public static Expr<TElement> ZerosLike<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>Ones of the shape and type of x (<c>ones_like</c>).</summary>
    public static Expr<TElement> OnesLike<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>The vector 0, 1, ... up to before <paramref name="stop"/> (<c>arange</c>).</summary>
    public static Expr<long> Arange(Expr<long> stop) => throw Symbolic.NotAtRunTime();

    /// <summary>The vector start, start + step, ... up to before <paramref name="stop"/>; the step is 1 by default (<c>arange</c>).</summary>
    public static Expr<long> Arange(Expr<long> start, Expr<long> stop, Expr<long>? step = null) => throw Symbolic.NotAtRunTime();

    /// <summary>The vector 0, 1, ... up to before <paramref name="stop"/>, of that element type (<c>arange</c>).</summary>
    [OverloadResolutionPriority(1)]
    public static Expr<TElement> Arange<TElement>(Expr<long> stop) => throw Symbolic.NotAtRunTime();

    /// <summary>The vector 0, 1, ... up to before <paramref name="stop"/>, of its element type (<c>arange</c>).</summary>
    public static Expr<TElement> Arange<TElement>(Expr<TElement> stop) => throw Symbolic.NotAtRunTime();

    /// <summary>The vector start, start + step, ... up to before <paramref name="stop"/>; the step is 1 by default (<c>arange</c>).</summary>
    [OverloadResolutionPriority(-1)]
    public static Expr<float> Arange(float start, float stop, float step = 1) => throw Symbolic.NotAtRunTime();

    /// <summary>The vector start, start + step, ... up to before <paramref name="stop"/>; the step is 1 by default (<c>arange</c>).</summary>
    [OverloadResolutionPriority(-2)]
    public static Expr<double> Arange(double start, double stop, double step = 1) => throw Symbolic.NotAtRunTime();

    /// <summary>The vector start, start + step, ... up to before <paramref name="stop"/>; the step is 1 by default (<c>arange</c>).</summary>
    public static Expr<TElement> Arange<TElement>(Expr<TElement> start, Expr<TElement> stop, Expr<TElement>? step = null)
        => throw Symbolic.NotAtRunTime();

    /// <summary>An (n, m) matrix, m being n by default, of ones on the k-th diagonal (above the main one for k &gt; 0), else zeros (<c>eye</c>).</summary>
    public static Expr<TElement> Eye<TElement>(Expr<long> n, Expr<long>? m = null, int k = 0)
        => throw Symbolic.NotAtRunTime();

    /// <summary>Of a vector, the square matrix with it on the k-th diagonal; of a matrix, its k-th diagonal (<c>diag</c>).</summary>
    public static Expr<TElement> Diag<TElement>(this Expr<TElement> x, int k = 0) => throw Symbolic.NotAtRunTime();

    /// <summary>An (n, m) matrix, m being n by default, of ones on and below the k-th diagonal, else zeros (<c>tri</c>).</summary>
    public static Expr<TElement> Tri<TElement>(Expr<long> n, Expr<long>? m = null, int k = 0)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The matrix with zeros above its k-th diagonal (<c>tril</c>).</summary>
    public static Expr<TElement> Tril<TElement>(this Expr<TElement> x, int k = 0) => throw Symbolic.NotAtRunTime();

    /// <summary>The matrix with zeros below its k-th diagonal (<c>triu</c>).</summary>
    public static Expr<TElement> Triu<TElement>(this Expr<TElement> x, int k = 0) => throw Symbolic.NotAtRunTime();

    /// <summary>A constant of rank 0, known at build time (<c>constant</c>).</summary>
    public static Expr<TElement> Constant<TElement>(TElement value, string? name = null) where TElement : struct => throw Symbolic.NotAtRunTime();

    /// <summary>A constant of rank 1, known at build time (<c>constant</c>).</summary>
    public static Expr<TElement> Constant<TElement>(TElement[] value, string? name = null)
        => throw Symbolic.NotAtRunTime();

    /// <summary>A constant of rank 2, known at build time (<c>constant</c>).</summary>
    public static Expr<TElement> Constant<TElement>(TElement[,] value, string? name = null)
        => throw Symbolic.NotAtRunTime();

    /// <summary>A constant of rank 3, known at build time (<c>constant</c>).</summary>
    public static Expr<TElement> Constant<TElement>(TElement[,,] value, string? name = null)
        => throw Symbolic.NotAtRunTime();

    /// <summary>A constant of rank 4, known at build time (<c>constant</c>).</summary>
    public static Expr<TElement> Constant<TElement>(TElement[,,,] value, string? name = null)
        => throw Symbolic.NotAtRunTime();

    /// <summary>x repeated as a whole along each axis (<c>tile</c>).</summary>
    public static Expr<TElement> Tile<TElement>(this Expr<TElement> x, params Expr<long>[] repeats)
        => throw Symbolic.NotAtRunTime();

    /// <summary>Every element that many times along the axis; without one, of the flattened tensor (<c>repeat</c>).</summary>
    public static Expr<TElement> Repeat<TElement>(this Expr<TElement> x, Expr<long> repeats, int? axis = null)
        => throw Symbolic.NotAtRunTime();

    /// <summary>A new last axis of length <paramref name="count"/> with 1 at the label, else 0 (<c>to_one_hot</c>). A label outside throws at the call.</summary>
    public static Expr<TElement> OneHot<TElement>(Expr<long> labels, Expr<long> count) => throw Symbolic.NotAtRunTime();

    /// <summary>A new last axis of length <paramref name="count"/> with 1 at the label, else 0 (<c>to_one_hot</c>). A label outside throws at the call.</summary>
    public static Expr<TElement> OneHot<TElement>(Expr<int> labels, Expr<long> count) => throw Symbolic.NotAtRunTime();

    /// <summary>A new last axis of length <paramref name="count"/> with 1 at the label, else 0 (<c>to_one_hot</c>). A label outside throws at the call.</summary>
    public static Expr<TElement> OneHot<TElement>(Expr<byte> labels, Expr<long> count) => throw Symbolic.NotAtRunTime();
}
