namespace GraphDsl;

/// <summary>The accessibility of a generated method.</summary>
public enum GraphAccess
{
    /// <summary>public.</summary>
    Public,

    /// <summary>internal.</summary>
    Internal,

    /// <summary>private.</summary>
    Private,
}

/// <summary>What T.Grad does about a variable that the cost does not depend on (Theano's <c>disconnected_inputs</c>).</summary>
public enum Disconnected
{
    /// <summary>A build error.</summary>
    Error,

    /// <summary>A build warning, and a gradient of zeros.</summary>
    Warn,

    /// <summary>A gradient of zeros (Theano's <c>'ignore'</c>).</summary>
    Zero,
}

/// <summary>How far a convolution goes over the border (Theano's <c>border_mode</c>).</summary>
public enum BorderMode
{
    /// <summary>Only where the filter lies within the image: length - filter + 1.</summary>
    Valid,

    /// <summary>Wherever filter and image touch: length + filter - 1.</summary>
    Full,

    /// <summary>Padding of filter / 2 rounded down: the image's length for odd filters.</summary>
    Half,
}

/// <summary>What pooling makes of a window (Theano's <c>mode</c>).</summary>
public enum PoolMode
{
    /// <summary>The largest element (<c>'max'</c>).</summary>
    Max,

    /// <summary>The sum (<c>'sum'</c>).</summary>
    Sum,

    /// <summary>The mean, padding counted (<c>'average_inc_pad'</c>).</summary>
    AverageIncludePadding,

    /// <summary>The mean, padding not counted (<c>'average_exc_pad'</c>).</summary>
    AverageExcludePadding,
}

/// <summary>The zeros around a convolution's input: a <see cref="BorderMode"/> or numbers of rows and columns.</summary>
public readonly struct Padding
{
    /// <summary>The padding of that border mode.</summary>
    public static implicit operator Padding(BorderMode mode) => default;

    /// <summary>That many rows above and below and as many columns left and right.</summary>
    public static implicit operator Padding(int size) => default;

    /// <summary>That many rows above and below, and that many columns left and right.</summary>
    public static implicit operator Padding((int Rows, int Columns) size) => default;
}
