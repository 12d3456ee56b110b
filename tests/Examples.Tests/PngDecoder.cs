using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace GraphDsl.Tests;

/// <summary>Reads gray pictures of 8 bits as the specification of PNG says, and checks all that it says of them.</summary>
internal static class PngDecoder
{
    public static (int Width, int Height, byte[] Pixels) Decode(ReadOnlySpan<byte> file)
    {
        Assert.Equal([137, 80, 78, 71, 13, 10, 26, 10], file[..8].ToArray());
        var chunks = new List<(string Name, byte[] Data)>();
        for (var rest = file[8..]; rest.Length > 0;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(rest);
            Assert.Equal(Crc(rest.Slice(4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(rest[(length + 8)..]));
            chunks.Add((Encoding.ASCII.GetString(rest.Slice(4, 4)), rest.Slice(8, length).ToArray()));
            rest = rest[(length + 12)..];
        }

        Assert.Equal(["IHDR", "IDAT", "IEND"], chunks.Select(chunk => chunk.Name));
        var header = chunks[0].Data;
        Assert.Equal(13, header.Length);
        Assert.Equal([8, 0, 0, 0, 0], header[8..]); // bits, gray, deflate, filters, not interlaced
        Assert.Empty(chunks[2].Data);
        int width = BinaryPrimitives.ReadInt32BigEndian(header), height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));

        using var zlib = new ZLibStream(new MemoryStream(chunks[1].Data), CompressionMode.Decompress);
        var pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            Assert.Equal(0, zlib.ReadByte());
            zlib.ReadExactly(pixels, y * width, width);
        }

        Assert.Equal(-1, zlib.ReadByte());
        return (width, height, pixels);
    }

    // The remainder of a division of polynomials, bit by bit.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                bool odd = ((crc ^ (uint)(b >> bit)) & 1) != 0;
                crc >>= 1;
                if (odd) crc ^= 0xEDB88320;
            }
        }

        return ~crc;
    }
}
