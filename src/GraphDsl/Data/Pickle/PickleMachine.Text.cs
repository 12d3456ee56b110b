using System.Globalization;
using System.Numerics;
using System.Text;

namespace GraphDsl;

/// <summary>The instructions whose arguments are lines of text (protocol 0), and long integers.</summary>
internal sealed partial class PickleMachine
{
    private const int LongestInteger = 1024;   // bytes; parsing longer ones takes time that grows with the square
    private const int LongestName = 1024;

    private object LongInteger(ulong length)
    {
        if (length > LongestInteger)
            throw Error($"an integer of {length} bytes; the longest allowed has {LongestInteger}");
        Span<byte> digits = stackalloc byte[(int)length];
        source.Read(digits);
        return Narrow(new BigInteger(digits));
    }

    private static object Narrow(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;

    private object IntegerLine()
    {
        var text = Line(LongestInteger, "a number");
        return text switch
        {
            "00" => false,
            "01" => true,
            _ => ParseInteger(text),
        };
    }

    private object LongLine() => ParseInteger(Line(LongestInteger, "a number"));

    private object ParseInteger(string text) =>
        BigInteger.TryParse(text.AsSpan().TrimEnd('L'), NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var value)
            ? Narrow(value)
            : throw Error("expected an integer, found other text");

    private double FloatLine()
    {
        var text = Line(LongestInteger, "a number").Trim();
        return text.ToLowerInvariant() switch
        {
            "inf" or "+inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "nan" or "-nan" => double.NaN,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw Error("expected a floating-point number, found other text"),
        };
    }

    private long MemoLine() =>
        long.TryParse(Line(32, "a memo index"), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : throw Error("expected an index into the memo, found other text");

    private string NameLine() => Decode(source.ReadLine(LongestName, "a name"));

    private string Line(long most, string what) => Encoding.Latin1.GetString(source.ReadLine(most, what));

    private byte[] StringLine()
    {
        var line = source.ReadLine(options.MaxBytes - bytes, "a string");
        bytes += line.Length;
        return line;
    }

    // Python 2's repr of a byte string, its quotes included.
    private byte[] QuotedLine()
    {
        var line = StringLine().AsSpan().TrimEnd((byte)'\r');
        if (line.Length < 2 || line[0] != line[^1] || line[0] is not ((byte)'\'' or (byte)'"'))
            throw Error("expected a string in quotes");
        line = line[1..^1];
        var result = new List<byte>(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != '\\')
            {
                result.Add(line[i]);
                continue;
            }

            if (++i == line.Length)
                throw Error("a string ends inside an escape");
            switch (line[i])
            {
                case (byte)'n': result.Add((byte)'\n'); break;
                case (byte)'r': result.Add((byte)'\r'); break;
                case (byte)'t': result.Add((byte)'\t'); break;
                case (byte)'a': result.Add(7); break;
                case (byte)'b': result.Add(8); break;
                case (byte)'f': result.Add(12); break;
                case (byte)'v': result.Add(11); break;
                case (byte)'\\' or (byte)'\'' or (byte)'"': result.Add(line[i]); break;
                case (byte)'x':
                    result.Add((byte)Hex(line, i + 1, 2));
                    i += 2;
                    break;
                case >= (byte)'0' and <= (byte)'7':
                    var octal = 0;
                    var last = Math.Min(i + 3, line.Length);
                    for (; i < last && line[i] is >= (byte)'0' and <= (byte)'7'; i++)
                        octal = octal * 8 + (line[i] - '0');
                    i--;
                    result.Add((byte)octal);
                    break;
                default: throw Error($"unknown escape \\u{line[i]:x4} in a string");
            }
        }

        return [.. result];
    }

    // Python's raw-unicode-escape: latin1 with \uXXXX and \UXXXXXXXX.
    private string RawUnicodeLine()
    {
        var line = StringLine().AsSpan();
        var text = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            var digits = line[i] != '\\' || i + 1 == line.Length ? 0 : line[i + 1] switch { (byte)'u' => 4, (byte)'U' => 8, _ => 0 };
            if (digits == 0)
            {
                text.Append((char)line[i]);
                continue;
            }

            var point = Hex(line, i + 2, digits);
            if (point > 0x10ffff)
                throw Error($"U+{point:x} is not a character");
            if (point <= 0xffff)
                text.Append((char)point);
            else
                text.Append(char.ConvertFromUtf32((int)point));
            i += 1 + digits;
        }

        return text.ToString();
    }

    private uint Hex(ReadOnlySpan<byte> line, int from, int digits) =>
        from + digits <= line.Length && uint.TryParse(line.Slice(from, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Error($"expected {digits} hexadecimal digits after an escape");
}
