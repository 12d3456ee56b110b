using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GraphDsl.Runtime;

namespace GraphDsl;

// Where the newest elements are: on the host, on a device, or on both. What is asked for where it is not is copied then, and not before.
internal sealed partial class SharedCell<TElement>
{
    private DeviceMemory? resident;
    private bool hostIsStale;
    private bool deviceIsStale;

    /// <summary>The elements on the host, to read.</summary>
    public ReadOnlySpan<TElement> Values
    {
        get
        {
            Fetch();
            return HostSpan;
        }
    }

    private Span<TElement> SpanToWrite
    {
        get
        {
            Fetch();
            deviceIsStale = true;
            return HostSpan;
        }
    }

    /// <summary>The elements on the host, all of which are about to be written.</summary>
    private Span<TElement> SpanToOverwrite
    {
        get
        {
            (hostIsStale, deviceIsStale) = (false, true);
            return HostSpan;
        }
    }

    /// <summary>The memory on a device, with the newest elements.</summary>
    public DeviceMemory OnDevice(GraphDevice device)
    {
        if (resident is not null && resident.Device != device) Leave();
        if (resident is null) Allocate(device);
        if (deviceIsStale) resident!.Upload(Bytes(HostSpan));
        deviceIsStale = false;
        return resident!;
    }

    public void WrittenOnDevice() => hostIsStale = true;

    public DeviceMemory AssignOnDevice(GraphDevice device, ReadOnlySpan<nint> sizes)
    {
        if (WhyNot(sizes) is { } reason) throw new ArgumentException(reason);
        if (!sizes.SequenceEqual(lengths))
        {
            nint count = 1;
            foreach (nint size in sizes) count = checked(count * size);
            Keep(new TElement[count], sizes.ToArray());
        }
        if (resident is null || resident.Device != device)
        {
            Forget();
            Allocate(device);
        }
        (hostIsStale, deviceIsStale) = (true, false);
        return resident!;
    }

    /// <summary>Scalars are locals of the host's part of a function: they stay there.</summary>
    public void MoveTo(GraphDevice device)
    {
        if (device == GraphDevice.Cpu || Rank == 0) Leave();
        else OnDevice(device);
    }

    /// <summary>Fetches what is newer on the device and frees the memory there.</summary>
    private void Leave()
    {
        Fetch();
        Forget();
    }

    /// <summary>Frees the memory on the device; what it holds is of no use any more.</summary>
    private void Forget()
    {
        resident?.Dispose();
        (resident, hostIsStale, deviceIsStale) = (null, false, false);
    }

    private void Allocate(GraphDevice device)
    {
        resident = device.Allocate(checked(HostSpan.Length * Unsafe.SizeOf<TElement>()));
        resident.Leaving = Leave;
        deviceIsStale = true;
    }

    private void Fetch()
    {
        if (!hostIsStale) return;
        resident!.Download(Bytes(HostSpan));
        hostIsStale = false;
    }

    private static Span<byte> Bytes(Span<TElement> elements) => MemoryMarshal.CreateSpan(
        ref Unsafe.As<TElement, byte>(ref MemoryMarshal.GetReference(elements)), checked(elements.Length * Unsafe.SizeOf<TElement>()));
}
