using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Capture;

/// <summary>Gradients and their kin, and what says how gradients pass.</summary>
internal static partial class Catalogue
{
    private const string GradientGroup = "gradient";

    private static IEnumerable<CatalogueEntry> Gradients() =>
    [
        new("Grad", GradientGroup, c => c.Evaluator.Gradient(c)),
        new("Jacobian", GradientGroup, c => c.Evaluator.Jacobian(c)),
        new("Hessian", GradientGroup, c => c.Evaluator.Hessian(c)),
        new("Rop", GradientGroup, c => c.Evaluator.Rop(c)),
        new("Lop", GradientGroup, c => c.Evaluator.Lop(c)),
        Node("ConsiderConstant", GradientGroup, c => c.Graph.Add(OpCode.StopGradient, c.Tensor(0))),
        Node("GradClip", GradientGroup, c => c.Graph.Add(OpCode.GradClip, new GradClipData(c.Number("lower", 0), c.Number("upper", 0)), c.Tensor(0))),
    ];
}
