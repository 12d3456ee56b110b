using System.Numerics.Tensors;
using System.Text.Json;

namespace GraphDsl.Tests.Support;

/// <summary>The development copies of MNIST as floatX, and what Theano computed from them.</summary>
internal static class Mnist
{
    private static readonly Lazy<MnistData> Whole = new(() => MnistPickle.Load(SharedData.Path("data/mnist.pkl.gz")));
    private static readonly Lazy<MnistData> First = new(() => MnistPickle.Load(SharedData.Path("data/mnist-small.pkl.gz")));

    /// <summary>All of it.</summary>
    public static MnistData Full => Whole.Value;

    /// <summary>The first 5000, 1000 and 1000 images.</summary>
    public static MnistData Small => First.Value;

    /// <summary>A file of what Theano computed.</summary>
    public static JsonElement Golden(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.Path($"data/golden/{name}.json")));
        return document.RootElement.Clone();
    }

    /// <summary>The first images of a set.</summary>
    public static floatX[] Images(MnistSet set, int count)
    {
        var pixels = set.Images.Elements();
        var images = new floatX[count * 784];
        for (int i = 0; i < images.Length; i++) images[i] = pixels[i];
        return images;
    }

    /// <summary>The first labels of a set.</summary>
    public static int[] Labels(MnistSet set, int count) => [.. set.Labels.Elements().Take(count).Select(label => (int)label)];

    /// <summary>Images and labels that any machine can make: ten noisy prototypes.</summary>
    public static (floatX[] Images, int[] Labels) Synthetic(int count, int seed = 1)
    {
        var random = new Random(seed);
        var prototypes = new double[10 * 784];
        for (int i = 0; i < prototypes.Length; i++) prototypes[i] = random.NextDouble() < 0.2 ? 1 : 0;
        var images = new floatX[count * 784];
        var labels = new int[count];
        for (int row = 0; row < count; row++)
        {
            labels[row] = random.Next(10);
            for (int i = 0; i < 784; i++)
                images[row * 784 + i] = (floatX)(prototypes[labels[row] * 784 + i] * random.NextDouble());
        }
        return (images, labels);
    }

    /// <summary>A matrix of images as a shared variable.</summary>
    public static SharedMatrix<floatX> Share(floatX[] images, string? name = null) =>
        new(Tensor.Create(images, [images.Length / 784, 784]), borrow: true, name);
}
