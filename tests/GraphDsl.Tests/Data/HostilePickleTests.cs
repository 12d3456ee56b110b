using System.Text;

namespace GraphDsl.Tests.Data;

public class HostilePickleTests
{
    public static TheoryData<string, string> Forbidden => new()
    {
        { "cos\nsystem\n(S'echo hello'\ntR.", "os.system" },
        { "cposix\nsystem\n(S'echo hello'\ntR.", "posix.system" },
        { "c__builtin__\neval\n(S'1'\ntR.", "__builtin__.eval" },
        { "cbuiltins\nexec\n.", "builtins.exec" },
        { "cnumpy.core.multiarray\nfromfile\n.", "numpy.core.multiarray.fromfile" },
        { "cnumpy\nload\n.", "numpy.load" },
        { "cnumpy.core\nmultiarray._reconstruct.__globals__\n.", "numpy.core.multiarray._reconstruct.__globals__" },
        { "ccollections\nOrderedDict\n)R.", "collections.OrderedDict" },
        { "(S'echo'\nios\nsystem\n.", "os.system" },
        { "\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093\u008c\u0002ls\u0085R.", "os.system" },
        { "(cnumpy\nndarray\no.", "numpy.ndarray" },
        { "cnumpy\nndarray\n)\u0081.", "numpy.ndarray" },
        { "cnumpy\nndarray\n)}\u0092.", "not allowed" },
        { "Pid\n.", "persistent" },
        { "NQ.", "persistent" },
        { "\u0082\u0001.", "extension" },
        { "\u0097.", "buffer" },
        { "NNR.", "a callable" },
        { "N)R.", "expected a callable, found None" },
        { "cnumpy\nndarray\n)R.", "numpy.ndarray" },
        { "cnumpy\ndtype\n(S'O8'\nI0\nI1\ntR.", "O8" },
        { "cnumpy\ndtype\n(S'V16'\nI0\nI1\ntR.", "V16" },
        { "]N}b.", "expected the state" },
        { "c_codecs\nencode\n(Vcode\nVrot13\ntR.", "_codecs.encode" },
        { "cnumpy\nndarray\n.", "is not data" },
        { "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntR.", "never described" },
        { "\u0007.", "0x07" },
        { "\u0080\u0006N.", "protocol" },
    };

