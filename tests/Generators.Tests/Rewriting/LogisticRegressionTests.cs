using GraphDsl.Generators.Autodiff;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.IR.Interpreter;
using GraphDsl.Generators.Rewriting;
using GraphDsl.Generators.Tests.IR;

namespace GraphDsl.Generators.Tests.Rewriting;

/// <summary>The program that everything else is measured by: its graph through all passes.</summary>
public sealed class LogisticRegressionTests
{
    [Fact]
    public void Training_becomes_the_graph_that_one_would_write_by_hand()
    {
        var graph = Train(784, 600, 10);
        var optimised = Compile(graph);
        Assert.Equal(
            """
            %0 = Shared(TrainX) : float32 (TrainX.Shape[0], 784)
            %1 = Shared(TrainY) : int32 (TrainY.Shape[0],)
            %2 = Shared(W) : float32 (784, 10)
            %3 = Shared(b) : float32 (10,)
            %4 = Input(index) : int64 ()
            %5 = Member(LearningRate) : float32 ()
            %6 = Slice(%0; [600 * index..600 * index + 600, 0..784]) : float32 (600, 784)
            %7 = Slice(%1; [600 * index..600 * index + 600]) : int32 (600,)
            %8 = Dot(%6, %2) : float32 (600, 10)
            %9 = Add(%8, %3) : float32 (600, 10)
            %10 = SoftmaxCrossentropy(%9, %7) : float32 (600,)
            %11 = Sum(%10; axes: [0]) : float32 ()
            %12 = 600 : float32 ()
            %13 = Div(%11, %12) : float32 ()
            %14 = 0.0016666667070239782 : float32 ()
            %15 = SoftmaxCrossentropyGrad(%9, %7, %14) : float32 (600, 10)
            %16 = Sum(%15; axes: [0]) : float32 (10,)
            %17 = Dimshuffle(%6; [1, 0]) : float32 (784, 600)
            %18 = Dot(%17, %15) : float32 (784, 10)
            %19 = Mul(%5, %18) : float32 (784, 10)
            %20 = Sub(%2, %19) : float32 (784, 10)
            %21 = Mul(%5, %16) : float32 (10,)
            %22 = Sub(%3, %21) : float32 (10,)
            output cost = %13
            update W = %20
            update b = %22
            check 600 * index + 600 <= TrainX.Shape[0]  // axis 0
            check 600 * index <= TrainX.Shape[0]  // axis 0
            check 600 * index + 600 <= TrainY.Shape[0]  // axis 0
            check 600 * index <= TrainY.Shape[0]  // axis 0
            check TrainX.Shape[1] == 784  // the inner size of the product

            """.ReplaceLineEndings("\n"),
            GraphPrinter.Print(optimised));
    }

    [Fact]
    public void Training_computes_what_it_computes_unoptimised()
    {
        var graph = Train(5, 4, 3);
        var plain = Differentiation.Run(graph);
        var optimised = Compile(graph);
        var values = new[]
        {
            TestTensor(DType.Float32, 1, 8, 5), ReferenceTensor.Of(DType.Int32, [0L, 2, 1, 1, 0, 2, 2, -1], 8),
            TestTensor(DType.Float32, 2, 5, 3), TestTensor(DType.Float32, 3, 3), ReferenceTensor.Scalar(DType.Int64, 1L),
            ReferenceTensor.Scalar(DType.Float32, 0.13),
        };
        var expected = GraphInterpreter.Run(plain, values);
        var actual = GraphInterpreter.Run(optimised, values);
        TestGraph.AssertClose(expected.Outputs[0], actual.Outputs[0], 1e-7);
        foreach (int variable in expected.Updates.Keys) TestGraph.AssertClose(expected.Updates[variable], actual.Updates[variable], 1e-7);
    }

