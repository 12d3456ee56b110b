using System.Numerics.Tensors;

namespace GraphDsl.Examples;

/// <summary>Many small images in one picture, as the tutorials show filters and samples (<c>tile_raster_images</c>).</summary>
internal static class Tiles
{
    // Keeps an image of one shade from being divided by 0: it becomes black.
    private const double Epsilon = 1e-8;

    /// <summary>Lays images out in rows, black between them and where there are too few; those beyond the last tile are left out.</summary>
    /// <param name="images">An image a row, its pixels row by row.</param>
    /// <param name="size">The height and width of an image.</param>
    /// <param name="tiles">How many lie below and beside one another.</param>
    /// <param name="spacing">The pixels between two of them.</param>
    /// <param name="scale">Whether each image is stretched from black to white; else its values count from 0, black, to 1, white.</param>
    /// <exception cref="ArgumentException">The rows are not images of that size.</exception>
    public static GrayImage Arrange(Tensor<floatX> images, (int Height, int Width) size, (int Down, int Across) tiles, int spacing = 1, bool scale = true)
    {
        if (images.Rank != 2 || images.Lengths[1] != size.Height * size.Width)
            throw new ArgumentException($"the rows are not images of {size.Height} by {size.Width}", nameof(images));
        ArgumentOutOfRangeException.ThrowIfNegative(spacing);

        var picture = new GrayImage((size.Width + spacing) * tiles.Across - spacing, (size.Height + spacing) * tiles.Down - spacing);
        var pixels = new floatX[images.FlattenedLength];
        images.FlattenTo(pixels);
        var length = size.Height * size.Width;
        for (var tile = 0; tile < Math.Min(tiles.Down * tiles.Across, images.Lengths[0]); tile++)
        {
            var image = pixels.AsSpan(tile * length, length);
            var (low, range) = scale && length > 0 ? Range(image) : (0, 1);
            var (top, left) = (tile / tiles.Across * (size.Height + spacing), tile % tiles.Across * (size.Width + spacing));
            for (var y = 0; y < size.Height; y++)
                for (var x = 0; x < size.Width; x++)
                    picture.Row(top + y)[left + x] = Shade((image[y * size.Width + x] - low) / range);
        }

        return picture;
    }

    private static (double Low, double Range) Range(ReadOnlySpan<floatX> image)
    {
        double low = TensorPrimitives.Min(image), high = TensorPrimitives.Max(image);
        return (low, high - low + Epsilon);
    }

    // A conversion that saturates: beyond white is white, and what is not a number is black.
    private static byte Shade(double value) => (byte)(255 * Math.Clamp(double.IsNaN(value) ? 0 : value, 0, 1));
}
