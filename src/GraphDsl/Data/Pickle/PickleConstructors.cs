using System.Text;

namespace GraphDsl;

/// <summary>The callables that a pickle may name, and what they make. Nothing else can be called.</summary>
internal static class PickleConstructors
{
    private static readonly Dictionary<string, PickleCallable> Allowed = new()
    {
        ["numpy.ndarray"] = PickleCallable.NdArray,
        ["numpy.dtype"] = PickleCallable.ElementType,
        ["numpy.core.multiarray._reconstruct"] = PickleCallable.Reconstruct,
        ["numpy._core.multiarray._reconstruct"] = PickleCallable.Reconstruct,
        ["numpy.core.multiarray.scalar"] = PickleCallable.Scalar,
        ["numpy._core.multiarray.scalar"] = PickleCallable.Scalar,
        ["numpy.core.numeric._frombuffer"] = PickleCallable.FromBuffer,
        ["numpy._core.numeric._frombuffer"] = PickleCallable.FromBuffer,
        ["_codecs.encode"] = PickleCallable.Encode,
        ["builtins.bytes"] = PickleCallable.Bytes,
        ["__builtin__.bytes"] = PickleCallable.Bytes,
        ["builtins.bytearray"] = PickleCallable.ByteArray,
        ["__builtin__.bytearray"] = PickleCallable.ByteArray,
        ["builtins.set"] = PickleCallable.Set,
        ["__builtin__.set"] = PickleCallable.Set,
        ["builtins.frozenset"] = PickleCallable.FrozenSet,
        ["__builtin__.frozenset"] = PickleCallable.FrozenSet,
    };

    /// <summary>The callable of that name.</summary>
    /// <exception cref="PickleFormatException">The name is not on the list.</exception>
    public static PickleGlobal Find(PickleMachine machine, string module, string name)
    {
        var full = $"{module}.{name}";
        return Allowed.TryGetValue(full, out var callable)
            ? new PickleGlobal(full, callable)
            : throw machine.Error($"the pickle asks for {Printable(full)}, which is not on the list of allowed constructors; nothing was run");
    }

    /// <summary>What REDUCE makes of a callable and its arguments.</summary>
    public static object Call(PickleMachine machine, PickleGlobal global, object?[] arguments) => (global.Callable, arguments) switch
    {
        (PickleCallable.Reconstruct, [PickleGlobal { Callable: PickleCallable.NdArray }, object?[], PickleBytes or string]) => new NumpyArray(),
        (PickleCallable.FromBuffer, [PickleBytes bytes, PickleElementType type, object?[] shape, string order]) => BuildArray(machine, new NumpyArray(), shape, type, order == "F", bytes),
        (PickleCallable.ElementType, [var code, ..]) when Text(code) is { } text => new PickleElementType(
            NumpyType.Find(text) ?? throw machine.Error($"NumPy's element type {Printable(text)} is not supported: expected bool, int, uint or float")),
        (PickleCallable.Scalar, [PickleElementType type, PickleBytes bytes]) => Scalar(machine, type, bytes),
        (PickleCallable.Encode, [string text, var encoding]) when Text(encoding) is "latin1" or "latin-1" => new PickleBytes(Latin1(machine, text)),
        (PickleCallable.ByteArray, [string text, var encoding]) when Text(encoding) is "latin1" or "latin-1" => new PickleBytes(Latin1(machine, text)),
        (PickleCallable.Bytes or PickleCallable.ByteArray, []) => new PickleBytes([]),
        (PickleCallable.ByteArray, [PickleBytes bytes]) => new PickleBytes([.. bytes.ToBytes()]),
        (PickleCallable.Set or PickleCallable.FrozenSet, []) => machine.NewSet([]),
        (PickleCallable.Set or PickleCallable.FrozenSet, [List<object?> items]) => machine.NewSet(items),
        _ => throw machine.Error($"{global.Name} with the arguments ({string.Join(", ", arguments.Select(Describe))}) is not a call that NumPy or Python writes"),
    };

