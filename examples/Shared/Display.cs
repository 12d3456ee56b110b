namespace GraphDsl.Examples;

/// <summary>Where the training loop's lines and its progress go.</summary>
internal interface IDisplay
{
    void Line(string text);

    /// <summary>So many minibatches of so many are done; the second number grows with patience.</summary>
    void Progress(long done, long of);
}

/// <summary>Plain lines, for output that goes to a file or to another program.</summary>
internal sealed class PlainDisplay(TextWriter output) : IDisplay
{
    public void Line(string text) => output.WriteLine(text);

    public void Progress(long done, long of)
    {
    }
}
