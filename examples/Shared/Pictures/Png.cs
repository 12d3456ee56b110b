using System.Buffers.Binary;
using System.IO.Compression;

namespace GraphDsl.Examples;

/// <summary>Writes pictures as PNG: gray, 8 bits a pixel, rows unfiltered.</summary>
internal static class Png
{
    private const int HeaderBytes = 13;

    private static readonly uint[] Crcs = MakeCrcs();

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>Writes a picture to a file.</summary>
    public static void Write(string path, GrayImage image)
    {
        using var file = File.Create(path);
        Write(file, image);
    }

    /// <summary>Writes a picture to a stream, which stays open.</summary>
    public static void Write(Stream output, GrayImage image)
    {
        output.Write(Signature);
        WriteChunk(output, "IHDR"u8, Header(image));
        WriteChunk(output, "IDAT"u8, Deflated(image));
        WriteChunk(output, "IEND"u8, []);
    }

    private static byte[] Header(GrayImage image)
    {
        // Size, bits a pixel, then kind of colour, compression, filters and interlacing, of which all are the simplest.
        var header = new byte[HeaderBytes];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), image.Height);
        header[8] = 8;
        return header;
    }

    private static ReadOnlySpan<byte> Deflated(GrayImage image)
    {
        var bytes = new MemoryStream();
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < image.Height; y++)
            {
                zlib.WriteByte(0); // the row's filter: none
                zlib.Write(image.Row(y));
            }
        }

        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
    }

    private static void WriteChunk(Stream output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        output.Write(number);
        output.Write(name);
        output.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, name), data));
        output.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            crc = Crcs[(byte)(crc ^ b)] ^ (crc >> 8);
        return crc;
    }

    // What each byte does to the remainder of a division by the polynomial of IEEE 802.3, bits reversed.
    private static uint[] MakeCrcs()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            table[i] = crc;
        }

        return table;
    }
}
