using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

/// <summary>An associative operation that drivers reduce with.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IReduceOp<T> where T : unmanaged
{
    /// <summary>The value that changes nothing, in all lanes: the result of reducing nothing.</summary>
    static abstract V Identity<V>() where V : struct, IVector<V, T>;

    /// <summary>Combines lane by lane.</summary>
    static abstract V Combine<V>(V left, V right) where V : struct, IVector<V, T>;

    /// <summary>Combines the lanes, in a fixed order.</summary>
    static abstract T Across<V>(V value) where V : struct, IVector<V, T>;
}

/// <summary>Addition; the sum of nothing is 0.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SumOp<T> : IReduceOp<T> where T : unmanaged
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Identity<V>() where V : struct, IVector<V, T> => V.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V left, V right) where V : struct, IVector<V, T> => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<V>(V value) where V : struct, IVector<V, T> => V.ReduceSum(value);
}

/// <summary>Multiplication; the product of nothing is 1.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ProdOp<T> : IReduceOp<T> where T : unmanaged
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Identity<V>() where V : struct, IVector<V, T> => V.One;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V left, V right) where V : struct, IVector<V, T> => left * right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<V>(V value) where V : struct, IVector<V, T> => V.ReduceProd(value);
}

/// <summary>The least, NaN if any is; of nothing: infinity, or the greatest integer.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MinOp<T> : IReduceOp<T> where T : unmanaged
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Identity<V>() where V : struct, IVector<V, T> => V.Broadcast(Element.Greatest<T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V left, V right) where V : struct, IVector<V, T> => V.Min(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<V>(V value) where V : struct, IVector<V, T> => V.ReduceMin(value);
}

/// <summary>The greatest, NaN if any is; of nothing: -infinity, or the least integer.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MaxOp<T> : IReduceOp<T> where T : unmanaged
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Identity<V>() where V : struct, IVector<V, T> => V.Broadcast(Element.Least<T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V left, V right) where V : struct, IVector<V, T> => V.Max(left, right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<V>(V value) where V : struct, IVector<V, T> => V.ReduceMax(value);
}
