using System.Buffers.Binary;
using System.Text;

namespace GraphDsl;

/// <summary>
/// The pickle's stack machine. It knows containers, numbers, strings and the constructors of
/// <see cref="PickleConstructors"/>; every other instruction is refused.
/// </summary>
internal sealed partial class PickleMachine(ByteSource source, PickleOptions options)
{
    /// <summary>Strings of at least this many bytes are read straight into an array of their type.</summary>
    public const int DirectBytes = 4096;

    private readonly List<object?> stack = [];
    private readonly List<int> marks = [];
    private readonly Dictionary<long, object?> memo = [];
    private PickleOpcode opcode;
    private long at;
    private long values;
    private long bytes;
    private long frameEnd = -1;

    /// <summary>Runs the pickle up to its STOP.</summary>
    public object? Run()
    {
        while (true)
        {
            at = source.Position;
            if (frameEnd >= 0 && at >= frameEnd)
                frameEnd = at == frameEnd ? -1 : throw Error("an instruction crosses the end of its frame");
            opcode = (PickleOpcode)source.ReadByte();
            if (opcode == PickleOpcode.Stop)
                break;
            Step();
        }

        if (stack.Count != 1 || marks.Count != 0)
            throw Error($"expected one value at the end, found {stack.Count} and {marks.Count} open marks");
        var result = new PickleResult(this, options).Finish(stack[0]);
        source.Finish();
        return result;
    }

    public DataFormatException Error(string message) => source.Error(
        $"{(Enum.IsDefined(opcode) ? opcode.ToString() : $"instruction 0x{(byte)opcode:x2}")} at byte {at}: {message}");

    private void Step()
    {
        switch (opcode)
        {
            case PickleOpcode.Proto:
                var protocol = source.ReadByte();
                if (protocol > 5)
                    throw Error($"expected a protocol from 0 to 5, found {protocol}");
                break;
            case PickleOpcode.Frame:
                Frame(source.ReadUInt64());
                break;

            case PickleOpcode.None: Push(null); break;
            case PickleOpcode.NewTrue: Push(true); break;
            case PickleOpcode.NewFalse: Push(false); break;
            case PickleOpcode.BinInt: Push((long)(int)source.ReadUInt32()); break;
            case PickleOpcode.BinInt1: Push((long)source.ReadByte()); break;
            case PickleOpcode.BinInt2: Push((long)(source.ReadByte() | source.ReadByte() << 8)); break;
            case PickleOpcode.Long1: Push(LongInteger(source.ReadByte())); break;
            case PickleOpcode.Long4: Push(LongInteger(Signed(source.ReadUInt32()))); break;
            case PickleOpcode.BinFloat: Push(BitConverter.UInt64BitsToDouble(BinaryPrimitives.ReverseEndianness(source.ReadUInt64()))); break;
            case PickleOpcode.Int: Push(IntegerLine()); break;
            case PickleOpcode.Long: Push(LongLine()); break;
            case PickleOpcode.Float: Push(FloatLine()); break;

            case PickleOpcode.String: Push(new PickleBytes(QuotedLine(), isPython2String: true)); break;
            case PickleOpcode.ShortBinString: Push(Bytes(source.ReadByte(), isPython2String: true)); break;
            case PickleOpcode.BinString: Push(Bytes(Signed(source.ReadUInt32()), isPython2String: true)); break;
            case PickleOpcode.ShortBinBytes: Push(Bytes(source.ReadByte())); break;
            case PickleOpcode.BinBytes: Push(Bytes(source.ReadUInt32())); break;
            case PickleOpcode.BinBytes8 or PickleOpcode.ByteArray8: Push(Bytes(source.ReadUInt64())); break;
            case PickleOpcode.Unicode: Push(RawUnicodeLine()); break;
            case PickleOpcode.ShortBinUnicode: Push(Utf8(source.ReadByte())); break;
            case PickleOpcode.BinUnicode: Push(Utf8(source.ReadUInt32())); break;
            case PickleOpcode.BinUnicode8: Push(Utf8(source.ReadUInt64())); break;

            case PickleOpcode.Mark:
                Count();
                marks.Add(stack.Count);
                break;
            case PickleOpcode.Pop:
                if (marks.Count > 0 && marks[^1] == stack.Count)
                    marks.RemoveAt(marks.Count - 1);
                else
                    Pop();
                break;
            case PickleOpcode.PopMark: PopMark(); break;
            case PickleOpcode.Dup: Push(Top()); break;

            case PickleOpcode.EmptyTuple: Push(Array.Empty<object?>()); break;
            case PickleOpcode.Tuple1: Push(PopTuple(1)); break;
            case PickleOpcode.Tuple2: Push(PopTuple(2)); break;
            case PickleOpcode.Tuple3: Push(PopTuple(3)); break;
            case PickleOpcode.Tuple: Push(PopMark()); break;
            case PickleOpcode.EmptyList: Push(new List<object?>()); break;
            case PickleOpcode.List: Push(new List<object?>(PopMark())); break;
            case PickleOpcode.Append: Append([Pop()]); break;
            case PickleOpcode.Appends: Append(PopMark()); break;
            case PickleOpcode.EmptyDict: Push(NewDictionary([])); break;
            case PickleOpcode.Dict: Push(NewDictionary(PopMark())); break;
            case PickleOpcode.SetItem: SetItems(PopTuple(2)); break;
            case PickleOpcode.SetItems: SetItems(PopMark()); break;
            case PickleOpcode.EmptySet: Push(NewSet([])); break;
            case PickleOpcode.AddItems: AddItems(PopMark()); break;
            case PickleOpcode.FrozenSet: Push(NewSet(PopMark())); break;

            case PickleOpcode.Put: Memoize(MemoLine()); break;
            case PickleOpcode.BinPut: Memoize(source.ReadByte()); break;
            case PickleOpcode.LongBinPut: Memoize(source.ReadUInt32()); break;
            case PickleOpcode.Memoize: Memoize(memo.Count); break;
            case PickleOpcode.Get: Push(Remembered(MemoLine())); break;
            case PickleOpcode.BinGet: Push(Remembered(source.ReadByte())); break;
            case PickleOpcode.LongBinGet: Push(Remembered(source.ReadUInt32())); break;

            case PickleOpcode.Global: Push(PickleConstructors.Find(this, NameLine(), NameLine())); break;
            case PickleOpcode.StackGlobal: StackGlobal(); break;
            case PickleOpcode.Reduce: Reduce(); break;
            case PickleOpcode.Build: Build(); break;

            case PickleOpcode.Inst: throw Error($"the pickle asks for an object of {NameLine()}.{NameLine()}; objects of classes are not allowed");
            case PickleOpcode.Obj or PickleOpcode.NewObj or PickleOpcode.NewObjEx:
                throw Error($"the pickle asks for an object of {stack.OfType<PickleGlobal>().LastOrDefault()?.Name ?? "a class"}; objects of classes are not allowed");
            case PickleOpcode.PersId or PickleOpcode.BinPersId: throw Error("persistent ids are not allowed");
            case PickleOpcode.Ext1 or PickleOpcode.Ext2 or PickleOpcode.Ext4: throw Error("extension codes are not allowed");
            case PickleOpcode.NextBuffer or PickleOpcode.ReadOnlyBuffer: throw Error("the content lies in a buffer outside of the pickle, which is not there");
            default: throw Error("is not an instruction of protocols 0 to 5");
        }
    }