    public static TheoryData<string> Malformed =>
    [
        ".", "NN.", "(N.", "0.", "1.", "2.", "a.", "e.", "s.", "u.", "t.", "R.", "b.", "g0\n.", "h\u0000.", "Nq\u0000j\u0001\u0000\u0000\u0000.",
        "p0\n.", "I1x\n.", "Fabc\n.", "Sabc\n.", "S'abc\n.", "S'\\x0'\n.", "S'\\q'\n.", "V\\u00\n.", "V\\U00110000\n.", "T\u00ff\u00ff\u00ff\u00ff.",
        "\u008b\u00ff\u00ff\u00ff\u00ff.", "X\u0002\u0000\u0000\u0000\u00ff\u00ff.", "]NNs.", "}NNs.", "}]Ns.", "]r\u0000\u0000\u0000\u0000j\u0000\u0000\u0000\u0000a.",
        "(N]a.", "(]0e.", "Na.", "(NNNd.", "\u0095\u0010\u0000\u0000\u0000\u0000\u0000\u0000\u0000N.", "\u0095\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ffN.",
        "\u0095\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0000K\u0001.", "\u0095\u0003\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0095\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0000N.",
    ];

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void Refuses_by_name_what_is_not_allowed(string pickle, string named)
    {
        var error = Assert.Throws<PickleFormatException>(() => PickleReaderTests.Read(Encoding.Latin1.GetBytes(pickle)));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Contains("byte", error.Message, StringComparison.Ordinal);
        Assert.True(error.Position >= 0);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Refuses_what_is_malformed(string pickle) =>
        Assert.Throws<PickleFormatException>(() => PickleReaderTests.Read(Encoding.Latin1.GetBytes(pickle)));

    [Theory]
    [InlineData("Protocol0")]
    [InlineData("Protocol2")]
    [InlineData("Protocol4")]
    [InlineData("Protocol5")]
    [InlineData("Python2Protocol0")]
    [InlineData("Python2Protocol2")]
    public void A_pickle_cut_anywhere_gives_the_one_exception(string sample)
    {
        var data = PickleReaderTests.Sample(sample);
        for (var length = 0; length < data.Length; length++)
            Assert.Throws<PickleFormatException>(() => PickleReaderTests.Read(data[..length]));
    }

    [Fact]
    public void A_gzip_file_cut_anywhere_gives_the_one_exception()
    {
        var data = PickleReaderTests.Gzip(PickleSamples.Protocol2);
        for (var length = 0; length < data.Length; length++)
            Assert.Throws<PickleFormatException>(() => PickleReaderTests.Read(data[..length]));
        Assert.NotNull(PickleReaderTests.Read(data));
    }

    [Fact]
    public void A_gzip_file_with_a_changed_byte_is_refused_or_reads_alike()
    {
        var content = new byte[2000];
        new Random(1).NextBytes(content);
        for (var i = 0; i < content.Length; i++)
            content[i] %= 20;
        var data = PickleReaderTests.Gzip([0x80, 4, (byte)'B', .. BitConverter.GetBytes(content.Length), .. content, (byte)'.']);
        var refused = 0;
        for (var at = 0; at < data.Length; at++)
        {
            var changed = data.ToArray();
            changed[at] ^= 0x10;
            try
            {
                Assert.Equal(content, (byte[])PickleReaderTests.Read(changed)!);
            }
            catch (PickleFormatException)
            {
                refused++;
            }
        }

        Assert.True(refused > data.Length - 20, $"{data.Length - refused} changes went unnoticed");   // time and system in the header are free
    }

    [Fact]
    public void A_changed_byte_of_a_plain_pickle_gives_a_value_or_the_one_exception()
    {
        foreach (var data in new[] { PickleSamples.Protocol0, PickleSamples.Protocol4, PickleSamples.Python2Protocol2 })
        {
            for (var at = 0; at < data.Length; at++)
            {
                foreach (var flip in new byte[] { 0x01, 0x10, 0x80, 0xff })
                {
                    var changed = data.ToArray();
                    changed[at] ^= flip;
                    try
                    {
                        PickleReaderTests.Read(changed);
                    }
                    catch (PickleFormatException)
                    {
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("T\u00ff\u00ff\u00ff\u007f")]                                                  // 2 GB
    [InlineData("B\u00ff\u00ff\u00ff\u00ff")]                                                  // 4 GB
    [InlineData("\u008e\u0000\u00e4\u000b\u0054\u0002\u0000\u0000\u0000")]                     // 10 GB
    [InlineData("\u0096\u0000\u00e4\u000b\u0054\u0002\u0000\u0000\u0000")]
    [InlineData("\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff")]                     // 16 EB
    [InlineData("X\u00ff\u00ff\u00ff\u00ff")]
    [InlineData("\u0095\u0000\u00e4\u000b\u0054\u0002\u0000\u0000\u0000")]
    [InlineData("\u008b\u00ff\u00ff\u00ff\u007f")]
    public void Claims_beyond_the_data_allocate_nothing(string claim)
    {
        foreach (var gzip in new[] { false, true })
        {
            var data = Encoding.Latin1.GetBytes("\u0080\u0004" + claim + "abc");
            data = gzip ? PickleReaderTests.Gzip(data) : data;
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<PickleFormatException>(() => PickleReaderTests.Read(data));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        }
    }

    [Fact]
    public void A_claim_behind_gzip_costs_no_more_than_the_data_behind_it()
    {
        // 8 MB of zeros that claim to be 1.9 GB: the compressed length alone does not rule it out.
        var padding = new byte[3_000_000];
        new Random(1).NextBytes(padding);
        var data = PickleReaderTests.Gzip([0x80, 4, 0x8e, .. BitConverter.GetBytes(3_000_000L), .. padding, (byte)'0', .. PickleReaderTests.BytesPickle(1_900_000_000, 8_000_000)]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<PickleFormatException>(() => PickleReaderTests.Read(data));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Theory]
    [InlineData("(I100000\nI100000\nt", "4", "takes")]           // 40 GB from 4 bytes
    [InlineData("(I-1\nI-1\nt", "1", "shape")]
    [InlineData("(I9999999999\nI9999999999\nI9999999999\nt", "1", "shape")]
    [InlineData("(I4294967296\nI4294967296\nt", "1", "shape")]
    [InlineData("(F2.0\nt", "1", "shape")]
    [InlineData("(I3\nt", "1", "takes 12 bytes, found 1")]
    public void Shapes_that_lie_are_refused(string shape, string bytes, string message)
    {
        var pickle = "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntR(I1\n" + shape
            + "cnumpy\ndtype\n(S'f4'\nI0\nI1\ntR(I3\nS'<'\nNNNI-1\nI-1\nI0\ntbI00\nS'" + new string('x', int.Parse(bytes)) + "'\ntb.";
        var error = Assert.Throws<PickleFormatException>(() => PickleReaderTests.Read(Encoding.Latin1.GetBytes(pickle)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        Refused("too deep: tuples", [.. "N"u8, .. Enumerable.Repeat((byte)0x85, 1_000_000), (byte)'.'], "deeper");
        Refused("too deep: lists", [.. Enumerable.Repeat((byte)']', 100_000), .. Enumerable.Repeat((byte)'a', 99_999), (byte)'.'], "deeper");
        Refused("contains itself", "]q\0h\0a."u8.ToArray(), "itself");
        Refused("marks", [.. Enumerable.Repeat((byte)'(', 1_000_000), (byte)'.'], "marks");
        Assert.NotNull(PickleReaderTests.Read([.. "N"u8, .. Enumerable.Repeat((byte)0x85, 500), (byte)'.']));
    }

    [Fact]
    public void Bombs_run_into_the_limits()
    {
        // A memo index near 2^32 must not size a table.
        Assert.Null(PickleReaderTests.Read([(byte)'N', (byte)'r', 0xff, 0xff, 0xff, 0xff, (byte)'.']));
        var limits = new PickleOptions { MaxMemoEntries = 100, MaxValues = 1000, MaxBytes = 1000 };
        Refused("memo", [.. "N"u8, .. Enumerable.Repeat((byte)0x94, 1000), (byte)'.'], "memo", limits);
        Refused("values", [.. Enumerable.Repeat((byte)']', 2000), (byte)'.'], "values", limits);
        Refused("bytes", PickleReaderTests.BytesPickle(1001, 1001), "1000 bytes", limits);
        Refused("integer", [.. "L"u8, .. Enumerable.Repeat((byte)'9', 100_000), (byte)'\n', (byte)'.'], "longer");
        // Each list holds the one before twice: 2^200 values to whoever walks them, 200 to the reader.
        byte[] doubling = [.. "]"u8, .. Enumerable.Repeat(new byte[] { (byte)'q', 0, (byte)'h', 0, 0x86 }, 200).SelectMany(b => b), (byte)'.'];
        Assert.NotNull(PickleReaderTests.Read(doubling));
        Refused("key", [.. "}"u8, .. doubling[..^1], .. "Ns."u8], "key");
    }

    [Fact]
    public void Endless_data_behind_the_end_is_refused() =>
        Refused("trailing", PickleReaderTests.Gzip([.. "N."u8, .. new byte[3 << 20]]), "follow");

    [Fact]
    public void Files_are_named()
    {
        var missing = Assert.Throws<FileNotFoundException>(() => PickleReader.Read("/nowhere/at-all.pkl"));
        Assert.Contains("at-all.pkl", missing.Message, StringComparison.Ordinal);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.pkl");
        File.WriteAllText(path, "cos\nsystem\n.");
        try
        {
            var error = Assert.Throws<PickleFormatException>(() => PickleReader.Read(path));
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
            Assert.Contains("os.system", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Refused(string what, byte[] data, string message, PickleOptions? options = null)
    {
        var error = Assert.Throws<PickleFormatException>(() => PickleReader.Read(new MemoryStream(data), options));
        Assert.True(error.Message.Contains(message, StringComparison.Ordinal), $"{what}: {error.Message}");
    }
}
