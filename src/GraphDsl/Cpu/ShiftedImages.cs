namespace GraphDsl.Cpu;

/// <summary>
/// A band of some images as the convolution's loops read them: for each channel and each column of a filter the elements which that
/// column meets, one for each window, row after row. So what all windows of the band have for one element of a filter lies without gaps.
/// A row holds its windows on all images, one image after the other.
/// </summary>
internal readonly unsafe struct ShiftedImages<T> where T : unmanaged
{
    private readonly ConvolutionSizes sizes;
    private readonly nint images, height, phases;

    /// <summary>Describes a band.</summary>
    /// <param name="sizes">The sizes of the whole convolution.</param>
    /// <param name="images">The images beside each other.</param>
    /// <param name="rows">The rows of windows.</param>
    public ShiftedImages(in ConvolutionSizes sizes, nint images, nint rows)
    {
        this.sizes = sizes;
        this.images = images;
        nint reach = (sizes.Rows.Window - 1) * sizes.Rows.Dilation;
        // Rows are sorted by their place within a step, so that windows below each other meet neighbours.
        height = rows + (reach / sizes.Rows.Step);
        phases = Math.Min(sizes.Rows.Step, reach + 1);
        Positions = rows * images * sizes.Columns.Count;
    }

    /// <summary>The windows of the band.</summary>
    public nint Positions { get; }

    /// <summary>The elements of a channel.</summary>
    public nint ChannelSize => sizes.Columns.Window * Plane;

    private nint RowLength => images * sizes.Columns.Count;

    private nint Plane => phases * height * RowLength;

    /// <summary>Where the windows' values for each element of a filter (in memory order) start.</summary>
    public void FindOffsets(nint channels, nint* offsets)
    {
        var (rows, columns) = (sizes.Rows, sizes.Columns);
        for (nint channel = 0; channel < channels; channel++)
        {
            for (nint i = 0; i < rows.Window; i++)
            {
                nint row = (sizes.Flip ? rows.Window - 1 - i : i) * rows.Dilation;
                nint place = (row % rows.Step * height) + (row / rows.Step);
                for (nint j = 0; j < columns.Window; j++)
                    *offsets++ = (((channel * columns.Window) + (sizes.Flip ? columns.Window - 1 - j : j)) * Plane) + (place * RowLength);
            }
        }
    }

    /// <summary>Brings some channels of the images here.</summary>
    /// <param name="image">The first channel of the first image.</param>
    /// <param name="channels">How many.</param>
    /// <param name="first">The band's first row of windows.</param>
    /// <param name="target">Where to.</param>
    public void Load(T* image, nint channels, nint first, T* target)
    {
        var (rows, columns) = (sizes.Rows, sizes.Columns);
        if (rows.Pad > 0 || columns.Pad > 0) new Span<T>(target, checked((int)(channels * ChannelSize))).Clear();
        for (nint j = 0; j < columns.Window; j++, target += Plane)
        {
            var (left, right) = columns.Inside(0, columns.Count, j * columns.Dilation);
            if (left >= right) continue;
            nint column = (left * columns.Step) + (j * columns.Dilation) - columns.Pad;
            for (nint phase = 0; phase < phases; phase++)
            {
                var (top, bottom) = rows.Inside(first, height, phase);
                if (top >= bottom) continue;
                T* source = image + (((((first + top) * rows.Step) + phase - rows.Pad) * columns.Image) + column);
                Copy(source, target + (((phase * height) + top) * RowLength) + left, channels, bottom - top, right - left);
            }
        }
    }

    private void Copy(T* source, T* target, nint channels, nint rows, nint length)
    {
        var (channel, image) = (new CopySteps(channels, sizes.Rows.Image * sizes.Columns.Image, ChannelSize), new CopySteps(images, sizes.ImageSize, sizes.Columns.Count));
        var row = new CopySteps(rows, sizes.Rows.Step * sizes.Columns.Image, RowLength);
        if (sizes.Columns.Step == 1)
        {
            RowCopy.Run(source, target, length, channel, image, row);
            return;
        }
        for (nint x = 0; x < length; x++, source += sizes.Columns.Step, target++) RowCopy.Run(source, target, 1, channel, image, row);
    }
}
