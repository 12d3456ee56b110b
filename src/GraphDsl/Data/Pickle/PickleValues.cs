using System.Text;

namespace GraphDsl;

/// <summary>What a pickle can say that is no value yet: a string of bytes, which may turn out to be an array's content.</summary>
internal sealed class PickleBytes(NumpyType type, Array storage, long length, bool isPython2String = false)
{
    private static readonly NumpyType Bytes = NumpyType.Of(typeof(byte));

    private bool taken;
    private bool swapped;
    private object? value;

    public PickleBytes(byte[] bytes, bool isPython2String = false) : this(Bytes, bytes, bytes.Length, isPython2String)
    {
    }

    /// <summary>The number of bytes, whatever type they are stored as.</summary>
    public long Length => length;

    /// <summary>The content of an array of a type: this object's own storage where it is of that type, else a copy.</summary>
    public Array ToElements(NumpyType wanted, bool swap)
    {
        Array elements;
        if (wanted == type && !taken && length >= PickleMachine.DirectBytes)
        {
            taken = true;
            swapped = swap;
            elements = storage;
            wanted.Normalize(elements);
        }
        else
            elements = wanted.FromBytes(ToBytes());

        if (swap)
            wanted.SwapBytes(elements);
        return elements;
    }

    /// <summary>The string as the result shows it: <c>byte[]</c>, or a string where Python 2's are decoded.</summary>
    public object ToValue(Encoding? python2Strings) =>
        value ??= isPython2String && python2Strings is not null ? python2Strings.GetString(ToBytes()) : ToBytes();

    /// <summary>The bytes; not to be written to.</summary>
    public byte[] ToBytes()
    {
        if (!taken && storage is byte[] bytes)
            return bytes;
        var copy = type.ToBytes(storage);
        if (!swapped)
            return copy;
        var elements = type.FromBytes(copy);
        type.SwapBytes(elements);
        return type.ToBytes(elements);
    }
}

/// <summary>A NumPy dtype: an element type and a byte order.</summary>
internal sealed class PickleElementType(NumpyType type)
{
    public NumpyType Type => type;

    /// <summary>Whether the array's bytes are in the other order than this machine's.</summary>
    public bool Swapped { get; set; }
}

/// <summary>A callable or class that a pickle may name.</summary>
internal sealed class PickleGlobal(string name, PickleCallable callable)
{
    public string Name => name;
    public PickleCallable Callable => callable;
}

/// <summary>What the callables on the list of allowed ones do.</summary>
internal enum PickleCallable
{
    NdArray, Reconstruct, FromBuffer, Scalar, ElementType, Encode, Bytes, ByteArray, Set, FrozenSet,
}

/// <summary>Compares keys by their content: byte strings byte by byte, flat tuples element by element.</summary>
internal sealed class PickleKeyComparer : IEqualityComparer<object>
{
    public static readonly PickleKeyComparer Instance = new();

    public new bool Equals(object? x, object? y) => (x, y) switch
    {
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        (object?[] a, object?[] b) => a.AsSpan().SequenceEqual(b, this!),
        _ => object.Equals(x, y),
    };

    public int GetHashCode(object key)
    {
        var hash = new HashCode();   // seeded anew in each process: nobody can prepare keys that collide
        if (key is byte[] bytes)
            hash.AddBytes(bytes);
        else if (key is object?[] tuple)
        {
            foreach (var part in tuple)
                hash.Add(part is null ? 0 : GetHashCode(part));
        }
        else
            hash.Add(key);
        return hash.ToHashCode();
    }
}
