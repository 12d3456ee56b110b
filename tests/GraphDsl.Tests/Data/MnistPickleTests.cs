using System.Numerics.Tensors;
using System.Text;

namespace GraphDsl.Tests.Data;

public sealed class MnistPickleTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("graphdsl").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SharedDataFact]
    public void The_full_set_holds_the_published_facts()
    {
        var data = MnistPickle.Load(SharedData.Path("data/mnist.pkl.gz"));
        Assert.Equal((50000, 10000, 10000), (data.Train.Count, data.Validation.Count, data.Test.Count));
        foreach (var set in new[] { data.Train, data.Validation, data.Test })
            Assert.Equal([set.Count, 784], set.Images.Lengths.ToArray());
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], Labels(data.Train)[..10]);
        Assert.Equal([3, 8, 6, 9, 6, 4, 5, 3, 8, 4], Labels(data.Validation)[..10]);
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], Labels(data.Test)[..10]);
        Assert.Equal([4932, 5678, 4968, 5101, 4859, 4506, 4951, 5175, 4842, 4988], Labels(data.Train).CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        var pixels = new float[data.Train.Images.FlattenedLength];
        data.Train.Images.FlattenTo(pixels);
        Assert.Equal(0.13045, pixels.Average(pixel => (double)pixel), 5);
        Assert.Equal((0f, 0.99609375f), (pixels.Min(), pixels.Max()));
    }

    [SharedDataFact]
    public void The_small_set_is_the_first_part_of_the_full_one()
    {
        var data = MnistPickle.Load(SharedData.Path("data/mnist-small.pkl.gz"));
        Assert.Equal((5000, 1000, 1000), (data.Train.Count, data.Validation.Count, data.Test.Count));
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], Labels(data.Test)[..10]);
    }

    [SharedDataFact]
    public void A_truncated_file_is_named()
    {
        var whole = File.ReadAllBytes(SharedData.Path("data/mnist-small.pkl.gz"));
        foreach (var length in new[] { 0, 1, 2, 9, 10, 11, 100, 5000, whole.Length / 2, whole.Length - 9, whole.Length - 8, whole.Length - 7, whole.Length - 1 })
        {
            var path = Write("cut.pkl.gz", whole[..length]);
            var error = Assert.Throws<DataFormatException>(() => MnistPickle.Load(path));
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
        }
    }

    [SharedDataFact]
    public void A_corrupted_file_is_named()
    {
        var whole = File.ReadAllBytes(SharedData.Path("data/mnist-small.pkl.gz"));
        foreach (var at in new[] { 5000, whole.Length / 2, whole.Length - 8, whole.Length - 1 })
        {
            var changed = whole.ToArray();
            changed[at] ^= 0x40;
            var path = Write("bad.pkl.gz", changed);
            var error = Assert.Throws<DataFormatException>(() => MnistPickle.Load(path));
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<FileNotFoundException>(() => MnistPickle.Load(Path.Combine(folder, "none.pkl.gz")));
        Assert.Contains("none.pkl.gz", error.Message, StringComparison.Ordinal);
        Assert.Throws<IOException>(() => MnistPickle.Load(folder));
    }

    [Fact]
    public void A_small_set_of_the_right_form_is_read()
    {
        var pair = Pair(2, 784, "I3\nI7\n");
        var data = MnistPickle.Load(Write("fine.pkl", Pickle($"({pair}{pair}{pair}t.")));
        Assert.Equal([3, 7], Labels(data.Train));
        Assert.Equal([2, 784], data.Test.Images.Lengths.ToArray());
        Assert.Equal([2, 784], data.Test.ImagesAs<double>().Lengths.ToArray());
        Assert.Equal([3f, 7f], data.Test.LabelsAs<float>());
        Assert.Same(data.Test.Images, data.Test.ImagesAs<float>());
        var (images, labels) = data.Validation;
        Assert.Equal(2, images.Lengths[0]);
        Assert.Equal(2, labels.FlattenedLength);
    }

    [Fact]
    public void A_file_of_another_form_is_refused_with_what_was_found()
    {
        var fine = Pair(2, 784, "I3\nI7\n");
        Refused($"({fine}{fine}t.", "three pairs", "a tuple of 2");
        Refused("I5\n.", "three pairs", "5");
        Refused($"({fine}I5\n{fine}t.", "validation", "a pair of arrays", "5");
        Refused($"({fine}{fine}{Pair(2, 783, "I3\nI7\n")}t.", "test images", "784", "(2, 783)");
        Refused($"({fine}{Pair(3, 784, "I3\nI7\n")}{fine}t.", "validation", "3 images", "2 labels");
        Refused($"({Pair(2, 784, "I3\nI10\n")}{fine}{fine}t.", "train label 1", "found 10");
        Refused($"({fine}{fine}{Pair(2, 784, "I-1\nI1\n")}t.", "test label 0", "found -1");
        Refused("cos\nsystem\n.", "os.system");
    }

    private void Refused(string pickle, params string[] mentioned)
    {
        var path = Write("other.pkl", Pickle(pickle));
        var error = Assert.Throws<DataFormatException>(() => MnistPickle.Load(path));
        Assert.All(mentioned.Prepend(path), part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    // A pair of zero images and labels, as text of protocol 0.
    private static string Pair(int images, int columns, string labels)
    {
        var digits = labels.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => long.Parse(line[1..])).ToArray();
        var bytes = digits.SelectMany(BitConverter.GetBytes).Select(value => $"\\x{value:x2}");
        return "(" + Array("f4", $"I{images}\nI{columns}\n", string.Concat(Enumerable.Repeat("\\x00", images * columns * 4)))
            + Array("i8", $"I{digits.Length}\n", string.Concat(bytes)) + "t";
    }

    private static string Array(string type, string shape, string bytes) =>
        "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntR(I1\n(" + shape + "tcnumpy\ndtype\n(S'" + type
        + "'\nI0\nI1\ntR(I3\nS'<'\nNNNI-1\nI-1\nI0\ntbI00\nS'" + bytes + "'\ntb";

    private static byte[] Pickle(string text) => Encoding.Latin1.GetBytes(text);

    private static int[] Labels(MnistSet set)
    {
        var labels = new int[set.Count];
        set.Labels.FlattenTo(labels);
        return labels;
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
