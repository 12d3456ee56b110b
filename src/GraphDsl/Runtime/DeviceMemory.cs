using System.ComponentModel;

namespace GraphDsl.Runtime;

/// <summary>Some bytes on a device.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DeviceMemory(GraphDevice device) : IDisposable
{
    /// <summary>Where it is.</summary>
    public GraphDevice Device => device;

    /// <summary>What is done before a device that is disposed takes the memory with it: the owner fetches what it holds.</summary>
    public Action? Leaving { get; set; }

    /// <summary>Copies all bytes from the host.</summary>
    public abstract void Upload(ReadOnlySpan<byte> source);

    /// <summary>Copies all bytes to the host.</summary>
    public abstract void Download(Span<byte> destination);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory.</summary>
    protected abstract void Dispose(bool disposing);
}
