namespace GraphDsl;

/// <summary>
/// A data file that cannot be read: truncated, corrupted, hostile, or of another form than the reader expects.
/// The message names the place, what was expected and what was found.
/// </summary>
public class DataFormatException : FormatException
{
    /// <summary>Makes an exception with a message and, where the cause lies deeper, the exception behind it.</summary>
    /// <param name="message">The place, what was expected there and what was found.</param>
    /// <param name="innerException">The cause, or null.</param>
    public DataFormatException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }

    /// <summary>The position in the (inflated) data in bytes, or -1 where the error has no single place.</summary>
    public long Position { get; init; } = -1;
}

/// <summary>
/// A pickle that <see cref="PickleReader"/> refuses: truncated, corrupted, beyond the limits of
/// <see cref="PickleOptions"/>, or asking for a constructor that is not on the list of allowed ones.
/// </summary>
public sealed class PickleFormatException : DataFormatException
{
    /// <summary>Makes an exception with a message and, where the cause lies deeper, the exception behind it.</summary>
    /// <param name="message">The place, what was expected there and what was found.</param>
    /// <param name="innerException">The cause, or null.</param>
    public PickleFormatException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
