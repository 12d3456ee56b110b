using System.IO.Compression;
using System.Numerics.Tensors;

namespace GraphDsl.Tests.Data;

public sealed class NpzTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("graphdsl").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Reads_what_NumPy_writes()
    {
        foreach (var sample in new[] { NpySamples.Npz, NpySamples.NpzCompressed })
        {
            var arrays = Npz.Read(new MemoryStream(sample));
            Assert.Equal(["W", "b", "a.name/with parts", "zeros"], arrays.Keys);
            Assert.Equal([-2.5f, -1.5f, -0.5f, 0.5f, 1.5f, 2.5f], arrays["W"].ToArray<float>());
            Assert.Equal([0L, 1, 2], arrays["b"].ToArray<long>());
            Assert.Equal([2.5], arrays["a.name/with parts"].ToArray<double>());
            Assert.Equal([1000, 20], arrays["zeros"].Lengths.ToArray());
        }
    }

    [Fact]
    public void What_is_written_reads_back_and_is_always_the_same()
    {
        var path = Path.Combine(folder, "model.npz");
        var weights = Tensor.Create(new[] { 1f, 2f, 3f, 4f, 5f, 6f }, [2, 3]);
        void Write() => Npz.Write(path, ("W", NumpyArray.From(weights)), ("b", NumpyArray.From(new[] { 1, -1 })), ("on", NumpyArray.From(new[] { true })));
        Write();
        var first = File.ReadAllBytes(path);
        Write();
        Assert.Equal(first, File.ReadAllBytes(path));
        using (var zip = ZipFile.OpenRead(path))
            Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));   // no clock in it

        var arrays = Npz.Read(path);
        Assert.Equal(["W", "b", "on"], arrays.Keys);
        Assert.Equal("float32 (2, 3)", arrays["W"].ToString());
        Assert.Equal(6f, arrays["W"].ToTensor<float>()[1, 2]);
        Assert.Equal([1, -1], arrays["b"].ToArray<int>());
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void A_changed_or_missing_byte_is_noticed()
    {
        var noticed = 0;
        var whole = NpySamples.NpzCompressed;
        var expected = Describe(Npz.Read(new MemoryStream(whole)));
        for (var at = 0; at < whole.Length; at++)
        {
            Assert.Throws<DataFormatException>(() => Npz.Read(new MemoryStream(whole[..at])));
            var changed = whole.ToArray();
            changed[at] ^= 0x24;
            try
            {
                // Only names, times and the like may change unnoticed; never an array.
                Assert.Equal(expected, Describe(Npz.Read(new MemoryStream(changed))));
            }
            catch (DataFormatException)
            {
                noticed++;
            }
        }

        Assert.True(noticed > whole.Length / 3, $"{noticed} of {whole.Length} changes noticed");
    }

    [Fact]
    public void A_claim_beyond_what_deflate_can_hold_is_refused()
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("bomb.npy", CompressionLevel.Optimal).Open();
            entry.Write([0x93, .. "NUMPY"u8, 1, 0, 70, 0, .. "{'descr': '<f4', 'fortran_order': False, 'shape': (500000000,)}".PadRight(70).Select(c => (byte)c)]);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<DataFormatException>(() => Npz.Read(file));
        Assert.Contains("bomb", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void Refuses_names_given_twice_and_files_of_other_kinds()
    {
        var array = NumpyArray.From(new[] { 1f });
        var path = Path.Combine(folder, "x.npz");
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => Npz.Write(path, ("a", array), ("a", array))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
        File.WriteAllText(path, "no zip file");
        Assert.Contains(path, Assert.Throws<DataFormatException>(() => Npz.Read(path)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => Npz.Read(Path.Combine(folder, "none.npz")));
    }

    private static string Describe(IReadOnlyDictionary<string, NumpyArray> arrays) =>
        string.Join(";", arrays.Values.Select(array => $"{array}: {string.Join(",", array.ConvertTo<double>().ToArray().Take(10))}"));
}

file static class TensorExtensions
{
    public static double[] ToArray(this Tensor<double> tensor)
    {
        var elements = new double[tensor.FlattenedLength];
        tensor.FlattenTo(elements);
        return elements;
    }
}
