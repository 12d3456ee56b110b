using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GraphDsl.Runtime;
using ILGPU;
using ILGPU.Runtime;

namespace GraphDsl.Ilgpu;

/// <summary>
/// What a generated function keeps on a device from call to call: copies of its tensor arguments and results, the workspace, the scalars
/// that kernels compute, and what they report of indices that are out of range.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DeviceCall
{
    private const int ScalarBytes = 8;

    private readonly List<MemoryBuffer1D<byte, Stride1D.Dense>?> buffers = [];
    private readonly byte[] host;
    private readonly Check[] checks;
    private readonly int scalarsStart;
    private IlgpuDevice? device;
    private MemoryBuffer1D<byte, Stride1D.Dense>? results;
    private int written;
    private int read;
    private bool isOpen;

    /// <summary>For a function of so many checks and scalars.</summary>
    public DeviceCall(int checks, int scalars)
    {
        this.checks = new Check[checks];
        scalarsStart = (StatusLength * sizeof(int) + ScalarBytes - 1) / ScalarBytes * ScalarBytes;
        host = new byte[scalarsStart + (scalars * ScalarBytes)];
    }

    /// <summary>
    /// The status: whether any check failed; then two numbers for each check, how far before the end of the axis the first failure lies
    /// and what was found there.
    /// </summary>
    public ArrayView<int> Status => results!.AsContiguous().Part<int>(0, StatusLength);

    private int StatusLength => 1 + (2 * checks.Length);

    /// <summary>Begins a call.</summary>
    /// <param name="on">The device.</param>
    /// <param name="argumentBytes">The bytes of the scalar arguments.</param>
    public void Begin(IlgpuDevice on, int argumentBytes)
    {
        if (device != on)
        {
            foreach (var buffer in buffers)
                if (buffer is not null) device!.Free(buffer);
            if (results is not null) device!.Free(results);
            device = on;
            buffers.Clear();
            results = on.NewBuffer(host.Length);
            on.Clear(results.AsContiguous());
        }
        else if (isOpen && checks.Length > 0)
        {
            on.Clear(Status); // the call before failed half-way
        }
        on.Transfers.CountArguments(argumentBytes);
        (written, read, isOpen) = (0, 0, true);
    }

    /// <summary>Ends a call that has not failed.</summary>
    public void End() => isOpen = false;

    /// <summary>Memory of the function, kept for the next call; contents are lost where it grows.</summary>
    /// <param name="index">Which: arguments, results and workspaces are numbered through.</param>
    /// <param name="bytes">Its size.</param>
    public ArrayView<byte> Memory(int index, nint bytes)
    {
        while (buffers.Count <= index) buffers.Add(null);
        if (buffers[index] is not { } buffer || buffer.LengthInBytes < bytes)
        {
            if (buffers[index] is { } old)
            {
                device!.Synchronize();
                device.Free(old);
            }
            buffers[index] = buffer = device!.NewBuffer(bytes);
        }
        return buffer.AsContiguous();
    }

    /// <summary>Brings a tensor argument to the device.</summary>
    public ArrayView<TDevice> Upload<TElement, TDevice>(int index, ReadOnlySpan<TElement> elements)
        where TElement : unmanaged
        where TDevice : unmanaged
    {
        var source = MemoryMarshal.Cast<TElement, TDevice>(elements);
        var view = Memory(index, checked(source.Length * Unsafe.SizeOf<TDevice>())).Part<TDevice>(0, source.Length);
        device!.Upload(source, view);
        return view;
    }

    /// <summary>Brings elements to the device, into a view.</summary>
    public void Upload<TElement, TDevice>(ReadOnlySpan<TElement> elements, ArrayView<TDevice> view)
        where TElement : unmanaged
        where TDevice : unmanaged => device!.Upload(MemoryMarshal.Cast<TElement, TDevice>(elements), view);

    /// <summary>Brings a result to the host.</summary>
    public void Download<TDevice, TElement>(ArrayView<TDevice> view, Span<TElement> elements)
        where TElement : unmanaged
        where TDevice : unmanaged => device!.Download(view, MemoryMarshal.Cast<TElement, TDevice>(elements));

    /// <summary>The elements of a view, on the host, for a step without a kernel.</summary>
    public TElement[] Fetch<TDevice, TElement>(ArrayView<TDevice> view)
        where TElement : unmanaged
        where TDevice : unmanaged
    {
        var elements = new TElement[checked((int)view.Length)];
        Download(view, elements.AsSpan());
        return elements;
    }

    /// <summary>Counts a step without a kernel.</summary>
    public void OnHost() => device!.Transfers.CountHostStep();

    /// <summary>One element, at once.</summary>
    public TElement Element<TDevice, TElement>(ArrayView<TDevice> view, nint index)
        where TElement : unmanaged
        where TDevice : unmanaged
    {
        TElement element = default;
        Download(view.Part(index, 1), new Span<TElement>(ref element));
        return element;
    }

    /// <summary>The place of a scalar that a kernel computes.</summary>
    public ArrayView<TDevice> Scalar<TDevice>(int index)
        where TDevice : unmanaged => Scalars<TDevice>(index, 1);

    /// <summary>The place of so many scalars.</summary>
    public ArrayView<TDevice> Scalars<TDevice>(int index, int count)
        where TDevice : unmanaged
    {
        written = Math.Max(written, index + count);
        return results!.AsContiguous().Part<TDevice>(scalarsStart + (index * ScalarBytes), count);
    }

    /// <summary>A scalar that a kernel computed. Those that are there by now come in one copy.</summary>
    public unsafe TElement Read<TElement>(int index)
        where TElement : unmanaged
    {
        int start = scalarsStart + (index * ScalarBytes);
        if (index >= read)
        {
            int first = scalarsStart + (read * ScalarBytes);
            int end = written == index + 1 ? start + sizeof(TElement) : scalarsStart + (written * ScalarBytes);
            device!.Download(results!.AsContiguous().Part<byte>(first, end - first), host.AsSpan(first, end - first));
            read = written;
        }
        return MemoryMarshal.Read<TElement>(host.AsSpan(start));
    }

    /// <summary>A scalar that is poison where a check failed, which is then reported.</summary>
    public TElement ReadChecked<TElement>(int index)
        where TElement : unmanaged
    {
        var value = Read<TElement>(index);
        bool isPoison = value switch
        {
            float single => BitConverter.SingleToInt32Bits(single) == Poison.SingleBits,
            double real => BitConverter.DoubleToInt64Bits(real) == Poison.DoubleBits,
            _ => true,
        };
        if (isPoison) ThrowIfFailed();
        return value;
    }

    /// <summary>Says what a check is about.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="sites">Tells the user's expression from its number.</param>
    /// <param name="site">That number.</param>
    /// <param name="labels">The name of the labels; null for indices of an axis.</param>
    /// <param name="size">The number of classes, or of the elements along the axis.</param>
    public void Expect(int number, Func<int, string> sites, int site, string? labels, nint size) =>
        checks[number] = new(sites, site, labels is null ? CheckKind.Index : CheckKind.Label, labels, size);

    /// <summary>Says that a check is about a matrix that must have an inverse.</summary>
    /// <inheritdoc cref="Expect"/>
    public void ExpectRegular(int number, Func<int, string> sites, int site) => checks[number] = new(sites, site, CheckKind.Regular);

    /// <summary>Says that a check is about a matrix that must be positive definite.</summary>
    /// <inheritdoc cref="Expect"/>
    public void ExpectPositive(int number, Func<int, string> sites, int site) => checks[number] = new(sites, site, CheckKind.Positive);

    /// <summary>Says that a check is about a size or a position.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="sites">Tells the user's expression from its number.</param>
    /// <param name="site">That number.</param>
    /// <param name="kind">What must hold.</param>
    /// <param name="what">What it is about, in the user's words.</param>
    public void ExpectSize(int number, Func<int, string> sites, int site, SizeCheck kind, string what) =>
        checks[number] = new(sites, site, kind switch
        {
            SizeCheck.AtMost => CheckKind.Range,
            SizeCheck.NotEmpty => CheckKind.NotEmpty,
            SizeCheck.NotNegative => CheckKind.NotNegative,
            _ => CheckKind.Size,
        }, what);

    /// <summary>Reports the first check that failed.</summary>
    public void ThrowIfFailed()
    {
        Span<int> status = stackalloc int[StatusLength];
        device!.Download(Status, status);
        if (status[0] == 0) return;
        device.Clear(Status);
        for (int number = 0; number < checks.Length; number++)
        {
            if (status[1 + (2 * number)] == 0) continue;
            checks[number].Throw(int.MaxValue - status[1 + (2 * number)], status[2 + (2 * number)]);
        }
    }

    private enum CheckKind : byte
    {
        Index,
        Label,
        Regular,
        Positive,
        Size,
        Range,
        NotEmpty,
        NotNegative,
    }

    private readonly record struct Check(Func<int, string> Sites, int Site, CheckKind Kind, string? What = null, nint Size = 0)
    {
        public void Throw(int position, int found)
        {
            string site = Site < 0 ? "" : Sites(Site);
            switch (Kind)
            {
                case CheckKind.Index:
                    Fail.Index(site, position, found, Size);
                    break;
                case CheckKind.Label:
                    Fail.Label(site, What!, position, found, Size);
                    break;
                case CheckKind.Size:
                    Fail.Sizes(site, What!, found, expected: position);
                    break;
                case CheckKind.Range:
                    Fail.Range(site, What!, found, length: position);
                    break;
                case CheckKind.NotEmpty:
                    Fail.Empty(site, What!);
                    break;
                case CheckKind.NotNegative:
                    Fail.Negative(site, What!, found);
                    break;
                case CheckKind.Regular:
                    Fail.Singular(site, position);
                    break;
                default:
                    Fail.NotPositiveDefinite(site, position);
                    break;
            }
        }
    }
}
