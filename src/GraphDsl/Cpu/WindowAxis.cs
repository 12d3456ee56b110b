using System.ComponentModel;

namespace GraphDsl.Cpu;

/// <summary>
/// How windows lie on one axis of an image: window k begins at <c>k * Step - Pad</c> and has <c>Window</c> elements, <c>Dilation</c>
/// apart. Elements outside of the image are padding.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct WindowAxis
{
    /// <summary>Describes an axis.</summary>
    /// <param name="image">The length of the image.</param>
    /// <param name="window">The elements of a window.</param>
    /// <param name="count">The number of windows.</param>
    /// <param name="pad">Elements of padding before the image.</param>
    /// <param name="step">From one window to the next.</param>
    /// <param name="dilation">From one element of a window to the next.</param>
    public WindowAxis(nint image, nint window, nint count, nint pad = 0, nint step = 1, nint dilation = 1)
    {
        (Image, Window, Count, Pad, Step, Dilation) = (image, window, count, pad, step, dilation);
    }

    internal nint Image { get; }

    internal nint Window { get; }

    internal nint Count { get; }

    internal nint Pad { get; }

    internal nint Step { get; }

    internal nint Dilation { get; }

    /// <summary>The image with its padding; windows may end past it or before.</summary>
    internal nint Padded => Image + (2 * Pad);

    /// <summary>The elements of a window that lie on the image where dilation is 1: from the first to behind the last.</summary>
    internal (nint From, nint To) Inside(nint window)
    {
        nint start = (window * Step) - Pad;
        return (Math.Max(start, 0), Math.Min(start + Window, Image));
    }

    /// <summary>Of the windows first .. first + count those whose element at an offset from their start lies on the image, counted from first.</summary>
    internal (nint From, nint To) Inside(nint first, nint count, nint offset)
    {
        nint before = Pad - offset, last = Image - 1 + before;
        return (Math.Max(0, ((before + Step - 1) / Step) - first), Math.Min(count, last < 0 ? 0 : (last / Step) + 1 - first));
    }
}
