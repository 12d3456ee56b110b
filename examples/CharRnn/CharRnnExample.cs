namespace GraphDsl.Examples;

/// <summary>Trains on a text, tells how much better than bigrams the model expects it, and prints what it writes.</summary>
internal sealed class CharRnnExample : IExample
{
    private const int Lines = 4000;
    private const int QuickLines = 1500;
    private const int QuickEpochs = 5;
    private const int Samples = 8;

    public string Description => "Trains an LSTM on a text, character by character, and lets it write.";

    public double? LearningRate => 0.005;

    public int Epochs => 15;

    public string Data => $"a text, UTF-8, some hundred lines at least; by default, or as {Digits.Synthetic}, sentences of a small grammar";

    public string Quick => "a few epochs of the first 1500 lines, to see it work";

    public void Run(Settings settings)
    {
        var lines = settings.DataPath is null or Digits.Synthetic ? Sentences.Make(Lines) : File.ReadLines(settings.DataPath);
        var corpus = new Corpus(settings.Quick ? lines.Take(QuickLines) : lines);
        Directory.CreateDirectory(settings.Folder);
        var writing = new WritingSettings(settings.EpochsUpTo(QuickEpochs), settings.LearningRate, Samples, settings.ModelFile);
        var result = TerminalDisplay.Run(display => Writing.Run(corpus, writing, display));

        Console.WriteLine(FormattableString.Invariant($"On the lines held out: {result.Cost:f4} nats a character, the best model of bigrams {result.BigramCost:f4}"));
        Console.WriteLine($"The model in {settings.ModelFile} writes:");
        foreach (string sample in result.Samples) Console.WriteLine($"  {sample}");
    }
}
