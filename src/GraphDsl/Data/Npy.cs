using System.Numerics.Tensors;

namespace GraphDsl;

/// <summary>Reads and writes NumPy's <c>.npy</c> files: one array (versions 1 to 3 of the format).</summary>
public static class Npy
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; row-major or column-major, of either byte order.</param>
    /// <exception cref="DataFormatException">The file is no <c>.npy</c> file, is truncated, or its element type is not supported; the message names it.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static NumpyArray Read(string path)
    {
        using var file = DataFile.Open(path, ".npy");
        return Read(file, path);
    }

    /// <summary>Reads a file whose element type is known.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file; row-major or column-major, of either byte order.</param>
    /// <exception cref="InvalidCastException">The file's elements are of another type.</exception>
    /// <exception cref="DataFormatException">As for <see cref="Read(string)"/>.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static Tensor<T> Read<T>(string path) => Read(path).ToTensor<T>();

    /// <summary>Reads one array from a stream, which stays open; one that can seek is left behind the array.</summary>
    /// <param name="stream">At the array's first byte.</param>
    /// <exception cref="DataFormatException">The data is no <c>.npy</c> file, is truncated, or its element type is not supported.</exception>
    public static NumpyArray Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, ".npy");
    }

    /// <summary>Writes a file, whole or not at all: a failure leaves what was there before.</summary>
    /// <typeparam name="T">bool, an integer of 8 to 64 bits, <see cref="Half"/>, float or double.</typeparam>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="tensor">The elements. They are written row-major; the same elements always give the same bytes, those that NumPy writes.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no element type of NumPy arrays.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write<T>(string path, Tensor<T> tensor) => Write(path, NumpyArray.From(tensor));

    /// <summary>Writes a file, whole or not at all: a failure leaves what was there before.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="array">The array; the same one always gives the same bytes, those that NumPy writes.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, NumpyArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        DataFile.WriteAtomically(path, file => Write(file, array));
    }

    /// <summary>Writes one array to a stream, which stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="array">The array.</param>
    public static void Write(Stream stream, NumpyArray array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        stream.Write(NpyHeader.Write(array));
        array.Type.Write(stream, array.Data);
    }

    /// <summary>Reads one array; the lengths are those of a stream that cannot tell them itself.</summary>
    internal static NumpyArray Read(Stream stream, string name, long length = -1, long compressedLength = long.MaxValue)
    {
        using var source = new ByteSource(stream, DataFile.Failure(name), length, compressedLength, mayBeGzip: false);
        var (type, swapped, columnMajor, lengths) = NpyHeader.Read(source);
        var count = lengths.Aggregate(1L, (product, axis) => product * axis);
        var elements = type.Read(source, count, swapped, $"the array {type.Name} ({string.Join(", ", lengths)})");
        source.Finish();
        if (columnMajor && lengths.Length > 1)
            elements = type.FromColumnMajor(elements, lengths);
        return new NumpyArray(type, lengths, elements);
    }
}
