namespace GraphDsl;

/// <summary>
/// Reads Python pickles of NumPy arrays, containers, numbers and strings, plain or behind gzip, protocols 0 to 5. It
/// never runs code: of all the callables that a pickle may name only NumPy's array constructors and a few plain
/// containers are known, and any other is refused by its name.
/// </summary>
/// <remarks>
/// What Python's values become:
/// <list type="table">
/// <item><term>None, bool</term><description>null, <see cref="bool"/></description></item>
/// <item><term>int</term><description><see cref="long"/>, or <see cref="System.Numerics.BigInteger"/> where that does not hold it</description></item>
/// <item><term>float</term><description><see cref="double"/></description></item>
/// <item><term>str, Python 2's unicode</term><description><see cref="string"/></description></item>
/// <item><term>bytes, bytearray, Python 2's str</term><description><c>byte[]</c> (see <see cref="PickleOptions.Python2Strings"/>)</description></item>
/// <item><term>tuple, list</term><description><c>object?[]</c>, <c>List&lt;object?&gt;</c></description></item>
/// <item><term>dict, set, frozenset</term><description><c>Dictionary&lt;object, object?&gt;</c>, <c>HashSet&lt;object&gt;</c>; keys are
/// bool, numbers, strings, <c>byte[]</c> or flat tuples of these, compared by their content</description></item>
/// <item><term>numpy.ndarray</term><description><see cref="NumpyArray"/>, row-major and in this machine's byte order</description></item>
/// <item><term>NumPy's scalars</term><description><see cref="float"/>, <see cref="int"/>, <see cref="Half"/>, ...: of the same width</description></item>
/// </list>
/// The bytes of an array go from the file straight into its memory. Sizes are held against the bytes that are there
/// before anything is allocated, and <see cref="PickleOptions"/> bounds the rest.
/// </remarks>
public static class PickleReader
{
    /// <summary>Reads one pickle.</summary>
    /// <param name="stream">
    /// The file, at the pickle's first byte; it stays open. A plain one that can seek is left behind the pickle,
    /// so that the next one can be read; behind gzip everything up to the end is inflated and its checksum verified.
    /// </param>
    /// <param name="options">Limits; <see cref="PickleOptions.Default"/> where null.</param>
    /// <returns>The value, as in the table of <see cref="PickleReader"/>.</returns>
    /// <exception cref="PickleFormatException">The data is truncated or corrupted, exceeds a limit, or names a callable that is not allowed.</exception>
    public static object? Read(Stream stream, PickleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var source = new ByteSource(stream, Fail);
        return new PickleMachine(source, options ?? PickleOptions.Default).Run();
    }

    /// <summary>Reads the first pickle of a file.</summary>
    /// <param name="path">The file, plain or gzip.</param>
    /// <param name="options">Limits; <see cref="PickleOptions.Default"/> where null.</param>
    /// <returns>The value, as in the table of <see cref="PickleReader"/>.</returns>
    /// <exception cref="PickleFormatException">As for a stream; the message names the file.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static object? Read(string path, PickleOptions? options = null)
    {
        using var file = DataFile.Open(path, "pickle");
        try
        {
            return Read(file, options);
        }
        catch (PickleFormatException e)
        {
            throw new PickleFormatException($"{path}: {e.Message}", e) { Position = e.Position };
        }
    }

    private static PickleFormatException Fail(string message, long position, Exception? cause) =>
        new($"pickle, byte {position}: {message}", cause) { Position = position };
}
