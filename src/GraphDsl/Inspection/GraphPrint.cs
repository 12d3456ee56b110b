namespace GraphDsl;

/// <summary>Where the values that <c>T.Print</c> shows are written.</summary>
public static class GraphPrint
{
    private static TextWriter? output;

    /// <summary>The writer: the one set here, else <see cref="Console.Error"/>. Each value is one call of <c>WriteLine</c>.</summary>
    public static TextWriter Output
    {
        get => output ?? Console.Error;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            output = value;
        }
    }
}
