namespace ILGPU;

/// <summary>What an accelerator of the contract was asked for: no part of ILGPU, for tests.</summary>
public sealed class ContractStatistics
{
    /// <summary>The kernels launched.</summary>
    public long Launches { get; private set; }

    /// <summary>Copies from the host.</summary>
    public long Uploads { get; private set; }

    /// <summary>The bytes of them.</summary>
    public long BytesUploaded { get; private set; }

    /// <summary>Copies to the host.</summary>
    public long Downloads { get; private set; }

    /// <summary>The bytes of them.</summary>
    public long BytesDownloaded { get; private set; }

    /// <summary>The buffers made.</summary>
    public long Allocations { get; private set; }

    /// <summary>The statistics of an accelerator.</summary>
    public static ContractStatistics Of(Runtime.Accelerator accelerator)
    {
        ArgumentNullException.ThrowIfNull(accelerator);
        return accelerator.DefaultStream.Statistics;
    }

    internal void Launched() => Launches++;

    internal void Uploaded(long bytes) => (Uploads, BytesUploaded) = (Uploads + 1, BytesUploaded + bytes);

    internal void Downloaded(long bytes) => (Downloads, BytesDownloaded) = (Downloads + 1, BytesDownloaded + bytes);

    internal void Allocated(long _) => Allocations++;
}
