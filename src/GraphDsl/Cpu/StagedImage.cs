using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

/// <summary>
/// Images as the loops of the adjoint add to them: with their padding, and the columns sorted by their place within a step, so that the
/// elements which neighbouring windows meet lie side by side whatever the step.
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

    private nint Plane { get; }

    /// <summary>The elements of an image.</summary>
    public nint Size => sizes.Channels * Plane;

    /// <summary>Whether there is nothing to stage: images lie in this way already.</summary>
    public bool IsImage => sizes.Rows.Pad == 0 && sizes.Columns.Pad == 0 && sizes.Columns.Step == 1;

    /// <summary>Where the first row of a channel meets a column of a filter, from the start of a window.</summary>
    public nint Offset(nint channel, nint column) => (channel * Plane) + Place((sizes.Flip ? sizes.Columns.Window - 1 - column : column) * sizes.Columns.Dilation);

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
