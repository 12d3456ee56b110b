using GraphDsl;

namespace GraphDsl.Examples;

/// <summary>
/// The Deep Learning Tutorials' RNN-RBM: a restricted Boltzmann machine for the notes that sound together, whose biases come at each
/// moment from a recurrent network that has heard what sounded before. Trained with Adam on one piece at a time.
/// </summary>
/// <param name="notes">How many notes there are.</param>
/// <param name="weights">Where the weights are drawn from.</param>
/// <param name="seed">Of the chains' draws.</param>
[GraphModule]
public sealed partial class RnnRbm(int notes, NumpyRandomState weights, ulong seed)
{
    private const int Hidden = 60;
    private const int Units = 60;
    private const int TrainSteps = 15;
    private const int DrawSteps = 25;

    private readonly RandomStreams rng = new(seed);

    // The machine.
    [Shape("notes", Hidden)] public readonly SharedMatrix<floatX> W = Draw(weights, 0.01, notes, Hidden, "W");
    [Shape("notes")] public readonly SharedVector<floatX> Bv = Shared.Zeros<floatX>(notes, name: "bv");
    [Shape(Hidden)] public readonly SharedVector<floatX> Bh = Shared.Zeros<floatX>(Hidden, name: "bh");

    // From the network's state to the machine's biases; from the notes and the state to the next state.
    [Shape(Units, "notes")] public readonly SharedMatrix<floatX> Wuv = Draw(weights, 0.0001, Units, notes, "Wuv");
    [Shape(Units, Hidden)] public readonly SharedMatrix<floatX> Wuh = Draw(weights, 0.0001, Units, Hidden, "Wuh");
    [Shape("notes", Units)] public readonly SharedMatrix<floatX> Wvu = Draw(weights, 0.0001, notes, Units, "Wvu");
    [Shape(Units, Units)] public readonly SharedMatrix<floatX> Wuu = Draw(weights, 0.0001, Units, Units, "Wuu");
    [Shape(Units)] public readonly SharedVector<floatX> Bu = Shared.Zeros<floatX>(Units, name: "bu");

    // What Adam remembers of each of them.
    private readonly SharedScalar<floatX> time = Shared.Scalar((floatX)0, name: "time");
    [Shape("notes", Hidden)] private readonly SharedMatrix<floatX> wMean = Zeros(notes, Hidden, "W mean"), wSquare = Zeros(notes, Hidden, "W square");
    [Shape("notes")] private readonly SharedVector<floatX> bvMean = Zeros(notes, "bv mean"), bvSquare = Zeros(notes, "bv square");
    [Shape(Hidden)] private readonly SharedVector<floatX> bhMean = Zeros(Hidden, "bh mean"), bhSquare = Zeros(Hidden, "bh square");
    [Shape(Units, "notes")] private readonly SharedMatrix<floatX> wuvMean = Zeros(Units, notes, "Wuv mean"), wuvSquare = Zeros(Units, notes, "Wuv square");
    [Shape(Units, Hidden)] private readonly SharedMatrix<floatX> wuhMean = Zeros(Units, Hidden, "Wuh mean"), wuhSquare = Zeros(Units, Hidden, "Wuh square");
    [Shape("notes", Units)] private readonly SharedMatrix<floatX> wvuMean = Zeros(notes, Units, "Wvu mean"), wvuSquare = Zeros(notes, Units, "Wvu square");
    [Shape(Units, Units)] private readonly SharedMatrix<floatX> wuuMean = Zeros(Units, Units, "Wuu mean"), wuuSquare = Zeros(Units, Units, "Wuu square");
    [Shape(Units)] private readonly SharedVector<floatX> buMean = Zeros(Units, "bu mean"), buSquare = Zeros(Units, "bu square");

    // Pieces one after the other: a row a moment, 1 where a note sounds.
    [NotSaved, Shape("train", "notes")] public required SharedMatrix<floatX> TrainRolls { get; init; }
    [NotSaved, Shape("heldOut", "notes")] public required SharedMatrix<floatX> HeldOutRolls { get; init; }

    /// <summary>The size of a step.</summary>
    public floatX LearningRate { get; set; } = (floatX)0.003;

    private Expr<floatX>[] Parameters => [W, Bv, Bh, Wuv, Wuh, Wvu, Wuu, Bu];

    private Expr<floatX>[] Means => [wMean, bvMean, bhMean, wuvMean, wuhMean, wvuMean, wuuMean, buMean];

    private Expr<floatX>[] Squares => [wSquare, bvSquare, bhSquare, wuvSquare, wuhSquare, wvuSquare, wuuSquare, buSquare];

