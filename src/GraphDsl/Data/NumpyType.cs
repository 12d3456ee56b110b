using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphDsl;

/// <summary>An element type of NumPy arrays that GraphDsl reads and writes, with what is done to arrays of it.</summary>
internal abstract class NumpyType
{
    private static readonly NumpyType[] All =
    [
        new BooleanType(),
        new NumberType<sbyte>("int8", 'i'), new NumberType<short>("int16", 'i'), new NumberType<int>("int32", 'i'), new NumberType<long>("int64", 'i'),
        new NumberType<byte>("uint8", 'u'), new NumberType<ushort>("uint16", 'u'), new NumberType<uint>("uint32", 'u'), new NumberType<ulong>("uint64", 'u'),
        new NumberType<Half>("float16", 'f'), new NumberType<float>("float32", 'f'), new NumberType<double>("float64", 'f'),
    ];

    private static readonly Dictionary<string, NumpyType> ByCode = All.ToDictionary(type => type.Code);
    private static readonly Dictionary<Type, NumpyType> ByClrType = All.ToDictionary(type => type.ClrType);

    /// <summary>NumPy's name: <c>float32</c>.</summary>
    public abstract string Name { get; }

    /// <summary>NumPy's kind and size: <c>f4</c>.</summary>
    public abstract string Code { get; }

    /// <summary>Bytes an element.</summary>
    public abstract int Size { get; }

    public abstract Type ClrType { get; }

    /// <summary>The type with a code such as <c>f4</c>, or null.</summary>
    public static NumpyType? Find(string code) => ByCode.GetValueOrDefault(code == "?" ? "b1" : code);

    /// <summary>The type of elements <paramref name="type"/>.</summary>
    /// <exception cref="NotSupportedException">NumPy arrays of this type are not read or written.</exception>
    public static NumpyType Of(Type type) => ByClrType.GetValueOrDefault(type)
        ?? throw new NotSupportedException($"arrays of {type.Name} are not supported; supported are {string.Join(", ", All.Select(t => t.ClrType.Name))}");

    /// <summary>Reads so many elements, in the byte order of this machine or turned around.</summary>
    public abstract Array Read(ByteSource source, long count, bool swapped, string what);

    /// <summary>A new array with the elements that lie in <paramref name="bytes"/>.</summary>
    public abstract Array FromBytes(ReadOnlySpan<byte> bytes);

    /// <summary>A copy of the elements' bytes.</summary>
    public abstract byte[] ToBytes(Array array);

    /// <summary>Writes the elements' bytes.</summary>
    public abstract void Write(Stream stream, Array array);

    /// <summary>Turns the bytes of each element around.</summary>
    public abstract void SwapBytes(Array array);

    /// <summary>Brings arrays into the form that C# relies on: a bool is 0 or 1.</summary>
    public virtual void Normalize(Array array)
    {
    }

    /// <summary>A row-major copy of an array whose first axis runs fastest.</summary>
    public abstract Array FromColumnMajor(Array array, ReadOnlySpan<nint> lengths);

    /// <summary>One element, boxed.</summary>
    public abstract object Element(Array array, int index);

    /// <summary>The numbers of <paramref name="array"/> as another type; one that does not fit throws.</summary>
    public abstract TTo[] ConvertTo<TTo>(Array array) where TTo : INumberBase<TTo>;

    private abstract class TypeOf<T>(string name, char kind) : NumpyType where T : unmanaged
    {
        public override string Name => name;
        public override string Code { get; } = $"{kind}{Unsafe.SizeOf<T>()}";
        public override int Size => Unsafe.SizeOf<T>();
        public override Type ClrType => typeof(T);

        public override Array Read(ByteSource source, long count, bool swapped, string what)
        {
            var array = source.ReadArray<T>(count, what);
            if (swapped)
                SwapBytes(array);
            Normalize(array);
            return array;
        }

        public override Array FromBytes(ReadOnlySpan<byte> bytes)
        {
            var array = GC.AllocateUninitializedArray<T>(bytes.Length / Size);
            bytes.CopyTo(MemoryMarshal.AsBytes(array.AsSpan()));
            Normalize(array);
            return array;
        }

        public override byte[] ToBytes(Array array) => MemoryMarshal.AsBytes(((T[])array).AsSpan()).ToArray();

        public override void Write(Stream stream, Array array)
        {
            const int slice = 1 << 16;
            var elements = (T[])array;
            for (var at = 0; at < elements.Length; at += Math.Min(slice, elements.Length - at))
                stream.Write(MemoryMarshal.AsBytes(elements.AsSpan(at, Math.Min(slice, elements.Length - at))));
        }

        public override void SwapBytes(Array array)
        {
            if (Size == 1)
                return;
            foreach (ref var element in ((T[])array).AsSpan())
                MemoryMarshal.AsBytes(new Span<T>(ref element)).Reverse();
        }

        public override Array FromColumnMajor(Array array, ReadOnlySpan<nint> lengths)
        {
            var source = (T[])array;
            var result = GC.AllocateUninitializedArray<T>(source.Length);
            var strides = new nint[lengths.Length];
            nint stride = 1;
            for (var axis = 0; axis < lengths.Length; axis++)
            {
                strides[axis] = stride;
                stride *= lengths[axis];
            }

            var index = new nint[lengths.Length];
            nint from = 0;
            for (var to = 0; to < result.Length; to++)
            {
                result[to] = source[from];
                for (var axis = lengths.Length - 1; axis >= 0; axis--)
                {
                    from += strides[axis];
                    if (++index[axis] < lengths[axis])
                        break;
                    from -= strides[axis] * lengths[axis];
                    index[axis] = 0;
                }
            }

            return result;
        }

        public override object Element(Array array, int index) => ((T[])array)[index];
    }

    private sealed class NumberType<T>(string name, char kind) : TypeOf<T>(name, kind) where T : unmanaged, INumberBase<T>
    {
        public override TTo[] ConvertTo<TTo>(Array array)
        {
            var from = (T[])array;
            var to = GC.AllocateUninitializedArray<TTo>(from.Length);
            for (var i = 0; i < to.Length; i++)
            {
                try
                {
                    to[i] = TTo.CreateChecked(from[i]);
                }
                catch (OverflowException e)
                {
                    throw new OverflowException($"element {i} of the {Name} array, {from[i]}, does not fit into {typeof(TTo).Name}", e);
                }
            }

            return to;
        }
    }

    private sealed class BooleanType() : TypeOf<bool>("bool", 'b')
    {
        public override void Normalize(Array array)
        {
            foreach (ref var value in MemoryMarshal.Cast<bool, byte>(((bool[])array).AsSpan()))
                value = value == 0 ? (byte)0 : (byte)1;
        }

        public override TTo[] ConvertTo<TTo>(Array array) =>
            Array.ConvertAll((bool[])array, value => value ? TTo.One : TTo.Zero);
    }
}
