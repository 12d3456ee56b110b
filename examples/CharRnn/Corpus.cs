using System.Numerics.Tensors;

namespace GraphDsl.Examples;

/// <summary>Lines of text as numbers: those to train on, and every tenth, which is held out.</summary>
internal sealed class Corpus
{
    private const int LongestLine = 100;
    private const int HeldOutEvery = 10;

    private readonly char[] alphabet;

    /// <summary>Takes lines; empty ones are dropped, long ones cut into several.</summary>
    /// <exception cref="DataFormatException">There are too few for a minibatch held out.</exception>
    public Corpus(IEnumerable<string> lines)
    {
        string[] all = [.. lines.SelectMany(line => line.TrimEnd().Chunk(LongestLine)).Select(part => new string(part))];
        int least = HeldOutEvery * CharRnn.BatchSize;
        if (all.Length < least)
            throw new DataFormatException($"the text has {all.Length} lines that are not empty, of which at least {least} are needed");
        alphabet = ['\n', .. all.SelectMany(line => line).Distinct().Order()];
        Train = Encode([.. all.Where((_, index) => index % HeldOutEvery != 0)]);
        HeldOut = Encode([.. all.Where((_, index) => index % HeldOutEvery == 0)]);
    }

    /// <summary>How many different characters there are, the one between lines included, which is 0.</summary>
    public int Characters => alphabet.Length;

    public Lines Train { get; }

    public Lines HeldOut { get; }

    /// <summary>The text of a line.</summary>
    public string Decode(IEnumerable<int> line) => string.Concat(line.Select(character => alphabet[character])).TrimEnd('\n');

    // Lines of like length come together, so that minibatches have few steps that most of their lines sit out.
    private Lines Encode(string[] lines)
    {
        Array.Sort(lines, (a, b) => a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a, b));
        int columns = LongestLine + 2;
        var numbers = new int[lines.Length * columns];
        for (int row = 0; row < lines.Length; row++)
        {
            for (int i = 0; i < lines[row].Length; i++)
                numbers[row * columns + 1 + i] = Array.BinarySearch(alphabet, 1, alphabet.Length - 1, lines[row][i]);
        }

        return new(Tensor.Create(numbers, [lines.Length, columns]), [.. lines.Select(line => line.Length + 1)]);
    }
}

/// <summary>Lines as numbers.</summary>
/// <param name="Characters">A row a line: 0, its characters, then zeros.</param>
/// <param name="Lengths">How many characters each line has, with one 0 after them.</param>
internal sealed record Lines(Tensor<int> Characters, int[] Lengths)
{
    /// <summary>Whole minibatches; what is left over is dropped.</summary>
    public int Batches => Lengths.Length / CharRnn.BatchSize;

    /// <summary>The pairs of neighbours in the first so many minibatches, those at the ends of lines included.</summary>
    public IEnumerable<(int Before, int After)> Pairs()
    {
        for (int row = 0; row < Batches * CharRnn.BatchSize; row++)
        {
            for (int i = 0; i < Lengths[row]; i++)
                yield return (Characters[row, i], Characters[row, i + 1]);
        }
    }
}
