using System.Numerics.Tensors;

namespace GraphDsl;

/// <summary>A shared scalar.</summary>
public sealed class SharedScalar<TElement> : Shared<TElement>
    where TElement : unmanaged
{
    /// <summary>Makes a shared variable of a value of rank 0.</summary>
    /// <param name="value">The first value.</param>
    /// <param name="borrow">On the CPU: the (dense) tensor becomes the storage instead of being copied.</param>
    /// <param name="name">The name, for messages and checkpoints.</param>
    /// <exception cref="ArgumentException">The value has another rank.</exception>
    public SharedScalar(Tensor<TElement> value, bool borrow = false, string? name = null)
        : base(value, 0, borrow, name)
    {
    }

    internal SharedScalar(Array value, bool borrow, string? name)
        : base(value, borrow, name)
    {
    }
}

/// <summary>A shared vector.</summary>
public sealed class SharedVector<TElement> : Shared<TElement>
    where TElement : unmanaged
{
    /// <summary>Makes a shared variable of a value of rank 1.</summary>
    /// <param name="value">The first value.</param>
    /// <param name="borrow">On the CPU: the (dense) tensor becomes the storage instead of being copied.</param>
    /// <param name="name">The name, for messages and checkpoints.</param>
    /// <exception cref="ArgumentException">The value has another rank.</exception>
    public SharedVector(Tensor<TElement> value, bool borrow = false, string? name = null)
        : base(value, 1, borrow, name)
    {
    }

    internal SharedVector(Array value, bool borrow, string? name)
        : base(value, borrow, name)
    {
    }
}

/// <summary>A shared matrix.</summary>
public sealed class SharedMatrix<TElement> : Shared<TElement>
    where TElement : unmanaged
{
    /// <summary>Makes a shared variable of a value of rank 2.</summary>
    /// <param name="value">The first value.</param>
    /// <param name="borrow">On the CPU: the (dense) tensor becomes the storage instead of being copied.</param>
    /// <param name="name">The name, for messages and checkpoints.</param>
    /// <exception cref="ArgumentException">The value has another rank.</exception>
    public SharedMatrix(Tensor<TElement> value, bool borrow = false, string? name = null)
        : base(value, 2, borrow, name)
    {
    }

    internal SharedMatrix(Array value, bool borrow, string? name)
        : base(value, borrow, name)
    {
    }
}

/// <summary>A shared tensor of rank 3.</summary>
public sealed class SharedTensor3<TElement> : Shared<TElement>
    where TElement : unmanaged
{
    /// <summary>Makes a shared variable of a value of rank 3.</summary>
    /// <param name="value">The first value.</param>
    /// <param name="borrow">On the CPU: the (dense) tensor becomes the storage instead of being copied.</param>
    /// <param name="name">The name, for messages and checkpoints.</param>
    /// <exception cref="ArgumentException">The value has another rank.</exception>
    public SharedTensor3(Tensor<TElement> value, bool borrow = false, string? name = null)
        : base(value, 3, borrow, name)
    {
    }

    internal SharedTensor3(Array value, bool borrow, string? name)
        : base(value, borrow, name)
    {
    }
}

/// <summary>A shared tensor of rank 4.</summary>
public sealed class SharedTensor4<TElement> : Shared<TElement>
    where TElement : unmanaged
{
    /// <summary>Makes a shared variable of a value of rank 4.</summary>
    /// <param name="value">The first value.</param>
    /// <param name="borrow">On the CPU: the (dense) tensor becomes the storage instead of being copied.</param>
    /// <param name="name">The name, for messages and checkpoints.</param>
    /// <exception cref="ArgumentException">The value has another rank.</exception>
    public SharedTensor4(Tensor<TElement> value, bool borrow = false, string? name = null)
        : base(value, 4, borrow, name)
    {
    }

    internal SharedTensor4(Array value, bool borrow, string? name)
        : base(value, borrow, name)
    {
    }
}
