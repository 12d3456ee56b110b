using System.Buffers.Binary;

namespace GraphDsl.Tests.Data;

public class IdxTests
{
    [Fact]
    public void Reads_every_element_type_plain_and_behind_gzip()
    {
        foreach (var gzip in new[] { false, true })
        {
            NumpyArray Read(byte[] file) => Idx.Read(new MemoryStream(gzip ? PickleReaderTests.Gzip(file) : file));
            Assert.Equal([1, 255], Read(File(0x08, [2], [1, 255])).ToArray<byte>());
            Assert.Equal([1, -1], Read(File(0x09, [2], [1, 255])).ToArray<sbyte>());
            Assert.Equal([-2], Read(File(0x0b, [1], [0xff, 0xfe])).ToArray<short>());
            Assert.Equal([66051], Read(File(0x0c, [1], [0, 1, 2, 3])).ToArray<int>());
            Assert.Equal([1.5f], Read(File(0x0d, [1], [0x3f, 0xc0, 0, 0])).ToArray<float>());
            Assert.Equal([1.5], Read(File(0x0e, [1], [0x3f, 0xf8, 0, 0, 0, 0, 0, 0])).ToArray<double>());
            var images = Read(File(0x08, [2, 3, 1], [1, 2, 3, 4, 5, 6]));
            Assert.Equal([2, 3, 1], images.Lengths.ToArray());
            Assert.Equal(6, images.ToTensor<byte>()[1, 2, 0]);
        }
    }

    [Fact]
    public void Refuses_what_is_cut_of_another_kind_or_lies()
    {
        var whole = File(0x0c, [2, 2], new byte[16]);
        for (var length = 0; length < whole.Length; length++)
            Assert.Throws<DataFormatException>(() => Idx.Read(new MemoryStream(whole[..length])));
        Refused(File(0x07, [1], [1]), "element type");
        Refused([1, .. File(0x08, [1], [1])], "zero bytes");
        Refused(File(0x08, [60000, 28, 28], new byte[100]), "claims 47040000 bytes");
        Refused(File(0x0e, [4294967295, 4294967295, 4294967295], new byte[100]), "claims");
    }

    [Fact]
    public void Files_are_named()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.idx");
        System.IO.File.WriteAllBytes(path, [0, 0, 8]);
        try
        {
            Assert.Contains(path, Assert.Throws<DataFormatException>(() => Idx.Read(path)).Message, StringComparison.Ordinal);
            System.IO.File.WriteAllBytes(path, File(0x08, [1], [5]));
            Assert.Equal(5, Idx.Read<byte>(path)[0]);
        }
        finally
        {
            System.IO.File.Delete(path);
        }

        Assert.Throws<FileNotFoundException>(() => Idx.Read(path));
    }

    private static void Refused(byte[] file, string message)
    {
        var error = Assert.Throws<DataFormatException>(() => Idx.Read(new MemoryStream(file)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static byte[] File(byte type, uint[] lengths, byte[] content)
    {
        var file = new List<byte> { 0, 0, type, (byte)lengths.Length };
        foreach (var length in lengths)
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, length);
            file.AddRange(bytes);
        }

        return [.. file, .. content];
    }
}
