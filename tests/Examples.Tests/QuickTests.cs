namespace GraphDsl.Tests;

/// <summary>Each example as its command with <c>--quick</c> runs it: what it prints, what it writes, and that it learns.</summary>
public class QuickTests
{
    [Fact]
    public void Conjugate_gradients_find_what_few_steps_of_descent_do_not()
    {
        using var run = ExampleRun.Quick("LogisticConjugate");
        double[] errors = run.NumbersAfter("validation error ");
        Assert.Equal(15, errors.Length);
        Assert.True(errors[^1] < errors[0] / 2);
        Assert.Equal(errors.Min(), run.NumbersAfter("best validation score of ").Single());
        Assert.InRange(errors.Min(), 0, 8);
        Assert.InRange(run.NumbersAfter("test performance ").Single(), 0, 10);
        Assert.InRange(run.NumbersAfter("The cost came down to ").Single(), 0, 0.3);
        Assert.True(File.Exists(Path.Combine(run.Folder, "best_model.npz")));
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(run.Folder, "validation_error.svg")));
    }

    [Fact]
    public void Autoencoders_learn_to_make_out_images_with_and_without_missing_pixels()
    {
        using var run = ExampleRun.Quick("DenoisingAutoencoder");
        double[] costs = run.NumbersAfter(", cost ");
        Assert.Equal(4, costs.Length);
        Assert.True(costs[1] < costs[0]);
        Assert.True(costs[3] < costs[2]);
        Assert.True(costs[1] < costs[3]); // the second has less to go by
        Assert.Contains(run.Lines, line => line.StartsWith("The 30 % corruption code ran for ", StringComparison.Ordinal));
        HasFilters(run.Picture("filters_corruption_0.png"));
        HasFilters(run.Picture("filters_corruption_30.png"));
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(run.Folder, "cost.svg")));
    }

    [Fact]
    public void A_Boltzmann_machine_raises_the_pseudo_likelihood()
    {
        using var run = ExampleRun.Quick("Rbm");
        double[] likelihoods = run.NumbersAfter(", cost is ");
        Assert.Equal(2, likelihoods.Length);
        Assert.True(likelihoods[1] > likelihoods[0]);
        Assert.InRange(likelihoods[1], -200, -20);
        HasFilters(run.Picture("filters_at_epoch_1.png"));
        var (width, height, samples) = run.Picture("samples.png");
        Assert.Equal((29 * 20 - 1, 29 * 10 - 1), (width, height));
        Assert.InRange(samples.Average(pixel => pixel / 255.0), 0.02, 0.4); // digits are mostly black
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(run.Folder, "pseudo_likelihood.svg")));
    }

    [Theory]
    [InlineData("StackedAutoencoders")]
    [InlineData("DeepBelief")]
    public void Layers_learn_alone_and_then_together(string name)
    {
        using var run = ExampleRun.Quick(name);
        for (int layer = 0; layer < 3; layer++)
        {
            double[] costs = run.NumbersAfter($"Pre-training layer {layer}, epoch 0, cost ");
            Assert.True(run.NumbersAfter($"Pre-training layer {layer}, epoch 1, cost ").Single() < costs.Single());
        }

        LearnsToClassify(run, epochs: 5, most: 8);
    }

    [Theory]
    [InlineData("LogisticRegression", 5, 20)]
    [InlineData("Mlp", 5, 15)]
    [InlineData("LeNet", 5, 15)]
    public void Classifiers_learn(string name, int epochs, double most)
    {
        using var run = ExampleRun.Quick(name);
        LearnsToClassify(run, epochs, most);
    }

    [Fact]
    public void A_recurrent_network_expects_text_better_than_bigrams_and_writes_its_words()
    {
        using var run = ExampleRun.Quick("CharRnn");
        double[] costs = run.NumbersAfter("held out ");
        double cost = run.NumbersAfter("On the lines held out: ").Single(), bigrams = run.NumbersAfter("the best model of bigrams ").Single();
        Assert.Equal(5, costs.Length);
        Assert.Equal(costs.Min(), cost); // the best one, as its file gives it back
        Assert.InRange(bigrams, 1.2, 1.6);
        Assert.InRange(cost, 0.2, bigrams / 2);
        Assert.True(File.Exists(Path.Combine(run.Folder, "best_model.npz")));
        string[] written = [.. run.Lines.Where(line => line.StartsWith("  ", StringComparison.Ordinal))];
        Assert.Equal(8, written.Length);
        Assert.InRange(written.Count(line => line.StartsWith("  the ", StringComparison.Ordinal)), 6, 8);
    }

    [Fact]
    public void An_Elman_network_finds_slots_that_counting_does_not()
    {
        using var run = ExampleRun.Quick("ElmanTagger");
        double[] scores = run.NumbersAfter("held out F1 ");
        double score = run.NumbersAfter("On the sentences held out: F1 ").Single(), counted = run.NumbersAfter("by counting words after words ").Single();
        Assert.Equal(8, scores.Length);
        Assert.Equal(scores.Max(), score); // the best one, as its file gives it back
        Assert.InRange(counted, 40, 70);
        Assert.InRange(score, 90, 100);
        Assert.True(File.Exists(Path.Combine(run.Folder, "best_model.npz")));
        Assert.Contains(run.Lines, line => line.StartsWith("  ", StringComparison.Ordinal) && line.Contains("B-", StringComparison.Ordinal));
    }

    [Fact]
    public void A_recurrent_Boltzmann_machine_foretells_music_and_makes_some_up()
    {
        using var run = ExampleRun.Quick("RnnRbm");
        double[] accuracies = run.NumbersAfter("held out accuracy ");
        double accuracy = run.NumbersAfter("On the pieces held out: accuracy ").Single(), repeating = run.NumbersAfter("%, by repeating ").Single();
        Assert.Equal(40, accuracies.Length);
        Assert.Equal(accuracies.Max(), accuracy, 1.5); // the best model's, with other draws
        Assert.InRange(repeating, 25, 45);
        Assert.InRange(accuracy, 2 * repeating, 100);
        // Of notes at random hardly any would sound together in a piece.
        Assert.InRange(run.NumbersAfter("made up a piece, ").Single(), 40, 100);
        var (width, height, notes) = run.Picture("piece.png");
        Assert.Equal((800, 4 * 34), (width, height)); // 34 notes from the lowest to the highest
        Assert.InRange(notes.Count(pixel => pixel == 0) / (double)notes.Length * 34, 2.5, 5); // 4 notes a moment
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(run.Folder, "cost.svg")));
    }

    [Fact]
    public void A_contractive_autoencoder_changes_less_where_images_change()
    {
        using var run = ExampleRun.Quick("ContractiveAutoencoder");
        double[] costs = run.NumbersAfter("reconstruction cost "), norms = run.NumbersAfter("jacobian norm ");
        Assert.Equal(4, costs.Length);
        Assert.True(costs[1] < costs[0]);
        Assert.True(costs[3] < costs[2]);
        Assert.InRange(norms[3], 0, 0.85 * norms[1]); // than without the penalty
        Assert.InRange(costs[3], costs[1], 1.1 * costs[1]); // which costs little
        HasFilters(run.Picture("filters_plain.png"));
        HasFilters(run.Picture("filters_contractive.png"));
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(run.Folder, "jacobian.svg")));
    }

    private static void LearnsToClassify(ExampleRun run, int epochs, double most)
    {
        double[] errors = run.NumbersAfter("validation error ");
        Assert.Equal(epochs, errors.Length);
        Assert.True(errors[^1] < errors[0]);
        Assert.InRange(errors.Min(), 0, most);
        Assert.True(File.Exists(Path.Combine(run.Folder, "best_model.npz")));
        Assert.Matches("predicted values for the first 10 examples in the test set:( [0-9]){10}$", run.Lines[^1]);
    }

    private static void HasFilters((int Width, int Height, byte[] Pixels) picture)
    {
        Assert.Equal((289, 289), (picture.Width, picture.Height));
        Assert.True(picture.Pixels.Distinct().Count() > 100);
    }
}
