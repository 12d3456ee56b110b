namespace GraphDsl.Examples;

/// <summary>A picture in shades of gray, one byte a pixel, row by row: 0 is black.</summary>
internal sealed class GrayImage
{
    /// <summary>A black picture.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It would have no pixel.</exception>
    public GrayImage(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        Width = width;
        Height = height;
        Pixels = new byte[checked(width * height)];
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>The number of rows.</summary>
    public int Height { get; }

    /// <summary>All pixels.</summary>
    public byte[] Pixels { get; }

    /// <summary>The pixels of a row.</summary>
    public Span<byte> Row(int y) => Pixels.AsSpan(y * Width, Width);
}
