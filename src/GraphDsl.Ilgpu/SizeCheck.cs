using System.ComponentModel;

namespace GraphDsl.Ilgpu;

/// <summary>What must hold of a size or a position that a kernel checks.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum SizeCheck
{
    /// <summary>It is as expected.</summary>
    Equal,

    /// <summary>It is as expected, or one of both is 1.</summary>
    Broadcast,

    /// <summary>It is at least 0 and at most as expected.</summary>
    AtMost,

    /// <summary>It is not 0.</summary>
    NotEmpty,

    /// <summary>It is at least 0.</summary>
    NotNegative,
}
