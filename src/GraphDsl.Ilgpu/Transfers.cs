namespace GraphDsl;

/// <summary>What has crossed between the host and a device, and what ran there.</summary>
public sealed class Transfers
{
    /// <summary>Copies of tensors to the device.</summary>
    public long Uploads { get; private set; }

    /// <summary>The bytes that went to the device: of tensors, and of the scalar arguments of calls.</summary>
    public long BytesIn { get; private set; }

    /// <summary>Copies from the device: of tensors, and of the scalars that a call has to know.</summary>
    public long Downloads { get; private set; }

    /// <summary>The bytes of them.</summary>
    public long BytesOut { get; private set; }

    /// <summary>The kernels launched.</summary>
    public long Launches { get; private set; }

    /// <summary>Steps without a kernel for devices: their operands were fetched, computed with on the host and brought back.</summary>
    public long HostSteps { get; private set; }

    /// <summary>Starts all counts anew.</summary>
    public void Reset() => (Uploads, BytesIn, Downloads, BytesOut, Launches, HostSteps) = (0, 0, 0, 0, 0, 0);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Uploads} uploads, {BytesIn} bytes in, {Downloads} downloads, {BytesOut} bytes out, {Launches} launches, {HostSteps} steps on the host");

    internal void CountUpload(long bytes) => (Uploads, BytesIn) = (Uploads + 1, BytesIn + bytes);

    internal void CountArguments(long bytes) => BytesIn += bytes;

    internal void CountDownload(long bytes) => (Downloads, BytesOut) = (Downloads + 1, BytesOut + bytes);

    internal void CountLaunch() => Launches++;

    internal void CountHostStep() => HostSteps++;
}
