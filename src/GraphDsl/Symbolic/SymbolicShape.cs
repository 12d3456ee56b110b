using System.Collections;

namespace GraphDsl;

/// <summary>
/// The lengths of a tensor's axes (Theano's <c>x.shape</c>). Serves as a whole wherever a list of dimensions is asked for:
/// <c>T.Zeros&lt;float&gt;(x.Shape)</c>, <c>[.. x.Shape, 10]</c>.
/// </summary>
public sealed class SymbolicShape : IEnumerable<Expr<long>>
{
    private SymbolicShape()
    {
    }

    /// <summary>The number of axes, known at build time.</summary>
    public int Rank => throw Symbolic.NotAtRunTime();

    /// <summary>The length of one axis; a negative number counts from the last.</summary>
    public Expr<long> this[int axis] => throw Symbolic.NotAtRunTime("Shape[axis]");

    /// <summary>The length of one axis: <c>x.Shape[^1]</c> is the last.</summary>
    public Expr<long> this[Index axis] => throw Symbolic.NotAtRunTime("Shape[axis]");

    /// <summary>The lengths of several axes: <c>x.Shape[1..]</c>.</summary>
    public Expr<long>[] this[Range axes] => throw Symbolic.NotAtRunTime("Shape[axes]");

    /// <summary>The lengths, outermost axis first.</summary>
    public static implicit operator Expr<long>[](SymbolicShape shape) => throw Symbolic.NotAtRunTime("implicit conversion to Expr<long>[]");

    /// <summary>The lengths one after another.</summary>
    public IEnumerator<Expr<long>> GetEnumerator() => throw Symbolic.NotAtRunTime();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
