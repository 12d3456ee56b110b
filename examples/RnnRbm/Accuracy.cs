namespace GraphDsl.Examples;

/// <summary>How well notes are foretold: of those that sound or are foretold, the share that both sound and are foretold.</summary>
internal struct Accuracy
{
    private double both, either;

    /// <summary>The share so far.</summary>
    public readonly double Value => both / either;

    /// <summary>Takes a moment in.</summary>
    public void Add(ReadOnlySpan<floatX> right, ReadOnlySpan<floatX> foretold)
    {
        for (int note = 0; note < right.Length; note++)
        {
            both += right[note] > 0 && foretold[note] > 0 ? 1 : 0;
            either += right[note] > 0 || foretold[note] > 0 ? 1 : 0;
        }
    }

    /// <summary>The accuracy of foretelling that nothing changes, on all moments but the first of each piece.</summary>
    public static double OfRepeating(Pieces pieces)
    {
        var accuracy = default(Accuracy);
        foreach (var (start, length) in pieces.Places)
        {
            for (int moment = start + 1; moment < start + length; moment++)
                accuracy.Add(pieces.Moment(moment), pieces.Moment(moment - 1));
        }

        return accuracy.Value;
    }
}
