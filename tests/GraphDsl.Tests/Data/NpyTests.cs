using System.Text;

namespace GraphDsl.Tests.Data;

public sealed class NpyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("graphdsl").FullName;

    public static TheoryData<string> RoundTrips => ["Float32", "Bool", "Int64", "Half", "UInt8", "Scalar", "Empty", "Rank4"];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(RoundTrips))]
    public void Writes_byte_for_byte_what_NumPy_writes(string sample)
    {
        var bytes = Sample(sample);
        var written = new MemoryStream();
        Npy.Write(written, Read(bytes));
        Assert.Equal(bytes, written.ToArray());
    }

    [Fact]
    public void Reads_what_NumPy_writes()
    {
        float[] values = [-2.5f, -1.5f, -0.5f, 0.5f, 1.5f, 2.5f];
        foreach (var sample in new[] { NpySamples.Float32, NpySamples.Version2, NpySamples.Version3 })
        {
            Assert.Equal("float32 (2, 3)", Read(sample).ToString());
            Assert.Equal(values, Read(sample).ToArray<float>());
        }

        Assert.Equal([true, false, true], Read(NpySamples.Bool).ToArray<bool>());
        Assert.Equal([1.5, -2.5], Read(NpySamples.BigEndian).ToArray<double>());
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (double)i), Read(NpySamples.Fortran).ToArray<double>());
        Assert.Equal([2, 3, 4], Read(NpySamples.Fortran).Lengths.ToArray());
        Assert.Equal([], Read(NpySamples.Scalar).Lengths.ToArray());
        Assert.Equal([7.5], Read(NpySamples.Scalar).ToArray<double>());
        Assert.Equal([0, 3], Read(NpySamples.Empty).ToTensor<float>().Lengths.ToArray());
    }

    [Fact]
    public void Converts_and_refuses_by_type()
    {
        var array = Read(NpySamples.Int64);
        var error = Assert.Throws<InvalidCastException>(() => array.ToTensor<float>());
        Assert.Contains("int64", error.Message, StringComparison.Ordinal);
        Assert.Contains("ConvertTo<Single>", error.Message, StringComparison.Ordinal);
        Assert.Equal(-2.0, array.ConvertTo<double>()[0, 1]);
        var overflow = Assert.Throws<OverflowException>(() => array.ConvertTo<int>());
        Assert.Contains("element 2", overflow.Message, StringComparison.Ordinal);
        Assert.Contains("1099511627776", overflow.Message, StringComparison.Ordinal);
        Assert.Equal(1f, Read(NpySamples.Bool).ConvertTo<float>()[0]);
        Assert.Throws<NotSupportedException>(() => NumpyArray.From(new decimal[1]));
        Assert.Throws<ArgumentException>(() => NumpyArray.From(new float[5], 2, 3));
        Assert.Equal("float32 (2, 3)", NumpyArray.From(new float[6], 2, 3).ToString());
        Assert.Equal("float64 (1,)", NumpyArray.From(new double[1]).ToString());
        Assert.Equal("float64 ()", NumpyArray.From(new double[1], ReadOnlySpan<nint>.Empty).ToString());
        Assert.Throws<ArgumentException>(() => NumpyArray.From(new double[2], ReadOnlySpan<nint>.Empty));
    }

    [Theory]
    [InlineData("Objects", "O")]
    [InlineData("Structured", "descr")]
    public void Refuses_other_element_types(string sample, string mentioned)
    {
        var error = Assert.Throws<DataFormatException>(() => Read(Sample(sample)));
        Assert.Contains(mentioned, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        foreach (var sample in new[] { NpySamples.Float32, NpySamples.Version3 })
        {
            for (var length = 0; length < sample.Length; length++)
                Assert.Throws<DataFormatException>(() => Read(sample[..length]));
        }
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (100000, 25000), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1999999999,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'fortran_order': False, }")]
    [InlineData("{'descr': '<f4', 'fortran_order': __import__('os'), 'shape': (1,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': 1}")]
    [InlineData("")]
    public void Headers_that_lie_are_refused_before_anything_is_allocated(string header)
    {
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.Latin1.GetBytes(header), 0, 0, 0, 0];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DataFormatException>(() => Read(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Theory]
    [InlineData("{\"shape\": (2L, 1L), \"descr\": \"|u1\", \"fortran_order\": True}")]
    [InlineData("{'descr':'u1','fortran_order':False,'shape':(2,1)}\n")]
    [InlineData("{ 'shape' : ( 2 , 1 , ) , 'fortran_order' : False , 'descr' : '=u1' , }  \n")]
    public void Headers_of_other_writers_are_understood(string header)
    {
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.Latin1.GetBytes(header), 7, 8];
        Assert.Equal("uint8 (2, 1)", Read(file).ToString());
    }

    [Fact]
    public void Files_are_written_whole_or_not_at_all()
    {
        var path = Path.Combine(folder, "w.npy");
        Npy.Write(path, NumpyArray.From(new[] { 1f, 2f }));
        Assert.Equal([1f, 2f], Npy.Read(path).ToArray<float>());
        Assert.Equal(2, Npy.Read<float>(path).FlattenedLength);
        Assert.Throws<InvalidCastException>(() => Npy.Read<double>(path));

        var failing = Assert.Throws<InvalidOperationException>(() => Npz.Write(path, Failing()));
        Assert.Equal("on the way", failing.Message);
        Assert.Throws<InvalidOperationException>(() => DataFile.WriteAtomically(path, file =>
        {
            file.WriteByte(1);
            throw new InvalidOperationException("on the way");
        }));
        Assert.Equal([1f, 2f], Npy.Read(path).ToArray<float>());
        Assert.Equal([path], Directory.GetFiles(folder));

        Assert.Throws<DirectoryNotFoundException>(() => Npy.Write(Path.Combine(folder, "none", "w.npy"), NumpyArray.From(new[] { 1f })));
        var missing = Assert.Throws<FileNotFoundException>(() => Npy.Read(Path.Combine(folder, "none.npy")));
        Assert.Contains("none.npy", missing.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string, NumpyArray)> Failing()
    {
        yield return ("a", NumpyArray.From(new[] { 1f }));
        throw new InvalidOperationException("on the way");
    }

    private static byte[] Sample(string name) => (byte[])typeof(NpySamples).GetProperty(name)!.GetValue(null)!;

    private static NumpyArray Read(byte[] data) => Npy.Read(new MemoryStream(data));
}
