namespace GraphDsl;

// Differentiation. The options stand for Theano's consider_constant, known_grads and disconnected_inputs.
public static partial class T
{
    /// <summary>The gradient of a scalar cost with respect to w, of the shape of w (<c>grad</c>).</summary>
    /// <param name="cost">The cost, rank 0; null with <paramref name="knownGrads"/>, which then are where the gradient starts.</param>
    /// <param name="w">What to differentiate by.</param>
    /// <param name="considerConstant">Values that no gradient goes through.</param>
    /// <param name="knownGrads">Values with gradients that are given, in place of working them out.</param>
    /// <param name="disconnectedInputs">What to do when the cost does not depend on w.</param>
    public static Expr<TElement> Grad<TElement>(Expr? cost, Expr<TElement> w, Expr[]? considerConstant = null, (Expr, Expr)[]? knownGrads = null, Disconnected disconnectedInputs = Disconnected.Error)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The gradients of a scalar cost with respect to 2 variables, each of the shape of its variable (<c>grad</c>).</summary>
    public static (Expr<T1>, Expr<T2>) Grad<T1, T2>(
        Expr? cost, Expr<T1> w1, Expr<T2> w2,
        Expr[]? considerConstant = null, (Expr, Expr)[]? knownGrads = null, Disconnected disconnectedInputs = Disconnected.Error)

        => throw Symbolic.NotAtRunTime();

    /// <summary>The gradients of a scalar cost with respect to 3 variables, each of the shape of its variable (<c>grad</c>).</summary>
    public static (Expr<T1>, Expr<T2>, Expr<T3>) Grad<T1, T2, T3>(
        Expr? cost, Expr<T1> w1, Expr<T2> w2, Expr<T3> w3,
        Expr[]? considerConstant = null, (Expr, Expr)[]? knownGrads = null, Disconnected disconnectedInputs = Disconnected.Error)

        => throw Symbolic.NotAtRunTime();

    /// <summary>The gradients of a scalar cost with respect to 4 variables, each of the shape of its variable (<c>grad</c>).</summary>
    public static (Expr<T1>, Expr<T2>, Expr<T3>, Expr<T4>) Grad<T1, T2, T3, T4>(
        Expr? cost, Expr<T1> w1, Expr<T2> w2, Expr<T3> w3, Expr<T4> w4,
        Expr[]? considerConstant = null, (Expr, Expr)[]? knownGrads = null, Disconnected disconnectedInputs = Disconnected.Error)

        => throw Symbolic.NotAtRunTime();

    /// <summary>The gradients of a scalar cost with respect to 5 variables, each of the shape of its variable (<c>grad</c>).</summary>
    public static (Expr<T1>, Expr<T2>, Expr<T3>, Expr<T4>, Expr<T5>) Grad<T1, T2, T3, T4, T5>(
        Expr? cost, Expr<T1> w1, Expr<T2> w2, Expr<T3> w3, Expr<T4> w4, Expr<T5> w5,
        Expr[]? considerConstant = null, (Expr, Expr)[]? knownGrads = null, Disconnected disconnectedInputs = Disconnected.Error)

        => throw Symbolic.NotAtRunTime();

    /// <summary>The gradients of a scalar cost with respect to 6 variables, each of the shape of its variable (<c>grad</c>).</summary>
    public static (Expr<T1>, Expr<T2>, Expr<T3>, Expr<T4>, Expr<T5>, Expr<T6>) Grad<T1, T2, T3, T4, T5, T6>(
        Expr? cost, Expr<T1> w1, Expr<T2> w2, Expr<T3> w3, Expr<T4> w4, Expr<T5> w5, Expr<T6> w6,
        Expr[]? considerConstant = null, (Expr, Expr)[]? knownGrads = null, Disconnected disconnectedInputs = Disconnected.Error)

        => throw Symbolic.NotAtRunTime();

    /// <summary>The gradients of a scalar cost with respect to 7 variables, each of the shape of its variable (<c>grad</c>).</summary>
    public static (Expr<T1>, Expr<T2>, Expr<T3>, Expr<T4>, Expr<T5>, Expr<T6>, Expr<T7>) Grad<T1, T2, T3, T4, T5, T6, T7>(
        Expr? cost, Expr<T1> w1, Expr<T2> w2, Expr<T3> w3, Expr<T4> w4, Expr<T5> w5, Expr<T6> w6, Expr<T7> w7,
        Expr[]? considerConstant = null, (Expr, Expr)[]? knownGrads = null, Disconnected disconnectedInputs = Disconnected.Error)

