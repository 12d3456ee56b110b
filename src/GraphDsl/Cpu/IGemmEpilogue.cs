using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

/// <summary>
/// What is done with a finished element of a matrix product, in place of storing it: adding a bias, an activation, an update. Its members are
/// read only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IGemmEpilogue<T> where T : unmanaged
{
    /// <summary>Whether the result is simply stored in C; then <see cref="Step"/> is not called.</summary>
    static abstract bool IsNone { get; }

    /// <summary>
    /// Gets the finished value alpha (A B) + beta C of row <paramref name="row"/>, columns column .. column + lanes, once for each element of
    /// the result, in no particular order and from several threads. C itself then holds no particular values, unless it is stored here.
    /// Mark it AggressiveInlining.
    /// </summary>
    void Step<V>(nint row, nint column, int lanes, V value) where V : struct, IVector<V, T>;
}

/// <summary>Stores the product in C.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NoEpilogue<T> : IGemmEpilogue<T> where T : unmanaged
{
    /// <inheritdoc/>
    public static bool IsNone => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<V>(nint row, nint column, int lanes, V value) where V : struct, IVector<V, T>
    {
    }
}