    /// <summary>What BUILD does with a state: it fills an announced array, or sets a dtype's byte order.</summary>
    public static void Build(PickleMachine machine, object? target, object? state)
    {
        switch (target, state)
        {
            case (NumpyArray array, object?[] and [_, object?[] shape, PickleElementType type, var columnMajor, PickleBytes bytes]):
                if (array.IsSet)
                    throw machine.Error("the pickle describes an array twice");
                BuildArray(machine, array, shape, type, columnMajor is true or 1L, bytes);
                break;
            case (PickleElementType type, object?[] and [_, var order, ..]):
                type.Swapped = Text(order) switch
                {
                    "|" or "=" => false,
                    "<" => !BitConverter.IsLittleEndian,
                    ">" => BitConverter.IsLittleEndian,
                    _ => throw machine.Error($"expected a byte order (<, >, = or |), found {Describe(order)}"),
                };
                break;
            default:
                throw machine.Error($"expected the state of a NumPy array or dtype, found {Describe(state)} for {Describe(target)}");
        }
    }

    /// <summary>A shape's lengths and the number of elements, where it is one.</summary>
    public static bool TryShape(object?[] shape, out nint[] lengths, out long count)
    {
        lengths = new nint[shape.Length];
        count = 1;
        UInt128 product = 1;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] is not long length || length < 0 || length > Array.MaxLength)
                return false;
            lengths[axis] = (nint)length;
            product *= (ulong)length;
            if (product > (ulong)long.MaxValue)
                return false;
        }

        count = (long)product;
        return true;
    }

    /// <summary>Names a value in a message.</summary>
    public static string Describe(object? value) => value switch
    {
        null => "None",
        bool b => b ? "True" : "False",
        PickleBytes bytes => $"{bytes.Length} bytes",
        byte[] bytes => $"{bytes.Length} bytes",
        string text => $"the string {Printable(text)}",
        object?[] tuple => $"a tuple of {tuple.Length}",
        List<object?> list => $"a list of {list.Count}",
        Dictionary<object, object?> dictionary => $"a dict of {dictionary.Count}",
        HashSet<object> set => $"a set of {set.Count}",
        PickleGlobal global => global.Name,
        PickleElementType type => $"dtype {type.Type.Name}",
        NumpyArray array => array.IsSet ? $"an array {array}" : "an array without content",
        _ => FormattableString.Invariant($"{value}"),
    };

    private static NumpyArray BuildArray(PickleMachine machine, NumpyArray array, object?[] shape, PickleElementType type, bool columnMajor, PickleBytes bytes)
    {
        if (shape.Length > NumpyArray.MostAxes || !TryShape(shape, out var lengths, out var count))
            throw machine.Error($"({string.Join(", ", shape.Take(NumpyArray.MostAxes).Select(Describe))}) is not the shape of an array");
        if ((UInt128)count * (uint)type.Type.Size != (UInt128)bytes.Length)
            throw machine.Error($"an array {type.Type.Name} ({string.Join(", ", lengths)}) takes {(UInt128)count * (uint)type.Type.Size} bytes, found {bytes.Length}");
        var elements = bytes.ToElements(type.Type, type.Swapped);
        if (columnMajor && lengths.Length > 1)
            elements = type.Type.FromColumnMajor(elements, lengths);
        array.Set(type.Type, lengths, elements);
        return array;
    }

    private static object Scalar(PickleMachine machine, PickleElementType type, PickleBytes bytes) => bytes.Length == type.Type.Size
        ? type.Type.Element(bytes.ToElements(type.Type, type.Swapped), 0)
        : throw machine.Error($"a scalar {type.Type.Name} takes {type.Type.Size} bytes, found {bytes.Length}");

    private static byte[] Latin1(PickleMachine machine, string text) => Ascii.IsValid(text) || text.All(c => c <= 0xff)
        ? Encoding.Latin1.GetBytes(text)
        : throw machine.Error("a string that stands for bytes holds characters beyond latin1");

    private static string? Text(object? value) => value switch
    {
        string text => text,
        PickleBytes { Length: < 64 } bytes => Encoding.Latin1.GetString(bytes.ToBytes()),
        _ => null,
    };

    private static string Printable(string text)
    {
        var shown = text.Length > 100 ? text[..100] + "..." : text;
        return string.Concat(shown.Select(c => c is >= ' ' and <= '~' ? c.ToString() : $"\\u{(int)c:x4}"));
    }
}
