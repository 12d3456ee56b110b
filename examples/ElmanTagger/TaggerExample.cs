namespace GraphDsl.Examples;

/// <summary>Trains on sentences, tells how much better than counting the model finds slots, and shows a sentence.</summary>
internal sealed class TaggerExample : IExample
{
    private const int Sentences = 4000;
    private const int QuickSentences = 1000;
    private const int QuickEpochs = 8;

    public string Description => "Trains an Elman network with word embeddings to find what a request asks for.";

    public double? LearningRate => 0.1;

    public int Epochs => 20;

    public string Data => $"a text with a word and its label (O, B-slot or I-slot) on a line and an empty line after each sentence; by default, or as {Digits.Synthetic}, requests of travellers made here";

    public string Quick => "a few epochs of the first 1000 sentences, to see it work";

    public void Run(Settings settings)
    {
        var sentences = settings.DataPath is null or Digits.Synthetic ? Requests.Make(Sentences) : TaggedCorpus.Read(settings.DataPath);
        var corpus = new TaggedCorpus(settings.Quick ? sentences.Take(QuickSentences) : sentences);
        Directory.CreateDirectory(settings.Folder);
        var tagging = new TaggingSettings(settings.EpochsUpTo(QuickEpochs), settings.LearningRate, settings.ModelFile);
        var result = TerminalDisplay.Run(display => Tagging.Run(corpus, tagging, display));

        Console.WriteLine(FormattableString.Invariant($"On the sentences held out: F1 {result.F1 * 100:f2} %, by counting words after words {result.CountedF1 * 100:f2} %"));
        Console.WriteLine($"The model in {settings.ModelFile} reads:");
        foreach (var (word, label) in result.Sample) Console.WriteLine($"  {word,-12} {label}");
    }
}
