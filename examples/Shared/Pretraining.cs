using System.Diagnostics;

namespace GraphDsl.Examples;

/// <summary>A classifier whose layers learn one after the other, without labels, before all of them learn together.</summary>
internal interface IPretrained : IClassifier
{
    /// <summary>For each layer, a step on a minibatch of the training set, which gives the cost before it.</summary>
    IReadOnlyList<Func<long, double>> Layers { get; }
}

/// <summary>The tutorial's pre-training.</summary>
internal static class Pretraining
{
    /// <summary>Trains each layer in turn.</summary>
    /// <param name="layers">A step of each.</param>
    /// <param name="batches">The minibatches of the training set.</param>
    /// <param name="epochs">How often a layer sees them.</param>
    /// <param name="display">Takes the lines and the progress.</param>
    public static void Run(IReadOnlyList<Func<long, double>> layers, int batches, int epochs, IDisplay display)
    {
        var clock = Stopwatch.StartNew();
        for (var layer = 0; layer < layers.Count; layer++)
        {
            for (var epoch = 0; epoch < epochs; epoch++)
            {
                var sum = 0.0;
                for (var index = 0; index < batches; index++)
                {
                    sum += layers[layer](index);
                    display.Progress(((long)layer * epochs + epoch) * batches + index + 1, (long)layers.Count * epochs * batches);
                }

                display.Line(FormattableString.Invariant($"Pre-training layer {layer}, epoch {epoch}, cost {sum / batches:f6}"));
            }
        }

        display.Line(FormattableString.Invariant($"The pretraining code ran for {clock.Elapsed.TotalMinutes:f2}m"));
    }
}
