namespace GraphDsl;

/// <summary>A condition of <c>T.Assert</c> does not hold for the values of a call. Shared variables are as they were before it.</summary>
public sealed class GraphAssertionException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public GraphAssertionException()
    {
    }

    /// <summary>An exception with the assertion's message, the condition and where it stands.</summary>
    public GraphAssertionException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that another one caused.</summary>
    public GraphAssertionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
