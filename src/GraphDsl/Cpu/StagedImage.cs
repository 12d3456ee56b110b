using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

/// <summary>
/// Images as the convolution's loops read them: with their padding, and the columns sorted by their place within a step, so that
/// the elements which neighbouring windows look at lie side by side whatever the step. Loops may read a few vectors past the end.
/// </summary>
internal readonly unsafe struct StagedImage<T> where T : unmanaged
{
    private readonly ConvolutionSizes sizes;
    private readonly nint width; // of the columns of one place within a step

    public StagedImage(in ConvolutionSizes sizes)
    {
        this.sizes = sizes;
        width = (sizes.Columns.Padded + sizes.Columns.Step - 1) / sizes.Columns.Step;
        RowLength = width * sizes.Columns.Step;
        Plane = sizes.Rows.Padded * RowLength;
    }

    /// <summary>The distance of rows.</summary>
    public nint RowLength { get; }

    /// <summary>The elements of a channel.</summary>
    public nint Plane { get; }

    /// <summary>The elements of an image.</summary>
    public nint Size => sizes.Channels * Plane;

    /// <summary>The distance of windows in the direction of rows; in that of columns it is 1.</summary>
    public nint WindowRow => sizes.Rows.Step * RowLength;

    /// <summary>Whether there is nothing to stage: images lie in this way already.</summary>
    public bool IsImage => sizes.Rows.Pad == 0 && sizes.Columns.Pad == 0 && sizes.Columns.Step == 1;

    /// <summary>Where each element of a filter (in memory order) meets the image, from the start of a window.</summary>
    public void FindOffsets(nint* offsets)
    {
        var (rows, columns) = (sizes.Rows, sizes.Columns);
        for (nint channel = 0, k = 0; channel < sizes.Channels; channel++)
        {
            for (nint i = 0; i < rows.Window; i++)
            {
                nint row = (sizes.Flip ? rows.Window - 1 - i : i) * rows.Dilation;
                for (nint j = 0; j < columns.Window; j++, k++)
                    offsets[k] = (channel * Plane) + (row * RowLength) + Place((sizes.Flip ? columns.Window - 1 - j : j) * columns.Dilation);
            }
        }
    }

    /// <summary>Copies an image here, zeros around it.</summary>
    public void Load(T* image, T* staged)
    {
        var (rows, columns) = (sizes.Rows, sizes.Columns);
        var all = new Span<T>(staged, checked((int)Size));
        if (IsImage)
        {
            new ReadOnlySpan<T>(image, all.Length).CopyTo(all);
            return;
        }
        all.Clear();
        for (nint channel = 0; channel < sizes.Channels; channel++, staged += Plane)
        {
            T* target = staged + (rows.Pad * RowLength);
            for (nint row = 0; row < rows.Image; row++, image += columns.Image, target += RowLength)
            {
                if (columns.Step == 1) new ReadOnlySpan<T>(image, (int)columns.Image).CopyTo(new(target + columns.Pad, (int)columns.Image));
                else for (nint x = 0; x < columns.Image; x++) target[Place(x + columns.Pad)] = image[x];
            }
        }
    }

    /// <summary>Copies the image back without its padding.</summary>
    public void Store(T* staged, T* image)
    {
        var (rows, columns) = (sizes.Rows, sizes.Columns);
        for (nint channel = 0; channel < sizes.Channels; channel++, staged += Plane)
        {
            T* source = staged + (rows.Pad * RowLength);
            for (nint row = 0; row < rows.Image; row++, image += columns.Image, source += RowLength)
            {
                if (columns.Step == 1) new ReadOnlySpan<T>(source + columns.Pad, (int)columns.Image).CopyTo(new(image, (int)columns.Image));
                else for (nint x = 0; x < columns.Image; x++) image[x] = source[Place(x + columns.Pad)];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private nint Place(nint column) => sizes.Columns.Step == 1 ? column : (column % sizes.Columns.Step * width) + (column / sizes.Columns.Step);
}
