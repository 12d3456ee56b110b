using System.Text;

namespace GraphDsl;

/// <summary>Limits of <see cref="PickleReader"/>, and how it takes Python 2's strings.</summary>
public sealed record PickleOptions
{
    /// <summary>The limits that <see cref="PickleReader.Read(Stream, PickleOptions?)"/> uses by itself.</summary>
    public static PickleOptions Default { get; } = new();

    /// <summary>How deep containers may lie in one another. 500.</summary>
    public int MaxDepth { get; init; } = 500;

    /// <summary>The most values that the pickle may put on its stack, over its whole length. 10 million.</summary>
    public long MaxValues { get; init; } = 10_000_000;

    /// <summary>The most values that the pickle may keep in its memo. 1 million.</summary>
    public int MaxMemoEntries { get; init; } = 1_000_000;

    /// <summary>The most bytes that all strings and arrays together may take. 8 GiB.</summary>
    public long MaxBytes { get; init; } = 8L << 30;

    /// <summary>
    /// The encoding of Python 2's <c>str</c>. Null, the default, gives them as <c>byte[]</c>; with an encoding they
    /// are strings, as with <c>pickle.load(f, encoding=...)</c>. The bytes of arrays are never decoded.
    /// </summary>
    public Encoding? Python2Strings { get; init; }
}
