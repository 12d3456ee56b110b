using System.IO.Compression;
using System.Numerics;
using System.Text;

namespace GraphDsl.Tests.Data;

public class PickleReaderTests
{
    public static TheoryData<string> FullSamples => ["Protocol0", "Protocol1", "Protocol2", "Protocol3", "Protocol4", "Protocol5", "Python2Protocol0", "Python2Protocol1", "Python2Protocol2"];

    public static TheoryData<string> LargeSamples => ["LargeProtocol0", "LargeProtocol1", "LargeProtocol2", "LargeProtocol3", "LargeProtocol4", "LargeProtocol5", "LargePython2"];

    [Theory]
    [MemberData(nameof(FullSamples))]
    public void Reads_every_kind_of_value(string sample)
    {
        var all = Assert.IsType<Dictionary<object, object?>>(Read(Sample(sample)));

        AssertArray<float>(all["float32"], [2, 3], [-2.5f, -1.5f, -0.5f, 0.5f, 1.5f, 2.5f]);
        AssertArray<double>(all["float64 fortran"], [2, 3], [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]);
        AssertArray<long>(all["int64 big"], [3], [1, -2, 1L << 40]);
        AssertArray(all["int32 fortran big"], [2, 3, 4], Enumerable.Range(0, 24).ToArray());
        AssertArray<bool>(all["bool"], [3], [true, false, true]);
        AssertArray<Half>(all["float16"], [2], [(Half)0.5f, (Half)(-65504f)]);
        AssertArray<byte>(all["uint8"], [1, 2], [0, 255]);
        AssertArray<sbyte>(all["int8"], [2], [-128, 127]);
        AssertArray<short>(all["int16"], [2], [-32768, 32767]);
        AssertArray<ushort>(all["uint16"], [1], [65535]);
        AssertArray<uint>(all["uint32"], [1], [4294967295]);
        AssertArray<ulong>(all["uint64"], [1], [18446744073709551615]);
        AssertArray<double>(all["rank 0"], [], [7.5]);
        AssertArray<float>(all["empty"], [0, 3], []);
        Assert.Equal<object?>([1.5f, -3L, true], (List<object?>)all["scalars"]!);

        Assert.Equal(
            [0L, 255L, 256L, 65536L, -1L, -(1L << 31), 1L << 31, long.MinValue, BigInteger.One << 63, -(BigInteger.One << 100), 0.1, -0.0, double.PositiveInfinity, true, false, null],
            (object?[])all["numbers"]!);
        var texts = (List<object?>)all["texts"]!;
        Assert.Equal<object?>(["", "plain", "\u00e9\u20ac\U0001f600\n\\u0041"], texts[..3]);
        Assert.Equal([], (byte[])texts[3]!);
        Assert.Equal([0, 0xff, .. "'\"\\\n\r\t"u8], (byte[])texts[4]!);
        Assert.Equal(Enumerable.Repeat((byte)'x', 300), (byte[])texts[5]!);

        var containers = (List<object?>)all["containers"]!;
        Assert.Equal<object?>([], (object?[])containers[0]!);
        Assert.Empty((List<object?>)containers[1]!);
        Assert.Empty((Dictionary<object, object?>)containers[2]!);
        Assert.Equal<object?>([1L, 2L, 3L, 4L], (object?[])containers[6]!);
        var dictionary = (Dictionary<object, object?>)containers[7]!;
        Assert.Equal("v"u8.ToArray(), (byte[])dictionary[new object?[] { 1L, "a" }]!);
        Assert.Equal<object?>([3L], (List<object?>)dictionary[2L]!);
        var shared = (List<object?>)all["shared"]!;
        Assert.Same(shared[0], shared[1]);

        if (!all.TryGetValue("sets", out var sets))
            return;   // Python 2's own form of sets is another
        Assert.Equal([1L, 2L], ((HashSet<object>)((List<object?>)sets!)[0]!).Order());
        Assert.Equal([3L], (HashSet<object>)((List<object?>)sets!)[1]!);
        Assert.Equal("ab"u8.ToArray(), (byte[])((List<object?>)sets!)[2]!);
    }