    private void Frame(ulong length)
    {
        if (frameEnd >= 0)
            throw Error("a frame begins inside another");
        source.CheckClaim(length, "a frame");
        if (length > long.MaxValue / 2)
            throw Error($"a frame claims {length} bytes");
        frameEnd = source.Position + (long)length;
    }

    private void StackGlobal()
    {
        if (PopTuple(2) is not [string module, string name])
            throw Error("expected the names of a module and of a callable");
        Push(PickleConstructors.Find(this, module, name));
    }

    private void Reduce()
    {
        if (PopTuple(2) is not [var callable, object?[] arguments])
            throw Error("expected a callable and a tuple of arguments");
        Push(callable is PickleGlobal global
            ? PickleConstructors.Call(this, global, arguments)
            : throw Error($"expected a callable, found {PickleConstructors.Describe(callable)}"));
    }

    private void Build()
    {
        var state = Pop();
        PickleConstructors.Build(this, Top(), state);
    }

    // A string's bytes. Those that will be an array's content are read straight into an array of that type: NumPy
    // puts the shape, the dtype and the order on the stack before them.
    private PickleBytes Bytes(ulong length, bool isPython2String = false)
    {
        CountBytes(length);
        const string what = "a string";
        if (length >= DirectBytes && stack is [.., object?[] shape, PickleElementType { Type: var type }, bool or long]
            && PickleConstructors.TryShape(shape, out _, out var count) && (UInt128)count * (uint)type.Size == length)
            return new PickleBytes(type, type.Read(source, count, swapped: false, what), (long)length, isPython2String);
        return new PickleBytes(source.ReadArray<byte>((long)length, what), isPython2String);
    }

    private string Utf8(ulong length)
    {
        CountBytes(length);
        return Decode(source.ReadArray<byte>((long)length, "a string"));
    }

    private string Decode(byte[] utf8)
    {
        try
        {
            return StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            throw Error("expected UTF-8, found other bytes");
        }
    }

    private void CountBytes(ulong length)
    {
        source.CheckClaim(length, "a string");
        if (length > (ulong)Math.Max(0, options.MaxBytes - bytes))
            throw Error($"strings and arrays take more than {options.MaxBytes} bytes");
        bytes += (long)length;
    }

    private ulong Signed(uint length) => length <= int.MaxValue ? length : throw Error($"the length {(int)length} is negative");

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
