using System.Diagnostics;
using System.Numerics.Tensors;

namespace GraphDsl.Examples;

/// <summary>What a run is to do.</summary>
/// <param name="Epochs">How often training goes over the pieces.</param>
/// <param name="LearningRate">The size of a step.</param>
/// <param name="Moments">How long a piece it makes up in the end.</param>
/// <param name="ModelFile">Takes the best model.</param>
internal sealed record ComposingSettings(int Epochs, double LearningRate, int Moments, string ModelFile);

/// <summary>What came of a run.</summary>
/// <param name="Accuracy">With which the best model foretells the pieces held out.</param>
/// <param name="Repeating">The same of foretelling that nothing changes.</param>
/// <param name="Costs">The cost in each epoch.</param>
/// <param name="Piece">What the best model made up.</param>
/// <param name="Known">The share of its moments whose notes sound together in the pieces to train on.</param>
internal sealed record ComposingResult(double Accuracy, double Repeating, double[] Costs, Tensor<floatX> Piece, double Known);

/// <summary>Trains a model piece by piece, keeps the best in a file, and lets what the file holds compose.</summary>
internal static class Composing
{
    public static ComposingResult Run(Rolls rolls, ComposingSettings settings, IDisplay display)
    {
        double repeating = Accuracy.OfRepeating(rolls.HeldOut);
        display.Line(FormattableString.Invariant($"{rolls.Train.Places.Length} pieces to train on, {rolls.HeldOut.Places.Length} held out; by repeating: accuracy {repeating * 100:f1} %"));
        double[] costs = Train(NewModel(rolls, settings), rolls, settings, display);

        // The best model comes back from its file, into one that has learnt nothing.
        var model = NewModel(rolls, settings);
        model.Load(settings.ModelFile);
        var piece = model.Compose(settings.Moments);
        return new(Evaluate(model, rolls.HeldOut), repeating, costs, piece, Known(piece, rolls.Train));
    }

    private static double[] Train(RnnRbm model, Rolls rolls, ComposingSettings settings, IDisplay display)
    {
        var order = new NumpyRandomState(1234);
        var places = rolls.Train.Places;
        var costs = new double[settings.Epochs];
        var clock = Stopwatch.StartNew();
        double best = double.NegativeInfinity;
        for (int epoch = 0; epoch < settings.Epochs; epoch++)
        {
            int done = 0;
            foreach (long piece in order.Permutation(places.Length))
            {
                costs[epoch] += model.Train(places[piece].Start, places[piece].Length) / places.Length;
                display.Progress(epoch * (long)places.Length + ++done, (long)settings.Epochs * places.Length);
            }

            double accuracy = Evaluate(model, rolls.HeldOut);
            display.Line(FormattableString.Invariant($"Epoch {epoch + 1}/{settings.Epochs} {costs[epoch]:f4}, held out accuracy {accuracy * 100:f1} %, {clock.Elapsed.TotalSeconds:f1} s"));
            if (accuracy <= best) continue;
            best = accuracy;
            model.Save(settings.ModelFile);
        }

        return costs;
    }

    // The first moments of pieces are anybody's guess.
    private static double Evaluate(RnnRbm model, Pieces pieces)
    {
        var accuracy = default(Accuracy);
        foreach (var (start, length) in pieces.Places)
        {
            var foretold = new floatX[length * pieces.Notes];
            model.Expect(start, length).FlattenTo(foretold);
            for (int moment = 1; moment < length; moment++)
                accuracy.Add(pieces.Moment(start + moment), foretold.AsSpan(moment * pieces.Notes, pieces.Notes));
        }

        return accuracy.Value;
    }

    private static double Known(Tensor<floatX> piece, Pieces pieces)
    {
        var roll = new floatX[piece.FlattenedLength];
        piece.FlattenTo(roll);
        var heard = Moments(pieces.Roll).ToHashSet();
        string[] made = [.. Moments(roll)];
        return made.Count(heard.Contains) / (double)made.Length;

        IEnumerable<string> Moments(floatX[] all) => all.Chunk(pieces.Notes).Select(moment => string.Concat(moment.Select(note => note > 0 ? '1' : '0')));
    }

    private static RnnRbm NewModel(Rolls rolls, ComposingSettings settings) => new(rolls.Notes, new NumpyRandomState(0xdbeef), seed: 0xdbeef)
    {
        TrainRolls = new(rolls.Train.Tensor, borrow: true, name: "train rolls"),
        HeldOutRolls = new(rolls.HeldOut.Tensor, borrow: true, name: "rolls held out"),
        LearningRate = (floatX)settings.LearningRate,
    };
}
