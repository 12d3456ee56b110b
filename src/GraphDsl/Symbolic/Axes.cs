using System.Collections;
using System.Runtime.CompilerServices;

namespace GraphDsl;

/// <summary>
/// The axes that an operation runs over: one (<c>axis: 1</c>), several (<c>axis: (0, 1)</c>, <c>axis: [0, 2]</c>) or, by
/// default, all. Negative numbers count from the last axis.
/// </summary>
[CollectionBuilder(typeof(Axes), nameof(Create))]
public readonly struct Axes : IEnumerable<int>
{
    private readonly int[]? axes;

    private Axes(int[] axes) => this.axes = axes;

    /// <summary>Whether all axes are meant.</summary>
    public bool IsAll => axes is null;

    /// <summary>The given axes.</summary>
    public static Axes Create(ReadOnlySpan<int> axes) => new(axes.ToArray());

    /// <summary>One axis.</summary>
    public static implicit operator Axes(int axis) => new([axis]);

    /// <summary>The given axes; null means all.</summary>
    public static implicit operator Axes(int[]? axes) => axes is null ? default : new([.. axes]);

    /// <summary>Two axes.</summary>
    public static implicit operator Axes((int First, int Second) axes) => new([axes.First, axes.Second]);

    /// <summary>Three axes.</summary>
    public static implicit operator Axes((int First, int Second, int Third) axes) => new([axes.First, axes.Second, axes.Third]);

    /// <summary>The axes one after another; none where all are meant.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)(axes ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
