using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GraphDsl;

/// <summary>The header of an <c>.npy</c> file: a Python dict as text, behind a magic number and a length.</summary>
internal static partial class NpyHeader
{
    private const int Longest = 10_000;     // as in NumPy
    private const int Alignment = 64;
    private const int GrowthDigits = 21;   // NumPy leaves room for a longer first axis

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public static (NumpyType Type, bool Swapped, bool ColumnMajor, nint[] Lengths) Read(ByteSource source)
    {
        Span<byte> magic = stackalloc byte[8];
        source.Read(magic);
        if (!magic[..6].SequenceEqual(Magic))
            throw source.Error("expected an .npy file, which begins with \\x93NUMPY, found other bytes");
        var version = magic[6];
        if (version is < 1 or > 3)
            throw source.Error($"expected version 1, 2 or 3 of the .npy format, found {version}.{magic[7]}");
        var length = version == 1 ? (uint)(source.ReadByte() | source.ReadByte() << 8) : source.ReadUInt32();
        if (length > Longest)
            throw source.Error($"the header claims {length} bytes; the longest allowed has {Longest}");
        var bytes = new byte[length];
        source.Read(bytes);
        var text = version == 3 ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

        var match = Pattern().Match(text);
        if (!match.Success || !match.Groups["code"].Success || !match.Groups["fortran"].Success || !match.Groups["shape"].Success)
            throw source.Error($"expected a header with descr, fortran_order and shape, found {(text.Length > 100 ? text[..100] : text).ReplaceLineEndings(" ")}");
        var code = match.Groups["code"].Value;
        var type = NumpyType.Find(code) ?? throw source.Error($"NumPy's element type {code} is not supported: expected bool, int, uint or float");
        var swapped = match.Groups["order"].Value switch
        {
            "<" => !BitConverter.IsLittleEndian,
            ">" => BitConverter.IsLittleEndian,
            _ => false,
        };

        var axes = match.Groups["axis"].Captures;
        if (axes.Count > NumpyArray.MostAxes)
            throw source.Error($"the array claims {axes.Count} axes; an array has at most {NumpyArray.MostAxes}");
        var lengths = new nint[axes.Count];
        UInt128 count = 1;
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            if (!uint.TryParse(axes[axis].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || (count *= value) > (ulong)Array.MaxLength)
                throw source.Error($"the array claims more than {Array.MaxLength} elements");
            lengths[axis] = (nint)value;
        }

        return (type, swapped, match.Groups["fortran"].Value == "True", lengths);
    }

    /// <summary>The header that NumPy itself would write, byte for byte.</summary>
    public static byte[] Write(NumpyArray array)
    {
        var order = array.Type.Size == 1 ? '|' : BitConverter.IsLittleEndian ? '<' : '>';
        var text = $"{{'descr': '{order}{array.Type.Code}', 'fortran_order': False, 'shape': {array.ShapeText}, }}";
        if (array.Rank > 0)
            text += new string(' ', GrowthDigits - array.Lengths[0].ToString(CultureInfo.InvariantCulture).Length);
        var head = Magic.Length + 4;
        var total = (head + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        text = text.PadRight(total - head - 1) + '\n';
        return [.. Magic, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. Encoding.ASCII.GetBytes(text)];
    }

    // The three keys in any order; the text is a Python literal and is matched, never evaluated.
    [GeneratedRegex(
        """
        ^\s*\{
        (?: \s* (?:
            ['"]descr['"] \s*:\s* ['"] (?<order>[<>|=]?) (?<code>[a-zA-Z?][0-9]*) ['"]
          | ['"]fortran_order['"] \s*:\s* (?<fortran>True|False)
          | ['"]shape['"] \s*:\s* (?<shape>\() \s* (?: (?<axis>[0-9]{1,19}) L? \s* (?:,\s*|(?=\))) )* \)
        ) \s* (?:,|(?=\s*\})) ){3}
        \s*\}\s*$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Pattern();
}
