namespace GraphDsl;

/// <summary>Marks a partial class that holds graph functions and shared variables.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class GraphModuleAttribute : Attribute;

/// <summary>
/// Marks a describing method: the generator reads its body and makes the method that runs. The name ends in <c>Graph</c>;
/// the generated method bears the name without it, or the one given.
/// </summary>
/// <param name="name">The generated method's name; null takes the describing method's name without <c>Graph</c>.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class GraphFunctionAttribute(string? name = null) : Attribute
{
    /// <summary>The generated method's name; null takes the describing method's name without <c>Graph</c>.</summary>
    public string? Name { get; } = name;

    /// <summary>The generated method's accessibility.</summary>
    public GraphAccess Access { get; set; } = GraphAccess.Public;
}

/// <summary>
/// Declares the lengths of the axes of a shared variable, a parameter or a helper's parameter: numbers, or names that stand
/// for one length throughout one function. Checked at build time where it can be, else at the call.
/// </summary>
/// <param name="dimensions">An int, a long or a string an axis, outermost first.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ShapeAttribute(params object[] dimensions) : Attribute
{
    /// <summary>An int, a long or a string an axis, outermost first.</summary>
    public IReadOnlyList<object> Dimensions { get; } = dimensions;
}

/// <summary>Makes the generated parameter optional, with that value (Theano's <c>In(value=)</c>).</summary>
/// <param name="value">A constant that converts to the parameter's element type.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DefaultAttribute(object value) : Attribute
{
    /// <summary>The value that stands where the caller gives none.</summary>
    public object Value { get; } = value;
}

/// <summary>Marks a shared variable that Save and Load pass over, such as a data set.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class NotSavedAttribute : Attribute;