        => throw Symbolic.NotAtRunTime();

    /// <summary>The gradients of a scalar cost with respect to 8 variables, each of the shape of its variable (<c>grad</c>).</summary>
    public static (Expr<T1>, Expr<T2>, Expr<T3>, Expr<T4>, Expr<T5>, Expr<T6>, Expr<T7>, Expr<T8>) Grad<T1, T2, T3, T4, T5, T6, T7, T8>(
        Expr? cost, Expr<T1> w1, Expr<T2> w2, Expr<T3> w3, Expr<T4> w4, Expr<T5> w5, Expr<T6> w6, Expr<T7> w7, Expr<T8> w8,
        Expr[]? considerConstant = null, (Expr, Expr)[]? knownGrads = null, Disconnected disconnectedInputs = Disconnected.Error)

        => throw Symbolic.NotAtRunTime();

    /// <summary>The gradients of a scalar cost with respect to each variable, in their order (<c>grad</c>).</summary>
    public static Expr<TElement>[] Grad<TElement>(Expr? cost, IEnumerable<Expr<TElement>> w, Expr[]? considerConstant = null, (Expr, Expr)[]? knownGrads = null, Disconnected disconnectedInputs = Disconnected.Error)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The derivative of every element of a vector by every element of w: (length of f, shape of w) (<c>jacobian</c>).</summary>
    public static Expr<TElement> Jacobian<TElement>(Expr<TElement> f, Expr<TElement> w) => throw Symbolic.NotAtRunTime();

    /// <summary>The Jacobian of a vector by each variable (<c>jacobian</c>).</summary>
    public static Expr<TElement>[] Jacobian<TElement>(Expr<TElement> f, IEnumerable<Expr<TElement>> w)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The second derivatives of a scalar cost by a vector w: (n, n) (<c>hessian</c>).</summary>
    public static Expr<TElement> Hessian<TElement>(Expr<TElement> cost, Expr<TElement> w) => throw Symbolic.NotAtRunTime();

    /// <summary>The Hessian of a scalar cost by each vector (<c>hessian</c>).</summary>
    public static Expr<TElement>[] Hessian<TElement>(Expr<TElement> cost, IEnumerable<Expr<TElement>> w)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The Jacobian of f by w times v, v of the shape of w: the change of f in direction v (<c>Rop</c>).</summary>
    public static Expr<TElement> Rop<TElement>(Expr<TElement> f, Expr<TElement> w, Expr<TElement> v)
        => throw Symbolic.NotAtRunTime();

    /// <summary>The sum of the Jacobians of f by each w times its v (<c>Rop</c>).</summary>
    public static Expr<TElement> Rop<TElement>(Expr<TElement> f, IEnumerable<Expr<TElement>> w, IEnumerable<Expr<TElement>> v)
        => throw Symbolic.NotAtRunTime();

    /// <summary>v times the Jacobian of f by w, v of the shape of f (<c>Lop</c>).</summary>
    public static Expr<TElement> Lop<TElement>(Expr<TElement> f, Expr<TElement> w, Expr<TElement> v)
        => throw Symbolic.NotAtRunTime();

    /// <summary>v times the Jacobian of f by each w (<c>Lop</c>).</summary>
    public static Expr<TElement>[] Lop<TElement>(Expr<TElement> f, IEnumerable<Expr<TElement>> w, Expr<TElement> v)
        => throw Symbolic.NotAtRunTime();

    /// <summary>x itself, through which no gradient goes (<c>consider_constant</c>, <c>disconnected_grad</c>).</summary>
    public static Expr<TElement> ConsiderConstant<TElement>(Expr<TElement> x) => throw Symbolic.NotAtRunTime();

    /// <summary>x itself, whose gradient is clipped to the bounds (<c>grad_clip</c>).</summary>
    public static Expr<TElement> GradClip<TElement>(Expr<TElement> x, double lower, double upper)
        => throw Symbolic.NotAtRunTime();
}
