using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphDsl;

/// <summary>
/// The bytes of a data file, plain or behind gzip, with their position. Sizes that the data claims are held against
/// the bytes that can be there before anything is allocated, and large arrays are filled straight from the stream.
/// </summary>
internal sealed class ByteSource : IDisposable
{
    /// <summary>The most bytes that deflate makes of one: 258 bytes from 2 bits.</summary>
    public const int MostDeflateExpands = 1032;

    private const int BufferSize = 1 << 16;
    private const int FreeClaim = 1 << 20;           // claims up to this size are allocated without further questions
    private const int PlausibleExpansion = 64;       // up to this ratio a claim is allocated at once, beyond it piece by piece

    private readonly Stream stream;
    private readonly Func<string, long, Exception?, DataFormatException> fail;
    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
    private readonly bool compressed;
    private readonly long mostBytes;                 // an upper bound of the data's length
    private readonly long plausibleBytes;            // a length that the data may well have
    private int start;
    private int end;

    /// <summary>Opens a stream at its current position; gzip is known by its first two bytes.</summary>
    /// <param name="stream">The file; it stays open.</param>
    /// <param name="fail">Makes the format's exception from a message, a position and a cause.</param>
    /// <param name="length">The data's length where the stream cannot tell it, else -1.</param>
    /// <param name="compressedLength">The length of what this data was inflated from, where that is known.</param>
    /// <param name="mayBeGzip">Whether to look for gzip at all.</param>
    public ByteSource(
        Stream stream, Func<string, long, Exception?, DataFormatException> fail, long length = -1, long compressedLength = long.MaxValue, bool mayBeGzip = true)
    {
        this.stream = stream;
        this.fail = fail;
        if (length < 0 && stream.CanSeek)
            length = stream.Length - stream.Position;
        mostBytes = length < 0 ? long.MaxValue : length;
        plausibleBytes = length < 0 ? 0 : Math.Min(length, SaturatingMultiply(compressedLength, PlausibleExpansion));

        end = mayBeGzip ? stream.ReadAtLeast(buffer, 2, throwOnEndOfStream: false) : 0;
        if (end >= 2 && buffer[0] == 0x1f && buffer[1] == 0x8b)
        {
            compressed = true;
            this.stream = new GZipStream(new GzipEnding(buffer[..end], stream), CompressionMode.Decompress);
            end = 0;
            mostBytes = mostBytes == long.MaxValue ? mostBytes : SaturatingMultiply(mostBytes, MostDeflateExpands);
            plausibleBytes = SaturatingMultiply(plausibleBytes, PlausibleExpansion);
        }
    }

    /// <summary>How many bytes of the inflated data were taken so far.</summary>
    public long Position { get; private set; }

    public DataFormatException Error(string message, Exception? cause = null) => fail(message, Position, cause);

    public byte ReadByte()
    {
        if (start == end && !Fill())
            throw Truncated(1, 0);
        Position++;
        return buffer[start++];
    }

    public void Read(scoped Span<byte> destination)
    {
        var wanted = destination.Length;
        var done = Math.Min(wanted, end - start);
        buffer.AsSpan(start, done).CopyTo(destination);
        start += done;
        Position += done;
        while (done < wanted)
        {
            int count;
            if (wanted - done >= BufferSize)
            {
                count = ReadStream(destination[done..]);
                if (count == 0)
                    throw Truncated(wanted, done);
            }
            else
            {
                if (!Fill())
                    throw Truncated(wanted, done);
                count = Math.Min(wanted - done, end);
                buffer.AsSpan(0, count).CopyTo(destination[done..]);
                start = count;
            }

            done += count;
            Position += count;
        }
    }

