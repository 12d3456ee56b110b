namespace GraphDsl;

/// <summary>A symbolic value of any element type: a node of a graph that is built at build time (Theano's <c>Variable</c>).</summary>
public abstract class Expr
{
    private protected Expr(string? name) => Name = name;

    /// <summary>The name in messages, graph listings and generated signatures; null when none was given.</summary>
    public virtual string? Name { get; }

    /// <summary>The lengths of the axes, outermost first (Theano's <c>x.shape</c>).</summary>
    public SymbolicShape Shape => throw Symbolic.NotAtRunTime();

    /// <summary>The number of axes, known at build time (Theano's <c>x.ndim</c>).</summary>
    public int NDim => throw Symbolic.NotAtRunTime();

    /// <summary>The number of elements (Theano's <c>x.size</c>).</summary>
    public Expr<long> Size => throw Symbolic.NotAtRunTime();
}
