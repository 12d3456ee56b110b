using System.Globalization;
using System.Numerics.Tensors;

namespace GraphDsl.Examples;

/// <summary>Pieces as piano rolls, a row a moment: those to train on, and every fifth, which is held out.</summary>
internal sealed class Rolls
{
    private const int HeldOutEvery = 5;
    private const int HighestNote = 127;

    /// <summary>Takes pieces, each moment of which has the numbers of its notes.</summary>
    /// <exception cref="DataFormatException">There are too few to train on some and hold some out, or they have no notes.</exception>
    public Rolls(IEnumerable<int[][]> pieces)
    {
        int[][][] all = [.. pieces];
        if (all.Length < HeldOutEvery)
            throw new DataFormatException($"there are {all.Length} pieces, of which at least {HeldOutEvery} are needed");
        int[] notes = [.. all.SelectMany(piece => piece).SelectMany(moment => moment).Distinct()];
        if (notes.Length == 0) throw new DataFormatException("the pieces have no notes");
        Lowest = notes.Min();
        Notes = notes.Max() - Lowest + 1;
        Train = Encode([.. all.Where((_, index) => index % HeldOutEvery != 0)]);
        HeldOut = Encode([.. all.Where((_, index) => index % HeldOutEvery == 0)]);
    }

    /// <summary>The lowest note.</summary>
    public int Lowest { get; }

    /// <summary>How many notes there are from the lowest to the highest.</summary>
    public int Notes { get; }

    public Pieces Train { get; }

    public Pieces HeldOut { get; }

    /// <summary>Reads a file with a moment on a line, the MIDI numbers of its notes or - for silence, and an empty line after each piece.</summary>
    /// <exception cref="DataFormatException">A line has something else.</exception>
    public static IEnumerable<int[][]> Read(string path)
    {
        var piece = new List<int[]>();
        int number = 0;
        foreach (string line in File.ReadLines(path).Append(""))
        {
            number++;
            string[] parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length > 0)
            {
                piece.Add(parts is ["-"] ? [] : [.. parts.Select(part => Note(part, number))]);
                continue;
            }

            if (piece.Count > 0) yield return [.. piece];
            piece.Clear();
        }
    }

    private static int Note(string text, int line) => int.TryParse(text, CultureInfo.InvariantCulture, out int note) && note is >= 0 and <= HighestNote
        ? note
        : throw new DataFormatException(string.Create(CultureInfo.InvariantCulture, $"line {line}: expected notes from 0 to {HighestNote} or -, found {text}"));

    private Pieces Encode(int[][][] pieces)
    {
        var roll = new floatX[pieces.Sum(piece => piece.Length) * Notes];
        var places = new List<(int, int)>();
        int moments = 0;
        foreach (var piece in pieces)
        {
            places.Add((moments, piece.Length));
            foreach (int[] moment in piece)
            {
                foreach (int note in moment) roll[(moments * Notes) + note - Lowest] = 1;
                moments++;
            }
        }

        return new(roll, Notes, [.. places]);
    }
}

/// <summary>Pieces one after the other.</summary>
/// <param name="Roll">A row a moment, 1 where a note sounds.</param>
/// <param name="Notes">How many notes there are.</param>
/// <param name="Places">Where each piece starts, and how many moments it has.</param>
internal sealed record Pieces(floatX[] Roll, int Notes, (int Start, int Length)[] Places)
{
    /// <summary>The same as a tensor.</summary>
    public Tensor<floatX> Tensor => System.Numerics.Tensors.Tensor.Create(Roll, [Roll.Length / Notes, Notes]);

    /// <summary>The notes of a moment.</summary>
    public ReadOnlySpan<floatX> Moment(int moment) => Roll.AsSpan(moment * Notes, Notes);
}
