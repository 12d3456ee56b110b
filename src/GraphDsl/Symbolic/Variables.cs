namespace GraphDsl;

/// <summary>A variable: rank 0 (Theano's <c>scalar</c>). Bound by a parameter of the describing method or by <c>givens</c>.</summary>
/// <param name="name">The name in messages and graph listings.</param>
public sealed class Scalar<TElement>(string? name = null) : Expr<TElement>(name);

/// <summary>A variable: rank 1 (Theano's <c>vector</c>). Bound by a parameter of the describing method or by <c>givens</c>.</summary>
/// <param name="name">The name in messages and graph listings.</param>
public sealed class Vector<TElement>(string? name = null) : Expr<TElement>(name);

/// <summary>A variable: rank 2 (Theano's <c>matrix</c>). Bound by a parameter of the describing method or by <c>givens</c>.</summary>
/// <param name="name">The name in messages and graph listings.</param>
public sealed class Matrix<TElement>(string? name = null) : Expr<TElement>(name);

/// <summary>A variable: a matrix whose first axis has length 1 and is broadcast (Theano's <c>row</c>). Bound by a parameter of the describing method or by <c>givens</c>.</summary>
/// <param name="name">The name in messages and graph listings.</param>
public sealed class Row<TElement>(string? name = null) : Expr<TElement>(name);

/// <summary>A variable: a matrix whose second axis has length 1 and is broadcast (Theano's <c>col</c>). Bound by a parameter of the describing method or by <c>givens</c>.</summary>
/// <param name="name">The name in messages and graph listings.</param>
public sealed class Col<TElement>(string? name = null) : Expr<TElement>(name);

/// <summary>A variable: rank 3 (Theano's <c>tensor3</c>). Bound by a parameter of the describing method or by <c>givens</c>.</summary>
/// <param name="name">The name in messages and graph listings.</param>
public sealed class Tensor3<TElement>(string? name = null) : Expr<TElement>(name);

/// <summary>A variable: rank 4 (Theano's <c>tensor4</c>). Bound by a parameter of the describing method or by <c>givens</c>.</summary>
/// <param name="name">The name in messages and graph listings.</param>
public sealed class Tensor4<TElement>(string? name = null) : Expr<TElement>(name);
