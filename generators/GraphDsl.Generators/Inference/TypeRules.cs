using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Inference;

/// <summary>The element type of a result from those of the operands, by the rule that <see cref="OpTable"/> names.</summary>
internal static class TypeRules
{
    public static DType Infer(InferenceContext c, DType? stated) => c.Op.Info().Types switch
    {
        TypeRule.Stated => stated ?? throw new ArgumentException($"the type of {c.Op} must be stated"),
        TypeRule.Long => DType.Int64,
        TypeRule.Same => Common(c, 0),
        TypeRule.SameFloat => Float(c, Common(c, 0)),
        TypeRule.Number => Number(c, Common(c, 0)),
        TypeRule.Truth => Truth(c, Common(c, 0)),
        TypeRule.Compare => Common(c, 0) is var _ ? DType.Bool : default,
        TypeRule.Bitwise => Bitwise(c, Common(c, 0)),
        TypeRule.Select => c[0].Type == DType.Bool ? Common(c, 1)
            : throw c.Error(GraphError.Type, $"the condition must be bool, not {c[0].Type.Keyword()}"),
        _ => c[0].Type,
    };

    private static DType Common(InferenceContext c, int first)
    {
        var type = c[first].Type;
        for (int i = first + 1; i < c.Count; i++)
        {
            if (c[i].Type != type)
                throw c.Error(GraphError.Type, $"{c.Op} of {type.Keyword()} and {c[i].Type.Keyword()}: use T.Cast to make them one type");
        }
        return type;
    }

    private static DType Float(InferenceContext c, DType type) => type.IsFloat() ? type
        : throw c.Error(GraphError.Type, $"{c.Op} needs a floating-point type, not {type.Keyword()}: use T.Cast");

    private static DType Number(InferenceContext c, DType type) => type != DType.Bool ? type
        : throw c.Error(GraphError.Type, $"{c.Op} needs numbers, not bool: use T.Cast");

    private static DType Truth(InferenceContext c, DType type) => type == DType.Bool ? type
        : throw c.Error(GraphError.Type, $"{c.Op} needs bool, not {type.Keyword()}: compare with 0");

    private static DType Bitwise(InferenceContext c, DType type) => !type.IsFloat() ? type
        : throw c.Error(GraphError.Type, $"{c.Op} needs bool or an integer type, not {type.Keyword()}");
}