    public uint ReadUInt32()
    {
        Span<byte> bytes = stackalloc byte[4];
        Read(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    public ulong ReadUInt64()
    {
        Span<byte> bytes = stackalloc byte[8];
        Read(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>The bytes up to the next line feed, without it.</summary>
    public byte[] ReadLine(long most, string what)
    {
        var line = new List<byte>();
        while (true)
        {
            if (start == end && !Fill())
                throw Error($"the data ends inside {what}");
            var available = buffer.AsSpan(start, end - start);
            var feed = available.IndexOf((byte)'\n');
            var part = feed < 0 ? available : available[..feed];
            if (line.Count + part.Length > Math.Min(most, Array.MaxLength))
                throw Error($"{what} is longer than {most} bytes");
            line.AddRange(part);
            var taken = feed < 0 ? part.Length : part.Length + 1;
            start += taken;
            Position += taken;
            if (feed >= 0)
                return [.. line];
        }
    }

    /// <summary>Refuses a claimed size that is more than the data can hold.</summary>
    public void CheckClaim(UInt128 bytes, string what)
    {
        var left = mostBytes == long.MaxValue ? long.MaxValue : Math.Max(0, mostBytes - Position);
        if (bytes > (UInt128)left)
            throw Error($"{what} claims {bytes} bytes, but at most {left} can be left in the data");
    }

    /// <summary>
    /// Fills a new array from the data. Where the length of the data is not known for sure, the array grows with the
    /// bytes that really come, so that a lie about the size costs no more memory than the data behind it.
    /// </summary>
    public T[] ReadArray<T>(long count, string what) where T : unmanaged
    {
        CheckClaim((UInt128)count * (uint)Unsafe.SizeOf<T>(), what);
        if (count > Array.MaxLength)
            throw Error($"{what} claims {count} elements; an array holds at most {Array.MaxLength}");

        var bytes = count * Unsafe.SizeOf<T>();
        if (bytes <= FreeClaim || bytes <= plausibleBytes - Position)
        {
            var whole = GC.AllocateUninitializedArray<T>((int)count);
            Fill(whole, 0);
            return whole;
        }

        var grown = GC.AllocateUninitializedArray<T>(FreeClaim / Unsafe.SizeOf<T>());
        for (var filled = 0; ;)
        {
            Fill(grown, filled);
            if (grown.Length == count)
                return grown;
            filled = grown.Length;
            Array.Resize(ref grown, (int)Math.Min(count, 2L * filled));
        }
    }

    /// <summary>
    /// Ends the reading: behind gzip the rest is inflated, so that the checksum is verified; a plain stream that can
    /// seek is put back to the first byte that was not taken.
    /// </summary>
    public void Finish()
    {
        if (!compressed)
        {
            if (stream.CanSeek)
                stream.Seek(start - end, SeekOrigin.Current);
            start = end;
            return;
        }

        const int mostTrailing = 1 << 20;
        var rest = new List<byte>();
        do
        {
            rest.AddRange(buffer.AsSpan(start, end - start));
            Position += end - start;
            start = end;
            if (rest.Count > mostTrailing)
                throw Error($"more than {mostTrailing} bytes follow the end of the data");
        }
        while (Fill());

        if (!CollectionsMarshal.AsSpan(rest).EndsWith(GzipEnding.Mark))
            throw Error("the gzip data is truncated: its checksum is missing");
    }

    public void Dispose()
    {
        if (compressed)
            stream.Dispose();
    }

    private void Fill<T>(T[] array, int from) where T : unmanaged
    {
        const int slice = 1 << 20;
        const int elements = 1 << 28;                // a span counts its bytes in an int
        using var pages = PageToucher.Start(array, from);
        for (long at = from; at < array.Length; at += elements)
        {
            var part = MemoryMarshal.AsBytes(array.AsSpan((int)at, (int)Math.Min(elements, array.Length - at)));
            for (var done = 0; done < part.Length; done += slice)
            {
                Read(part.Slice(done, Math.Min(slice, part.Length - done)));
                pages?.Advance(Math.Min(slice, part.Length - done));
            }
        }
    }

    private bool Fill()
    {
        start = 0;
        end = ReadStream(buffer);
        return end > 0;
    }

    private int ReadStream(Span<byte> destination)
    {
        try
        {
            return stream.Read(destination);
        }
        catch (InvalidDataException e)
        {
            throw Error("the gzip data is corrupted or truncated: its checksum or its structure does not hold", e);
        }
    }

    private DataFormatException Truncated(long wanted, long found) =>
        Error($"the data ends early: expected {wanted} more bytes, found {found}");

    private static long SaturatingMultiply(long value, int factor) =>
        value > long.MaxValue / factor ? long.MaxValue : value * factor;
}
