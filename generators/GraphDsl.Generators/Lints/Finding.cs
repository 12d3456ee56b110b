namespace GraphDsl.Generators.Lints;

/// <summary>What an expression does to numbers that its author may not expect.</summary>
internal enum LintKind : byte
{
    /// <summary>The logarithm of a softmax in a form that no rewrite makes exact.</summary>
    LogOfSoftmax,

    /// <summary>A rounding that all of the gradient by its operand would have to pass.</summary>
    CutGradient,

    /// <summary>A root of what may be 0, with a gradient through it.</summary>
    RootAtZero,

    /// <summary>Bools or integers that are added up as floats.</summary>
    InexactSum,
}

/// <summary>A lint at the expression of a site.</summary>
internal readonly record struct Finding(LintKind Kind, int Site);
