using System.ComponentModel;

namespace GraphDsl.Cpu;

/// <summary>The sizes of a convolution: images [batch, channels, rows, columns], filters [filters, channels, rows, columns], windows [batch, filters, rows, columns].</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ConvolutionSizes
{
    /// <summary>Describes a convolution.</summary>
    /// <param name="batch">The number of images.</param>
    /// <param name="channels">The number of channels of an image.</param>
    /// <param name="filters">The number of filters.</param>
    /// <param name="rows">The windows on the rows.</param>
    /// <param name="columns">The windows on the columns.</param>
    /// <param name="flip">Whether the last element of a filter meets the first of a window.</param>
    public ConvolutionSizes(nint batch, nint channels, nint filters, WindowAxis rows, WindowAxis columns, bool flip)
    {
        (Batch, Channels, Filters, Rows, Columns, Flip) = (batch, channels, filters, rows, columns, flip);
    }

    internal nint Batch { get; }

    internal nint Channels { get; }

    internal nint Filters { get; }

    internal WindowAxis Rows { get; }

    internal WindowAxis Columns { get; }

    internal bool Flip { get; }

    /// <summary>The elements of a filter in one channel.</summary>
    internal nint Taps => Rows.Window * Columns.Window;

    /// <summary>The elements of a filter.</summary>
    internal nint Depth => Channels * Taps;

    /// <summary>The windows on an image.</summary>
    internal nint Positions => Rows.Count * Columns.Count;

    /// <summary>The elements of an image.</summary>
    internal nint ImageSize => Channels * Rows.Image * Columns.Image;

    /// <summary>The estimated work of one image, in the units of <see cref="Partition"/>.</summary>
    internal long Cost => (long)Math.Max(1, (double)Depth * Filters * Positions / 5);
}