    [Fact]
    public void Prediction_takes_the_position_of_the_largest_logit()
    {
        var b = new GraphBuilder();
        int x = b.Variable(b.AddVariable("x", VariableKind.Input, DType.Float32, i => GraphBuilder.DynamicShape(i, 2), "x", -1));
        int w = b.Variable(b.AddVariable("W", VariableKind.Shared, DType.Float32, _ => Shape.Of(784, 10), "W", -1));
        int bias = b.Variable(b.AddVariable("b", VariableKind.Shared, DType.Float32, _ => Shape.Of(10), "B", -1));
        int probabilities = b.Add(OpCode.Softmax, b.Add(b.Dot(x, w), bias));
        int digits = b.Add(OpCode.ArgMax, new AxisData(1), probabilities);
        var optimised = Compile(b.Build([new("digits", digits)], []).Prune());
        Assert.Equal(
            """
            %0 = Input(x) : float32 (x.Shape[0], 784)
            %1 = Shared(W) : float32 (784, 10)
            %2 = Shared(b) : float32 (10,)
            %3 = Dot(%0, %1) : float32 (x.Shape[0], 10)
            %4 = Add(%3, %2) : float32 (x.Shape[0], 10)
            %5 = ArgMax(%4; axis: 1) : int64 (x.Shape[0],)
            output digits = %5
            check x.Shape[1] == 784  // the inner size of the product

            """.ReplaceLineEndings("\n"),
            GraphPrinter.Print(optimised));
    }

    /// <summary>All passes, verified one by one.</summary>
    internal static Graph Compile(Graph graph)
    {
        GraphVerifier.Require(graph, "capture", differentiated: false);
        graph = Rewriter.Stabilise(graph);
        GraphVerifier.Require(graph, "stabilising", differentiated: false);
        graph = Differentiation.Run(graph);
        GraphVerifier.Require(graph, "differentiation", differentiated: true);
        graph = Rewriter.Optimise(graph);
        GraphVerifier.Require(graph, "optimising", differentiated: true);
        return graph;
    }

    /// <summary>The graph as capture makes it from the program at the top of the description of the surface.</summary>
    internal static Graph Train(int inputs, int batch, int classes)
    {
        var b = new GraphBuilder();
        int Variable(string name, VariableKind kind, DType type, Func<int, Shape> shape) =>
            b.Variable(b.AddVariable(name, kind, type, shape, name, -1));
        int trainX = Variable("TrainX", VariableKind.Shared, DType.Float32, i => GraphBuilder.DynamicShape(i, 2));
        int trainY = Variable("TrainY", VariableKind.Shared, DType.Int32, i => GraphBuilder.DynamicShape(i, 1));
        int w = Variable("W", VariableKind.Shared, DType.Float32, _ => Shape.Of(inputs, classes));
        int bias = Variable("b", VariableKind.Shared, DType.Float32, _ => Shape.Of(classes));
        int index = Variable("index", VariableKind.Input, DType.Int64, _ => Shape.Scalar);
        int rate = Variable("LearningRate", VariableKind.Member, DType.Float32, _ => Shape.Scalar);

        int size = b.Constant((long)batch, DType.Int64);
        var start = b.AsDim(b.Add(OpCode.Mul, index, size));
        var end = b.AsDim(b.Add(OpCode.Mul, b.Add(OpCode.Add, index, b.Constant(1L, DType.Int64)), size));
        int x = b.SliceAlong(trainX, 0, start, end - start);
        int y = b.SliceAlong(trainY, 0, start, end - start);
        int probabilities = b.Add(OpCode.Softmax, b.Add(OpCode.Add, b.Dot(x, w), bias));
        int picked = b.Gather(b.Add(OpCode.Log, probabilities), b.Iota(b[y].Shape[0]), y);
        int mean = b.Add(OpCode.Div, b.SumAll(picked), b.Add(OpCode.Cast, null, DType.Float32, b.Size(b[picked].Shape.Count)));
        int cost = b.Add(OpCode.Neg, mean);
        int newW = b.Add(OpCode.Sub, w, b.Add(OpCode.Mul, rate, b.Grad(cost, w)));
        int newB = b.Add(OpCode.Sub, bias, b.Add(OpCode.Mul, rate, b.Grad(cost, bias)));
        return b.Build([new("cost", cost)], [new(2, newW, -1), new(3, newB, -1)]).Prune();
    }

    private static ReferenceTensor TestTensor(DType type, int seed, params long[] lengths)
    {
        var random = new Random(seed);
        var result = ReferenceTensor.Zeros(type, lengths);
        for (int i = 0; i < result.Count; i++) result.Reals[i] = (random.NextDouble() * 2) - 1;
        return result;
    }
}
