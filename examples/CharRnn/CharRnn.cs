using GraphDsl;

namespace GraphDsl.Examples;

/// <summary>
/// A long short-term memory that reads a line character by character and tells each time what it expects next; then one layer to the
/// characters' probabilities. Trained with Adam on minibatches of lines, which differ in length.
/// </summary>
/// <param name="characters">How many characters there are; 0 is the one between lines.</param>
/// <param name="rng">Where the weights are drawn from.</param>
[GraphModule]
public sealed partial class CharRnn(int characters, NumpyRandomState rng)
{
    /// <summary>Lines in a minibatch.</summary>
    public const int BatchSize = 32;

    private const int Units = 96;
    private const int Gates = 4 * Units;

    private readonly RandomStreams draws = new(seed: 1234);

    // From characters and states to the gates; from states to characters.
    [Shape("characters", Gates)] public readonly SharedMatrix<floatX> W = Initial.Weights(rng, characters, Gates, "W");
    [Shape(Units, Gates)] public readonly SharedMatrix<floatX> U = Initial.Weights(rng, Units, Gates, "U");
    [Shape(Gates)] public readonly SharedVector<floatX> B = Shared.From<floatX>([.. Enumerable.Range(0, Gates).Select(i => i < Units ? (floatX)1 : 0)], name: "b");
    [Shape(Units, "characters")] public readonly SharedMatrix<floatX> V = Initial.Weights(rng, Units, characters, "V");
    [Shape("characters")] public readonly SharedVector<floatX> C = Shared.Zeros<floatX>(characters, name: "c");

    // What Adam remembers of each of them. It is part of the model's file: training goes on from there as if it had not stopped.
    private readonly SharedScalar<floatX> time = Shared.Scalar((floatX)0, name: "time");
    [Shape("characters", Gates)] private readonly SharedMatrix<floatX> wMean = Zeros(characters, Gates, "W mean"), wSquare = Zeros(characters, Gates, "W square");
    [Shape(Units, Gates)] private readonly SharedMatrix<floatX> uMean = Zeros(Units, Gates, "U mean"), uSquare = Zeros(Units, Gates, "U square");
    [Shape(Gates)] private readonly SharedVector<floatX> bMean = Zeros(Gates, "b mean"), bSquare = Zeros(Gates, "b square");
    [Shape(Units, "characters")] private readonly SharedMatrix<floatX> vMean = Zeros(Units, characters, "V mean"), vSquare = Zeros(Units, characters, "V square");
    [Shape("characters")] private readonly SharedVector<floatX> cMean = Zeros(characters, "c mean"), cSquare = Zeros(characters, "c square");

    // A row a line: 0, the line's characters, then zeros. The lengths count the characters and the 0 after them.
    [NotSaved, Shape("train", "columns")] public required SharedMatrix<int> TrainLines { get; init; }
    [NotSaved, Shape("train")] public required SharedVector<int> TrainLengths { get; init; }
    [NotSaved, Shape("heldOut", "columns")] public required SharedMatrix<int> HeldOutLines { get; init; }
    [NotSaved, Shape("heldOut")] public required SharedVector<int> HeldOutLengths { get; init; }

    /// <summary>The size of a step.</summary>
    public floatX LearningRate { get; set; } = (floatX)0.005;

    private Expr<floatX>[] Parameters => [W, U, B, V, C];

    private Expr<floatX>[] Means => [wMean, uMean, bMean, vMean, cMean];

    private Expr<floatX>[] Squares => [wSquare, uSquare, bSquare, vSquare, cSquare];

    /// <summary>The states after characters, a row a line. A character times <c>W</c>, were it one-hot, is a row of <c>W</c>.</summary>
    private (Expr<floatX> h, Expr<floatX> c) Read(Expr<int> character, Expr<floatX> h, Expr<floatX> c)
    {
        var gates = W[character] + T.Dot(h, U) + B;
        Expr<floatX> Gate(int k) => gates[.., (k * Units)..((k + 1) * Units)];
        var memory = T.Sigmoid(Gate(0)) * c + T.Sigmoid(Gate(1)) * T.Tanh(Gate(2));
        return (T.Sigmoid(Gate(3)) * T.Tanh(memory), memory);
    }

