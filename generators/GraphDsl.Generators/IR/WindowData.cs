namespace GraphDsl.Generators.IR;

/// <summary>
/// How windows lie on one axis of an image: window k begins at <c>k * Step - Pad</c> and has <c>Window</c> elements,
/// <c>Dilation</c> apart. Elements outside of the image are padding.
/// </summary>
/// <param name="Image">The length of the image.</param>
/// <param name="Window">The elements of a window: of a filter.</param>
/// <param name="Count">The number of windows.</param>
internal readonly record struct WindowAxis(Dim Image, Dim Window, Dim Count, Dim Pad, long Step, long Dilation)
{
    /// <summary>From the first element of a window to behind its last.</summary>
    public Dim Extent => ((Window - 1) * Dilation) + 1;

    /// <summary>The image with the padding on both sides.</summary>
    public Dim Padded => Image + (Pad * 2);

    /// <summary>All windows that lie within the padded image.</summary>
    public static WindowAxis Inside(Dim image, Dim window, Dim pad, long step, long dilation = 1)
    {
        var axis = new WindowAxis(image, window, Dim.Zero, pad, step, dilation);
        return axis with { Count = Dim.FloorDivide(axis.Padded - axis.Extent, step) + 1 };
    }

    public WindowAxis Map(Func<DimAtom, Dim> replace) =>
        this with { Image = Image.Map(replace), Window = Window.Map(replace), Count = Count.Map(replace), Pad = Pad.Map(replace) };

    public override string ToString() => FormattableString.Invariant($"{Count} of {Window} on {Image}")
        + (Step == 1 ? "" : FormattableString.Invariant($" by {Step}")) + (Pad.IsZero ? "" : $", padding {Pad}")
        + (Dilation == 1 ? "" : FormattableString.Invariant($", dilation {Dilation}"));
}

/// <summary>
/// The windows of a convolution or a pooling over the last two axes of an image. An operation and its adjoints carry the same
/// data, whatever they make of what.
/// </summary>
/// <param name="Flip">Whether the last element of a filter meets the first of a window.</param>
internal sealed record WindowData(WindowAxis Rows, WindowAxis Columns, bool Flip = false) : NodeData
{
    public override IEnumerable<Dim> Dims =>
        [Rows.Image, Rows.Window, Rows.Count, Rows.Pad, Columns.Image, Columns.Window, Columns.Count, Columns.Pad];

    public override NodeData Map(Func<DimAtom, Dim> replace) => this with { Rows = Rows.Map(replace), Columns = Columns.Map(replace) };

    public override string ToString() => $"rows: {Rows}; columns: {Columns}{(Flip ? "; flipped" : "")}";
}
