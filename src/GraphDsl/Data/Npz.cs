using System.IO.Compression;
using System.IO.Hashing;

namespace GraphDsl;

/// <summary>Reads and writes NumPy's <c>.npz</c> files: several arrays by name, in a zip file of <c>.npy</c> files.</summary>
public static class Npz
{
    private const string Suffix = ".npy";
    private static readonly DateTimeOffset FirstZipTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads all arrays of a file, as <c>numpy.savez</c> and <c>numpy.savez_compressed</c> write them.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The arrays by their names, in the order of the file.</returns>
    /// <exception cref="DataFormatException">The file is no <c>.npz</c> file, is truncated or corrupted, or holds an element type that is not supported; the message names file and array.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static IReadOnlyDictionary<string, NumpyArray> Read(string path)
    {
        using var file = DataFile.Open(path, ".npz");
        return Read(file, path);
    }

    /// <summary>Reads all arrays from a stream that can seek; it stays open.</summary>
    /// <param name="stream">The file.</param>
    /// <returns>The arrays by their names, in the order of the file.</returns>
    /// <exception cref="DataFormatException">As for <see cref="Read(string)"/>.</exception>
    public static IReadOnlyDictionary<string, NumpyArray> Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, ".npz");
    }

    /// <summary>Writes a file, whole or not at all: a failure leaves what was there before.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="arrays">Names and arrays; they are written in this order, and the same ones always give the same bytes.</param>
    /// <exception cref="ArgumentException">A name is empty or given twice.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, params IEnumerable<(string Name, NumpyArray Array)> arrays)
    {
        var entries = Check(arrays);
        DataFile.WriteAtomically(path, file => WriteEntries(file, entries));
    }

    /// <summary>Writes arrays to a stream that can seek; it stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="arrays">Names and arrays; they are written in this order, and the same ones always give the same bytes.</param>
    /// <exception cref="ArgumentException">A name is empty or given twice.</exception>
    public static void Write(Stream stream, params IEnumerable<(string Name, NumpyArray Array)> arrays)
    {
        ArgumentNullException.ThrowIfNull(stream);
        WriteEntries(stream, Check(arrays));
    }

    private static (string Name, NumpyArray Array)[] Check(IEnumerable<(string Name, NumpyArray Array)> arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        (string Name, NumpyArray Array)[] entries = [.. arrays];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, array) in entries)
        {
            ArgumentException.ThrowIfNullOrEmpty(name, nameof(arrays));
            ArgumentNullException.ThrowIfNull(array, nameof(arrays));
            if (!names.Add(name))
                throw new ArgumentException($"two arrays are named '{name}'", nameof(arrays));
        }

        return entries;
    }

    private static void WriteEntries(Stream stream, (string Name, NumpyArray Array)[] entries)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, array) in entries)
        {
            var entry = zip.CreateEntry(name + Suffix, CompressionLevel.NoCompression);
            entry.LastWriteTime = FirstZipTime;
            entry.ExternalAttributes = 0;
            using var content = entry.Open();
            Npy.Write(content, array);
        }
    }

    private static OrderedDictionary<string, NumpyArray> Read(Stream stream, string path)
    {
        var arrays = new OrderedDictionary<string, NumpyArray>(StringComparer.Ordinal);
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            foreach (var entry in zip.Entries)
            {
                var name = entry.FullName.EndsWith(Suffix, StringComparison.Ordinal) ? entry.FullName[..^Suffix.Length] : entry.FullName;
                if (!arrays.TryAdd(name, ReadEntry(entry, $"{path}, array '{name}'")))
                    throw new DataFormatException($"{path}: two arrays are named '{name}'");
            }
        }
        catch (InvalidDataException e)
        {
            throw new DataFormatException($"{path}: expected an .npz file (zip), found other, truncated or corrupted data: {e.Message}", e);
        }

        return arrays;
    }

    private static NumpyArray ReadEntry(ZipArchiveEntry entry, string name)
    {
        // The directory's sizes are claims.
        if (entry.Length / ByteSource.MostDeflateExpands > entry.CompressedLength)
            throw new DataFormatException($"{name}: claims {entry.Length} bytes behind {entry.CompressedLength} compressed ones");
        using var content = new ChecksumStream(entry.Open());
        var array = Npy.Read(content, name, entry.Length, entry.CompressedLength);
        content.CopyTo(Stream.Null);
        return content.Checksum == entry.Crc32
            ? array
            : throw new DataFormatException($"{name}: the checksum does not hold; the file is corrupted");
    }

    /// <summary>Sums up what is read through it.</summary>
    private sealed class ChecksumStream(Stream content) : Stream
    {
        private readonly Crc32 checksum = new();

        public uint Checksum => checksum.GetCurrentHashAsUInt32();

        public override int Read(Span<byte> buffer)
        {
            var count = content.Read(buffer);
            checksum.Append(buffer[..count]);
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                content.Dispose();
            base.Dispose(disposing);
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
