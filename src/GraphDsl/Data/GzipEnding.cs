using System.IO.Compression;

namespace GraphDsl;

/// <summary>
/// Passes a gzip stream on and adds one small gzip member of its own behind it. <see cref="GZipStream"/> takes the
/// end of a truncated file for the end of the data; with this member behind it the inflated data ends in
/// <see cref="Mark"/> exactly when the file's own last member, its checksum included, was complete.
/// </summary>
/// <param name="head">The first bytes of the file, which were read to see whether it is gzip.</param>
/// <param name="file">The rest of the file.</param>
internal sealed class GzipEnding(byte[] head, Stream file) : Stream
{
    /// <summary>The inflated content of the added member.</summary>
    public static ReadOnlySpan<byte> Mark => "GraphDsl:end-of-gzip"u8;

    private static readonly byte[] MarkMember = Deflate(Mark);

    private int taken;       // of the head
    private int sent = -1;   // of the added member; -1 while the file lasts

    public override int Read(Span<byte> buffer)
    {
        if (taken < head.Length)
        {
            var first = head.AsSpan(taken, Math.Min(buffer.Length, head.Length - taken));
            first.CopyTo(buffer);
            taken += first.Length;
            return first.Length;
        }

        if (sent < 0)
        {
            var count = file.Read(buffer);
            if (count > 0 || buffer.IsEmpty)
                return count;
            sent = 0;
        }

        var part = MarkMember.AsSpan(sent, Math.Min(buffer.Length, MarkMember.Length - sent));
        part.CopyTo(buffer);
        sent += part.Length;
        return part.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    private static byte[] Deflate(ReadOnlySpan<byte> content)
    {
        var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.NoCompression, leaveOpen: true))
            gzip.Write(content);
        return member.ToArray();
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