    [Theory]
    [MemberData(nameof(LargeSamples))]
    public void Reads_large_arrays_plain_and_behind_gzip(string sample)
    {
        foreach (var data in new[] { Sample(sample), Gzip(Sample(sample)) })
        {
            var arrays = (object?[])Read(data)!;
            AssertArray(arrays[0], [3000], Enumerable.Range(0, 3000).Select(i => (float)(i % 7)).ToArray());
            AssertArray(arrays[1], [60, 50], Enumerable.Range(0, 3000).Select(i => (long)(i % 5)).ToArray());
            AssertArray(arrays[2], [3000], Enumerable.Range(0, 3000).Select(i => (double)(i % 3)).ToArray());
            AssertArray(arrays[3], [5000], Enumerable.Range(0, 5000).Select(i => i % 2 == 0).ToArray());
            AssertArray(arrays[4], [5000], Enumerable.Range(0, 5000).Select(i => (byte)(i % 11)).ToArray());
        }
    }

    [Theory]
    [InlineData("NewerNames2")]
    [InlineData("NewerNames4")]
    [InlineData("NewerNames5")]
    public void Reads_the_module_names_of_NumPy_2(string sample)
    {
        var items = (object?[])Read(Sample(sample))!;
        AssertArray<float>(items[0], [2, 3], [-2.5f, -1.5f, -0.5f, 0.5f, 1.5f, 2.5f]);
        AssertArray<float>(items[1], [2, 3], [-2.5f, -1.5f, -0.5f, 0.5f, 1.5f, 2.5f]);
        Assert.Equal(2f, items[2]);
    }

    [Fact]
    public void Decodes_the_strings_of_Python_2_where_asked()
    {
        var options = new PickleOptions { Python2Strings = Encoding.Latin1 };
        var all = (Dictionary<object, object?>)PickleReader.Read(new MemoryStream(PickleSamples.Python2Protocol2), options)!;
        Assert.Equal(new string('x', 300), ((List<object?>)all["texts"]!)[5]);
        AssertArray<byte>(all["uint8"], [1, 2], [0, 255]);
    }

    [Fact]
    public void Leaves_a_stream_behind_the_pickle()
    {
        var stream = new MemoryStream(PickleSamples.TwoPickles);
        Assert.Equal(1L, PickleReader.Read(stream));
        Assert.Equal("two", PickleReader.Read(stream));
    }

    [Fact]
    public void Reads_streams_that_cannot_seek_and_give_single_bytes()
    {
        var arrays = (object?[])PickleReader.Read(new TrickleStream(PickleSamples.LargeProtocol4, 1))!;
        AssertArray(arrays[0], [3000], Enumerable.Range(0, 3000).Select(i => (float)(i % 7)).ToArray());
        arrays = (object?[])PickleReader.Read(new TrickleStream(Gzip(PickleSamples.LargeProtocol4), 7))!;
        AssertArray(arrays[0], [3000], Enumerable.Range(0, 3000).Select(i => (float)(i % 7)).ToArray());
    }

    [Fact]
    public void Arrays_grow_with_the_data_where_its_length_is_unknown()
    {
        // 6 MB of zeros: behind gzip the claim is more than the compressed length makes plausible.
        var data = Gzip(BytesPickle(6_000_000, 6_000_000));
        Assert.Equal(6_000_000, ((byte[])Read(data)!).Length);
        Assert.Equal(6_000_000, ((byte[])PickleReader.Read(new TrickleStream(data, 1000))!).Length);
    }

    internal static byte[] Sample(string name) => (byte[])typeof(PickleSamples).GetProperty(name)!.GetValue(null)!;

    internal static object? Read(byte[] data) => PickleReader.Read(new MemoryStream(data));

    internal static byte[] Gzip(byte[] data)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(data);
        return compressed.ToArray();
    }

    /// <summary>A pickle of a byte string that claims one length and has another.</summary>
    internal static byte[] BytesPickle(long claimed, int actual) =>
        [0x80, 4, 0x8e, .. BitConverter.GetBytes(claimed), .. new byte[actual], (byte)'.'];

    private static void AssertArray<T>(object? value, nint[] lengths, T[] elements)
    {
        var array = Assert.IsType<NumpyArray>(value);
        Assert.Equal(typeof(T), array.ElementType);
        Assert.Equal(lengths, array.Lengths.ToArray());
        Assert.Equal(elements, array.ToArray<T>());
        Assert.Equal(lengths is [] ? [1] : lengths, array.ToTensor<T>().Lengths.ToArray());
    }

    /// <summary>Cannot seek, and gives at most so many bytes at a time.</summary>
    private sealed class TrickleStream(byte[] data, int most) : MemoryStream(data)
    {
        public override bool CanSeek => false;
        public override long Length => throw new NotSupportedException();
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, most)]);
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, most));
    }
}
