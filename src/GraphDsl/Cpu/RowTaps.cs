namespace GraphDsl.Cpu;

/// <summary>
/// The rows of a filter, grouped by the rows of an image that they meet: where windows step over rows, a row of the image is met by those
/// of one group only. Tap k of a group meets row (y + <see cref="Distance"/>) * step + <see cref="Phase"/> in the windows of row y.
/// </summary>
internal readonly struct RowTaps
{
    private readonly nint rows, step, dilation, period;
    private readonly bool flip;

    public RowTaps(in ConvolutionSizes sizes)
    {
        (rows, step, dilation, flip) = (sizes.Rows.Window, sizes.Rows.Step, sizes.Rows.Dilation, sizes.Flip);
        period = 1;
        while (period * dilation % step != 0) period++;
        Groups = Math.Min(period, rows);
        Reach = (rows - 1) * dilation / step;
    }

    /// <summary>The number of groups.</summary>
    public nint Groups { get; }

    /// <summary>The largest distance of all.</summary>
    public nint Reach { get; }

    /// <summary>The number of taps in a group.</summary>
    public nint Count(nint group) => (rows - group + period - 1) / period;

    /// <summary>The place of a group's rows within a step.</summary>
    public nint Phase(nint group) => group * dilation % step;

    /// <summary>How far from the window's row the tap's row lies, in steps; it increases with k.</summary>
    public nint Distance(nint group, nint k) => (group + (k * period)) * dilation / step;

    /// <summary>The row of the filter in memory.</summary>
    public nint Row(nint group, nint k) => flip ? rows - 1 - group - (k * period) : group + (k * period);

    /// <summary>The taps of a group that meet some window in the image's rows from .. to (counted in steps), of so many rows of windows.</summary>
    public (nint First, nint Last) Meeting(nint group, nint from, nint to, nint windows)
    {
        nint first = 0, last = Count(group);
        while (first < last && Distance(group, first) <= from - windows) first++;
        while (first < last && Distance(group, last - 1) > to) last--;
        return (first, last);
    }
}
