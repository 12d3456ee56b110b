using GraphDsl.Examples;

namespace GraphDsl.Tests.Models;

/// <summary>Two parameters in a valley, and each of the optimisers to go down in it.</summary>
[GraphModule]
public sealed partial class Descent
{
    public readonly SharedVector<floatX> A = Shared.From<floatX>([(floatX)1.5, (floatX)(-2)], name: "a");
    public readonly SharedScalar<floatX> B = Shared.Scalar<floatX>((floatX)0.5, name: "b");
    public readonly SharedVector<floatX> FirstA = Shared.Zeros<floatX>(2);
    public readonly SharedScalar<floatX> FirstB = Shared.Scalar<floatX>(0);
    public readonly SharedVector<floatX> SecondA = Shared.Zeros<floatX>(2);
    public readonly SharedScalar<floatX> SecondB = Shared.Scalar<floatX>(0);
    public readonly SharedScalar<floatX> Time = Shared.Scalar<floatX>(0);

    private Expr<floatX>[] Parameters => [A, B];
    private Expr<floatX>[] First => [FirstA, FirstB];
    private Expr<floatX>[] Second => [SecondA, SecondB];
    private Expr<floatX> Cost => T.Sum(T.Sqr(A) * T.Constant(new floatX[] { 1, 10 })) + T.Sqr(B - 3) + A[0] * B;
    private Expr<floatX>[] Gradients => T.Grad(Cost, Parameters);

    [GraphFunction] private Function SgdGraph(Scalar<floatX> rate) => T.Function(Cost, Optimisers.Sgd(Parameters, Gradients, rate));
    [GraphFunction] private Function MomentumGraph(Scalar<floatX> rate) => T.Function(Cost, Optimisers.Momentum(Parameters, Gradients, First, rate));
    [GraphFunction] private Function NesterovGraph(Scalar<floatX> rate) => T.Function(Cost, Optimisers.Nesterov(Parameters, Gradients, First, rate));
    [GraphFunction] private Function AdaGradGraph(Scalar<floatX> rate) => T.Function(Cost, Optimisers.AdaGrad(Parameters, Gradients, First, rate));
    [GraphFunction] private Function RmsPropGraph(Scalar<floatX> rate) => T.Function(Cost, Optimisers.RmsProp(Parameters, Gradients, First, rate));
    [GraphFunction] private Function AdaDeltaGraph() => T.Function(Cost, Optimisers.AdaDelta(Parameters, Gradients, First, Second));
    [GraphFunction] private Function AdamGraph(Scalar<floatX> rate) => T.Function(Cost, Optimisers.Adam(Parameters, Gradients, First, Second, Time, rate));
}