    /// <summary>What the lines cost in all, in nats, and how many characters they have.</summary>
    private (Expr<floatX> cost, Expr<floatX> count) Cost(Expr<int> lines, Expr<int> lengths)
    {
        // A row a step, from here on; as many steps as the longest of these lines has characters.
        var (rows, steps) = (lines.T, T.Cast<long>(T.Max(lengths)));
        var mask = T.Cast<floatX>(T.Arange(steps).Dimshuffle(0, T.NewAxis) < T.Cast<long>(lengths));
        var start = T.Zeros<floatX>(lines.Shape[0], Units);
        var (states, _) = T.Scan(
            (s, before) =>
            {
                var (h, c) = Read(s.character, before.h, before.c);
                var goesOn = s.mask.Dimshuffle(0, T.NewAxis);
                return (goesOn * h + (1 - goesOn) * before.h, goesOn * c + (1 - goesOn) * before.c);
            },
            sequences: (character: rows[..steps], mask: mask),
            outputsInfo: (h: start, c: start));
        var count = steps * lines.Shape[0];
        var expected = T.LogSoftmax(T.Dot(states.Reshape(count, Units), V) + C);
        var next = rows[1..(steps + 1)].Flatten();
        return (-T.Sum(expected[T.Arange(count), next] * mask.Flatten()), T.Sum(mask));
    }

    /// <summary>Takes a step on a minibatch; gives the cost a character before it.</summary>
    [GraphFunction]
    private Function TrainGraph(Scalar<long> index)
    {
        var (cost, count) = Cost(Minibatch(TrainLines, index), Minibatch(TrainLengths, index));
        var mean = cost / count;
        return T.Function(
            outputs: mean,
            updates: Optimisers.Adam(Parameters, T.Grad(mean, Parameters), Means, Squares, time, LearningRate));
    }

    /// <summary>The cost of a minibatch of the lines held out, and its characters.</summary>
    [GraphFunction]
    private (Expr<floatX> cost, Expr<floatX> count) EvaluateGraph(Scalar<long> index)
        => Cost(Minibatch(HeldOutLines, index), Minibatch(HeldOutLengths, index));

    /// <summary>Writes a line: draws each character from what is expected after those before it, until the line ends.</summary>
    /// <param name="most">The most characters.</param>
    /// <param name="temperature">How daring the draws are: near 0 the most probable character, at 1 as expected.</param>
    [GraphFunction]
    private Expr<int> WriteGraph(Scalar<long> most, Scalar<floatX> temperature)
    {
        var (line, _, _) = T.Scan(
            before =>
            {
                var (h, c) = Read(before.character, before.h, before.c);
                var drawn = draws.Multinomial(T.Softmax((T.Dot(h, V) + C) / temperature));
                return (T.Cast<int>(T.ArgMax(drawn, axis: 1)), h, c);
            },
            outputsInfo: (character: T.Zeros<int>(1), h: T.Zeros<floatX>(1, Units), c: T.Zeros<floatX>(1, Units)),
            nSteps: most,
            until: after => T.Eq(after.character[0], 0));
        return line.Flatten();
    }

    private static Expr<TElement> Minibatch<TElement>(Expr<TElement> data, Expr<long> index)
        => data[(index * BatchSize)..((index + 1) * BatchSize)];

    private static SharedMatrix<floatX> Zeros(int rows, int columns, string name) => Shared.Zeros<floatX>(rows, columns, name: name);

    private static SharedVector<floatX> Zeros(int length, string name) => Shared.Zeros<floatX>(length, name: name);
}
