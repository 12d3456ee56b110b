using System.Buffers.Binary;
using System.Numerics.Tensors;

namespace GraphDsl;

/// <summary>
/// Reads IDX files, the form in which MNIST was published (<c>train-images-idx3-ubyte</c>), plain or behind gzip.
/// </summary>
public static class Idx
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, plain or gzip.</param>
    /// <returns>Elements of <see cref="byte"/>, <see cref="sbyte"/>, <see cref="short"/>, <see cref="int"/>, <see cref="float"/> or <see cref="double"/>, as the file says.</returns>
    /// <exception cref="DataFormatException">The file is no IDX file, is truncated or corrupted; the message names it.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static NumpyArray Read(string path)
    {
        using var file = DataFile.Open(path, "IDX");
        return Read(file, path);
    }

    /// <summary>Reads a file whose element type is known.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file, plain or gzip.</param>
    /// <exception cref="InvalidCastException">The file's elements are of another type.</exception>
    /// <exception cref="DataFormatException">The file is no IDX file, is truncated or corrupted; the message names it.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static Tensor<T> Read<T>(string path) => Read(path).ToTensor<T>();

    /// <summary>Reads one array from a stream, which stays open.</summary>
    /// <param name="stream">Plain or gzip, at the first byte.</param>
    /// <exception cref="DataFormatException">The data is no IDX file, is truncated or corrupted.</exception>
    public static NumpyArray Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, "IDX");
    }

    private static NumpyArray Read(Stream stream, string name)
    {
        using var source = new ByteSource(stream, DataFile.Failure(name));
        Span<byte> magic = stackalloc byte[4];
        source.Read(magic);
        if (magic[0] != 0 || magic[1] != 0)
            throw source.Error($"expected an IDX file, which begins with two zero bytes, found {magic[0]:x2} {magic[1]:x2}");
        var type = NumpyType.Find(magic[2] switch { 0x08 => "u1", 0x09 => "i1", 0x0b => "i2", 0x0c => "i4", 0x0d => "f4", 0x0e => "f8", _ => "" })
            ?? throw source.Error($"expected an IDX element type (08, 09, 0b, 0c, 0d or 0e), found {magic[2]:x2}");

        if (magic[3] > NumpyArray.MostAxes)
            throw source.Error($"the array claims {magic[3]} axes; an array has at most {NumpyArray.MostAxes}");
        var lengths = new nint[magic[3]];
        UInt128 count = 1;
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            var length = BinaryPrimitives.ReverseEndianness(source.ReadUInt32());
            lengths[axis] = (nint)length;
            count *= length;
            if (count > (ulong)Array.MaxLength)
                throw source.Error($"the array claims more than {Array.MaxLength} elements");
        }

        var elements = type.Read(source, (long)count, swapped: BitConverter.IsLittleEndian, "the array");
        source.Finish();
        return new NumpyArray(type, lengths, elements);
    }
}
