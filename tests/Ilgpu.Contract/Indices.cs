namespace ILGPU;

/// <summary>A size or position along one axis.</summary>
public readonly struct Index1D(int x)
{
    /// <summary>The number.</summary>
    public int X { get; } = x;

    /// <summary>An index of a number.</summary>
    public static implicit operator Index1D(int x) => new(x);

    /// <summary>The number of an index.</summary>
    public static implicit operator int(Index1D index) => index.X;
}

/// <summary>The number of groups and of threads in each that a kernel is launched with.</summary>
public readonly struct KernelConfig(Index1D gridDim, Index1D groupDim)
{
    internal int Groups { get; } = gridDim;

    internal int Threads { get; } = groupDim;
}

/// <summary>How the elements of a one-dimensional view lie.</summary>
public static class Stride1D
{
    /// <summary>One after the other.</summary>
    public readonly struct Dense;
}
