namespace GraphDsl.Tests.Models;

/// <summary>A module in a class, generic, derived.</summary>
public static partial class Outer
{
    [GraphModule]
    public abstract partial class Base
    {
        public readonly SharedVector<floatX> Offset = Shared.From<floatX>([1, 2], name: "offset");

        protected Expr<floatX> Shifted(Expr<floatX> x) => x + Offset;

        [GraphFunction]
        private Expr<floatX> ShiftGraph(Matrix<floatX> x) => Shifted(x);
    }

    [GraphModule]
    internal sealed partial class Derived : Base
    {
        public readonly SharedScalar<floatX> Factor = Shared.Scalar<floatX>(3, name: "factor");

        [GraphFunction]
        private Expr<floatX> ScaleGraph(Matrix<floatX> x) => Factor * Shifted(x);
    }

    [GraphModule]
    public sealed partial class Holder<TOwner>
    {
        public readonly SharedScalar<floatX> Value = Shared.Scalar<floatX>(0, name: "value");

        public TOwner? Owner { get; set; }

        [GraphFunction]
        private Function AddGraph(Scalar<floatX> x) => T.Function(outputs: Value, updates: [(Value, Value + x)]);
    }
}
