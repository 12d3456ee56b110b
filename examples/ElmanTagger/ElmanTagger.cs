using GraphDsl;

namespace GraphDsl.Examples;

/// <summary>
/// The Deep Learning Tutorials' Elman network over word embeddings: it reads a sentence word by word, each with its neighbours, and
/// gives each word a label. Trained on one sentence at a time.
/// </summary>
/// <param name="words">How many words there are, the one around sentences included.</param>
/// <param name="labels">How many labels there are.</param>
/// <param name="rng">Where the weights are drawn from.</param>
[GraphModule]
public sealed partial class ElmanTagger(int words, int labels, NumpyRandomState rng)
{
    /// <summary>The words that are seen at once: one, and as many neighbours on its left as on its right.</summary>
    public const int Window = 7;

    private const int Dimensions = 50;
    private const int Units = 100;
    private const int Inputs = Window * Dimensions;

    // A word's row says what it is like. All rows have the length 1.
    [Shape("words", Dimensions)] public readonly SharedMatrix<floatX> Embeddings = Draw(rng, words, Dimensions, "embeddings");

    [Shape(Inputs, Units)] public readonly SharedMatrix<floatX> Wx = Draw(rng, Inputs, Units, "Wx");
    [Shape(Units, Units)] public readonly SharedMatrix<floatX> Wh = Draw(rng, Units, Units, "Wh");
    [Shape(Units)] public readonly SharedVector<floatX> Bh = Shared.Zeros<floatX>(Units, name: "bh");
    [Shape(Units, "labels")] public readonly SharedMatrix<floatX> W = Draw(rng, Units, labels, "W");
    [Shape("labels")] public readonly SharedVector<floatX> B = Shared.Zeros<floatX>(labels, name: "b");

    /// <summary>The state before the first word.</summary>
    [Shape(Units)] public readonly SharedVector<floatX> H0 = Shared.Zeros<floatX>(Units, name: "h0");

    // All sentences one after the other, each with the neighbours of its first and last words; a label for each word.
    [NotSaved, Shape("train")] public required SharedVector<int> TrainWords { get; init; }
    [NotSaved, Shape("train")] public required SharedVector<int> TrainLabels { get; init; }
    [NotSaved, Shape("heldOut")] public required SharedVector<int> HeldOutWords { get; init; }

    /// <summary>How far a step goes down the gradient.</summary>
    public floatX LearningRate { get; set; } = (floatX)0.1;

    /// <summary>How probable each label is of each word of a sentence, which stands in <paramref name="text"/> from a place on.</summary>
    private Expr<floatX> Probabilities(Expr<int> text, Expr<long> start, Expr<long> length)
    {
        var places = start + T.Arange(length).Dimshuffle(0, T.NewAxis) + T.Arange(Window);
        var x = Embeddings[text[places]].Reshape(length, Inputs);
        var h = T.Scan(
            (seen, before) => T.Sigmoid(T.Dot(seen, Wx) + T.Dot(before, Wh) + Bh),
            sequences: x, outputsInfo: H0);
        return T.Softmax(T.Dot(h, W) + B);
    }

    /// <summary>Takes a step on a sentence; gives the cost a word before it.</summary>
    [GraphFunction]
    private Function TrainGraph(Scalar<long> start, Scalar<long> length)
    {
        var first = start + Window / 2;
        var y = TrainLabels[first..(first + length)];
        var cost = -T.Mean(T.Log(Probabilities(TrainWords, start, length))[T.Arange(length), y]);
        Expr<floatX>[] parameters = [Embeddings, Wx, Wh, W, Bh, B, H0];
        return T.Function(
            outputs: cost,
            updates: [.. parameters.Zip(T.Grad(cost, parameters), (p, g) => (p, p - LearningRate * g))]);
    }

    /// <summary>Gives the words' rows the length 1 again.</summary>
    [GraphFunction]
    private Function NormaliseGraph() => T.Function(
        updates: [(Embeddings, Embeddings / T.Sqrt(T.Sum(T.Sqr(Embeddings), axis: 1, keepDims: true)))]);

    /// <summary>The most probable labels of a sentence held out.</summary>
    [GraphFunction]
    private Expr<long> ClassifyGraph(Scalar<long> start, Scalar<long> length)
        => T.ArgMax(Probabilities(HeldOutWords, start, length), axis: 1);

    private static SharedMatrix<floatX> Draw(NumpyRandomState rng, int rows, int columns, string name)
        => new(rng.Uniform<floatX>(-0.2, 0.2, rows, columns), borrow: true, name);
}