    /// <summary>The machine's biases after what the network has heard.</summary>
    private (Expr<floatX> Visible, Expr<floatX> Hidden) Biases(Expr<floatX> u) => (Bv + T.Dot(u, Wuv), Bh + T.Dot(u, Wuh));

    /// <summary>The network's state after notes more.</summary>
    private Expr<floatX> Hear(Expr<floatX> notes, Expr<floatX> u) => T.Tanh(Bu + T.Dot(notes, Wvu) + T.Dot(u, Wuu));

    /// <summary>The machine's biases at each moment of a piece, of which it has heard what is before.</summary>
    private (Expr<floatX> Visible, Expr<floatX> Hidden) Listen(Expr<floatX> piece)
    {
        var (_, visible, hidden) = T.Scan(
            (notes, u) =>
            {
                var biases = Biases(u);
                return (Hear(notes, u), biases.Visible, biases.Hidden);
            },
            sequences: piece, outputsInfo: T.Zeros<floatX>(Units));
        return (visible, hidden);
    }

    /// <summary>Lets the machine go back and forth between notes and hidden units; gives the last notes and how probable they were.</summary>
    private (Expr<floatX> Notes, Expr<floatX> Means) Chain(Expr<floatX> notes, Expr<floatX> visibleBias, Expr<floatX> hiddenBias, int steps)
    {
        var (chain, means) = T.Scan(
            v =>
            {
                var h = Sample(T.Sigmoid(T.Dot(v, W) + hiddenBias));
                var m = T.Sigmoid(T.Dot(h, W.T) + visibleBias);
                return (Sample(m), m);
            },
            outputsInfo: notes, nSteps: steps);
        return (chain[^1], means[^1]);
    }

    private Expr<floatX> Sample(Expr<floatX> means) => rng.Binomial<floatX>(means.Shape, n: 1, p: means);

    private Expr<floatX> FreeEnergy(Expr<floatX> notes, Expr<floatX> visibleBias, Expr<floatX> hiddenBias)
        => -T.Sum(notes * visibleBias) - T.Sum(T.Softplus(T.Dot(notes, W) + hiddenBias));

    /// <summary>Takes a step on a piece; gives how unlikely its notes are a moment, after what is made out of them.</summary>
    [GraphFunction]
    private Function TrainGraph(Scalar<long> start, Scalar<long> length)
    {
        var piece = TrainRolls[start..(start + length)];
        var (visible, hidden) = Listen(piece);
        var (end, means) = Chain(piece, visible, hidden, TrainSteps);
        var cost = (FreeEnergy(piece, visible, hidden) - FreeEnergy(end, visible, hidden)) / T.Cast<floatX>(length);
        return T.Function(
            outputs: T.Mean(T.Sum(T.BinaryCrossentropy(T.Clip(means, 1e-6, 1 - 1e-6), piece), axis: 1)),
            updates: Optimisers.Adam(Parameters, T.Grad(cost, Parameters, considerConstant: [end]), Means, Squares, time, LearningRate));
    }

    /// <summary>What the machine expects at each moment of a piece held out, after what is before: notes drawn from silence.</summary>
    [GraphFunction]
    private Expr<floatX> ExpectGraph(Scalar<long> start, Scalar<long> length)
    {
        var piece = HeldOutRolls[start..(start + length)];
        var (visible, hidden) = Listen(piece);
        return Chain(T.ZerosLike(piece), visible, hidden, DrawSteps).Notes;
    }

    /// <summary>Makes a piece up: draws the notes of each moment, and hears them.</summary>
    [GraphFunction]
    private Expr<floatX> ComposeGraph(Scalar<long> moments)
    {
        var (_, piece) = T.Scan(
            u =>
            {
                var biases = Biases(u);
                var drawn = Chain(T.Zeros<floatX>(Bv.Shape[0]), biases.Visible, biases.Hidden, DrawSteps).Notes;
                return (Hear(drawn, u), drawn);
            },
            outputsInfo: T.Zeros<floatX>(Units), nSteps: moments);
        return piece;
    }

    private static SharedMatrix<floatX> Draw(NumpyRandomState weights, double deviation, int rows, int columns, string name)
        => new(weights.Normal<floatX>(0, deviation, rows, columns), borrow: true, name);

    private static SharedMatrix<floatX> Zeros(int rows, int columns, string name) => Shared.Zeros<floatX>(rows, columns, name: name);

    private static SharedVector<floatX> Zeros(int length, string name) => Shared.Zeros<floatX>(length, name: name);
}
