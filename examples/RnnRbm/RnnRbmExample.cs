using System.Numerics.Tensors;

namespace GraphDsl.Examples;

/// <summary>Trains on music, tells how well the model foretells notes, and draws what it makes up as a piano roll.</summary>
internal sealed class RnnRbmExample : IExample
{
    private const int Pieces = 500;
    private const int QuickPieces = 200;
    private const int QuickEpochs = 40;
    private const int Moments = 200;

    public string Description => "Trains an RNN-RBM on piano rolls, and lets it compose.";

    public double? LearningRate => 0.003;

    public int Epochs => 60;

    public string Data => $"a text with a moment on a line, the MIDI numbers of its notes or - for silence, and an empty line after each piece; by default, or as {Digits.Synthetic}, simple tunes made here";

    public string Quick => "a few epochs of the first 200 pieces, to see it work";

    public void Run(Settings settings)
    {
        var pieces = settings.DataPath is null or Digits.Synthetic ? Tunes.Make(Pieces) : Rolls.Read(settings.DataPath);
        var rolls = new Rolls(settings.Quick ? pieces.Take(QuickPieces) : pieces);
        Directory.CreateDirectory(settings.Folder);
        var composing = new ComposingSettings(settings.EpochsUpTo(QuickEpochs), settings.LearningRate, Moments, settings.ModelFile);
        var result = TerminalDisplay.Run(display => Composing.Run(rolls, composing, display));

        Png.Write(Path.Combine(settings.Folder, "piece.png"), Draw(result.Piece));
        LearningCurves.Write(Path.Combine(settings.Folder, "cost.svg"), "RNN-RBM", "epoch", new Curve("cost", [.. result.Costs.Select((cost, epoch) => (epoch + 1.0, cost))]));
        Console.WriteLine(FormattableString.Invariant($"On the pieces held out: accuracy {result.Accuracy * 100:f1} %, by repeating {result.Repeating * 100:f1} %"));
        Console.WriteLine(FormattableString.Invariant($"The model in {settings.ModelFile} made up a piece, {result.Known * 100:f1} % of whose moments sound as some of the pieces it has heard; as a piano roll in {settings.Folder}"));
    }

    // Time goes to the right, notes go up; 4 pixels a note and moment.
    private static GrayImage Draw(Tensor<floatX> piece)
    {
        const int size = 4;
        int moments = (int)piece.Lengths[0], notes = (int)piece.Lengths[1];
        var picture = new GrayImage(moments * size, notes * size);
        for (int y = 0; y < picture.Height; y++)
        {
            var row = picture.Row(y);
            for (int x = 0; x < row.Length; x++) row[x] = piece[x / size, notes - 1 - (y / size)] > 0 ? byte.MinValue : byte.MaxValue;
        }

        return picture;
    }
}
