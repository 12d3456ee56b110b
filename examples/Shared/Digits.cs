using System.Numerics;
using System.Numerics.Tensors;

namespace GraphDsl.Examples;

/// <summary>The three sets of digits to train on, and where they come from.</summary>
internal static class Digits
{
    /// <summary>The name that stands for digits drawn here, in place of a file.</summary>
    public const string Synthetic = "synthetic";

    /// <summary>
    /// Loads MNIST from <paramref name="path"/> (or draws digits where that is <see cref="Synthetic"/>), else from the places that <see cref="MnistFile"/> knows; where there
    /// is none, draws digits of our own, and says so.
    /// </summary>
    public static MnistData Load(string? path, TextWriter output)
    {
        if (path == Synthetic)
        {
            output.WriteLine("Drawing synthetic digits");
            return SyntheticDigits.Draw();
        }

        path ??= MnistFile.Find();
        if (path is not null)
        {
            output.WriteLine($"Loading {path}");
            return MnistPickle.Load(path);
        }

        output.WriteLine($"No MNIST here: training on synthetic digits instead (expected {MnistFile.Expected})");
        return SyntheticDigits.Draw();
    }

    /// <summary>How many whole minibatches each set gives.</summary>
    /// <exception cref="DataFormatException">A set has not even one.</exception>
    public static Batches CountBatches(MnistData data, int size) => new(Count(data.Train, size), Count(data.Validation, size), Count(data.Test, size));

    /// <summary>The first rows of a matrix, copied.</summary>
    public static Tensor<T> FirstRows<T>(Tensor<T> matrix, int count) where T : INumberBase<T>
    {
        var rows = Tensor.CreateFromShapeUninitialized<T>([count, matrix.Lengths[1]]);
        matrix.Slice([0..count, Range.All]).CopyTo(rows);
        return rows;
    }

    /// <summary>The first images of each set; a set that has fewer stays as it is.</summary>
    public static MnistData First(MnistData data, int train, int others) =>
        new(First(data.Train, train), First(data.Validation, others), First(data.Test, others));

    /// <summary>The images of a set on the device. The loaded array serves as it is, without a copy.</summary>
    public static SharedMatrix<floatX> ShareImages(MnistSet set) => new(set.ImagesAs<floatX>(), borrow: true, name: $"{set.Name} images");

    /// <summary>The labels of a set on the device, without a copy.</summary>
    public static SharedVector<int> ShareLabels(MnistSet set) => new(set.Labels, borrow: true, name: $"{set.Name} labels");

    private static MnistSet First(MnistSet set, int count) => set.Count <= count
        ? set
        : new MnistSet(set.Name, FirstRows(set.Images, count), Tensor.Create(set.Labels.Take(count).ToArray(), [count]));

    private static int Count(MnistSet set, int size) => set.Count >= size
        ? set.Count / size
        : throw new DataFormatException($"the {set.Name} set has {set.Count} images, less than one minibatch of {size}");
}
