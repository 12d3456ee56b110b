using System.Numerics;
using System.Numerics.Tensors;

namespace GraphDsl;

/// <summary>One of MNIST's three sets.</summary>
/// <param name="Name"><c>train</c>, <c>validation</c> or <c>test</c>.</param>
/// <param name="Images">(N, 784): a row an image of 28 by 28 pixels from 0 (black) to 0.99609375.</param>
/// <param name="Labels">(N): the digits, 0 to 9.</param>
public sealed record MnistSet(string Name, Tensor<float> Images, Tensor<int> Labels)
{
    /// <summary>The number of images.</summary>
    public int Count => (int)Labels.FlattenedLength;

    /// <summary>The images as numbers of another type; <c>floatX</c>, for example. Without a copy where it is float.</summary>
    /// <typeparam name="T">The element type wanted.</typeparam>
    public Tensor<T> ImagesAs<T>() where T : INumberBase<T> => Convert<float, T>(Images);

    /// <summary>The labels as numbers of another type, as the tutorials store them. Without a copy where it is int.</summary>
    /// <typeparam name="T">The element type wanted.</typeparam>
    public Tensor<T> LabelsAs<T>() where T : INumberBase<T> => Convert<int, T>(Labels);

    /// <summary>Takes the set apart, as the tutorials do: <c>var (x, y) = data.Train</c>.</summary>
    /// <param name="images">(N, 784).</param>
    /// <param name="labels">(N).</param>
    public void Deconstruct(out Tensor<float> images, out Tensor<int> labels) => (images, labels) = (Images, Labels);

    private static Tensor<TTo> Convert<TFrom, TTo>(Tensor<TFrom> tensor) where TFrom : INumberBase<TFrom> where TTo : INumberBase<TTo>
    {
        if (tensor is Tensor<TTo> same)
            return same;
        var converted = Tensor.CreateFromShapeUninitialized<TTo>(tensor.Lengths);
        Tensor.ConvertChecked<TFrom, TTo>(tensor, converted);
        return converted;
    }
}

/// <summary>MNIST as the Deep Learning Tutorials divide it.</summary>
/// <param name="Train">50,000 images in the full file.</param>
/// <param name="Validation">10,000 images in the full file.</param>
/// <param name="Test">10,000 images in the full file.</param>
public sealed record MnistData(MnistSet Train, MnistSet Validation, MnistSet Test);

/// <summary>
/// Reads the tutorials' <c>mnist.pkl.gz</c>: three pairs of images, float32 (N, 784), and labels, integers (N), for
/// training, validation and test.
/// </summary>
public static class MnistPickle
{
    private const int Pixels = 28 * 28;
    private const int Classes = 10;
    private static readonly string[] SetNames = ["train", "validation", "test"];

    /// <summary>Loads a file.</summary>
    /// <param name="path">The pickle, gzip or plain.</param>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="DataFormatException">
    /// The file is truncated, corrupted, no pickle, or not of MNIST's form; the message names the file, and the set,
    /// row and value where a label is not a digit.
    /// </exception>
    public static MnistData Load(string path)
    {
        using var file = DataFile.Open(path, "MNIST");
        return Load(file, path);
    }

    /// <summary>Loads from a stream, which stays open.</summary>
    /// <param name="stream">The pickle, gzip or plain.</param>
    /// <exception cref="DataFormatException">As for <see cref="Load(string)"/>.</exception>
    public static MnistData Load(Stream stream) => Load(stream, "MNIST");

    private static MnistData Load(Stream stream, string path)
    {
        object? content;
        try
        {
            content = PickleReader.Read(stream);
        }
        catch (PickleFormatException e)
        {
            throw new DataFormatException($"{path}: {e.Message}", e) { Position = e.Position };
        }

        if (Items(content) is not { Count: 3 } sets)
            throw new DataFormatException($"{path}: expected three pairs of images and labels (train, validation, test), found {PickleConstructors.Describe(content)}");
        return new MnistData(Set(path, 0, sets[0]), Set(path, 1, sets[1]), Set(path, 2, sets[2]));
    }

    private static MnistSet Set(string path, int index, object? content)
    {
        var name = SetNames[index];
        if (Items(content) is not [NumpyArray images, NumpyArray labels])
            throw new DataFormatException($"{path}: expected {name} to be a pair of arrays, images and labels, found {PickleConstructors.Describe(content)}");
        if (images.ElementType != typeof(float) || images.Rank != 2 || images.Lengths[1] != Pixels)
            throw new DataFormatException($"{path}: expected the {name} images to be float32 (N, {Pixels}), found {images}");
        if (labels.Type.Code[0] is not ('i' or 'u') || labels.Rank != 1)
            throw new DataFormatException($"{path}: expected the {name} labels to be integers (N,), found {labels}");
        if (images.Lengths[0] != labels.Lengths[0])
            throw new DataFormatException($"{path}: the {name} set has {images.Lengths[0]} images and {labels.Lengths[0]} labels");

        var digits = new int[labels.Count];
        for (var row = 0; row < digits.Length; row++)
        {
            var label = labels.Type.Element(labels.Data, row);
            digits[row] = Digit(label) ?? throw new DataFormatException($"{path}: {name} label {row}: expected 0 to {Classes - 1}, found {label}");
        }

        return new MnistSet(name, images.ToTensor<float>(), Tensor.Create(digits, [digits.Length]));
    }

    private static int? Digit(object label)
    {
        var value = Convert.ToDecimal(label, System.Globalization.CultureInfo.InvariantCulture);
        return value is >= 0 and < Classes ? (int)value : null;
    }

    private static IList<object?>? Items(object? value) => value switch
    {
        object?[] tuple => tuple,
        List<object?> list => list,
        _ => null,
    };
}
