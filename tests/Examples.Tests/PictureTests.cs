using System.Numerics.Tensors;
using GraphDsl.Examples;

namespace GraphDsl.Tests;

/// <summary>Pictures, read back by a decoder of the tests' own.</summary>
public class PictureTests
{
    [Fact]
    public void Checksums_are_those_of_the_specification()
    {
        // The end of every PNG file is the same twelve bytes.
        var file = new MemoryStream();
        Png.Write(file, new GrayImage(1, 1));
        Assert.Equal([0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82], file.ToArray()[^12..]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(1, 300)]
    [InlineData(257, 64)]
    public void Pictures_come_back_as_they_were(int width, int height)
    {
        var image = new GrayImage(width, height);
        new Random(1).NextBytes(image.Pixels);
        var file = new MemoryStream();
        Png.Write(file, image);
        var (w, h, pixels) = PngDecoder.Decode(file.ToArray());
        Assert.Equal((width, height), (w, h));
        Assert.Equal(image.Pixels, pixels);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-1, 1)]
    public void Pictures_have_pixels(int width, int height) => Assert.Throws<ArgumentOutOfRangeException>(() => new GrayImage(width, height));

    [Fact]
    public void Tiles_are_scaled_each_by_itself_and_lie_row_by_row()
    {
        // Three images of 1 by 2 in two rows of two: the last place stays black, as do the lines between.
        var picture = Tiles.Arrange(Images(3, 2, -1, 1, 10, 5, 0, 2), (1, 2), (2, 2));
        Assert.Equal((5, 3), (picture.Width, picture.Height));
        Assert.Equal(
            [
                0, 254, 0, 254, 0,
                0, 0, 0, 0, 0,
                0, 254, 0, 0, 0,
            ],
            picture.Pixels);
    }

    [Fact]
    public void Values_from_0_to_1_may_stay_as_they_are()
    {
        var picture = Tiles.Arrange(Images(1, 5, -1, 0, 0.5, 1, 2), (5, 1), (1, 1), scale: false);
        Assert.Equal([0, 0, 127, 255, 255], picture.Pixels);
    }

    [Fact]
    public void A_filter_of_one_shade_is_black_and_so_is_what_is_not_a_number()
    {
        Assert.All(Tiles.Arrange(Images(1, 4, 7, 7, 7, 7), (2, 2), (1, 1)).Pixels, pixel => Assert.Equal(0, pixel));
        Assert.All(Tiles.Arrange(Images(1, 2, double.NaN, 1), (1, 2), (1, 1)).Pixels, pixel => Assert.Equal(0, pixel));
        Assert.Equal([0, 0], Tiles.Arrange(Images(1, 2, 1, double.PositiveInfinity), (1, 2), (1, 1)).Pixels);
    }

    [Fact]
    public void No_filters_make_a_black_picture_and_too_many_are_left_out()
    {
        var none = Tiles.Arrange(Images(0, 4), (2, 2), (2, 3));
        Assert.Equal((8, 5), (none.Width, none.Height));
        Assert.All(none.Pixels, pixel => Assert.Equal(0, pixel));
        Assert.Equal([0, 254], Tiles.Arrange(Images(2, 2, 0, 1, 1, 0), (1, 2), (1, 1)).Pixels);
        Assert.Throws<ArgumentOutOfRangeException>(() => Tiles.Arrange(Images(1, 4, 1, 2, 3, 4), (2, 2), (0, 3)));
    }

    [Fact]
    public void Tiles_may_touch() => Assert.Equal(4, Tiles.Arrange(Images(2, 2, 0, 1, 0, 1), (1, 2), (1, 2), spacing: 0).Width);

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    [InlineData(2, 2)]
    public void Tiles_lie_in_the_order_of_reading(int down, int across)
    {
        var picture = Tiles.Arrange(Images(3, 1, 0.25, 0.5, 1), (1, 1), (down, across), spacing: 0, scale: false);
        Assert.Equal((across, down), (picture.Width, picture.Height));
        Assert.Equal([63, 127, 255], picture.Pixels[..3]);
    }

    [Fact]
    public void Images_have_the_size_that_is_said()
    {
        Assert.Throws<ArgumentException>(() => Tiles.Arrange(Images(1, 4, 1, 2, 3, 4), (2, 3), (1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tiles.Arrange(Images(1, 4, 1, 2, 3, 4), (2, 2), (1, 1), spacing: -1));
    }

    private static Tensor<floatX> Images(int count, int pixels, params double[] values) =>
        Tensor.Create(Array.ConvertAll(values, value => (floatX)value), [count, pixels]);
}
