using System.Numerics.Tensors;

namespace GraphDsl;

/// <summary>A shared scalar.</summary>
public sealed class SharedScalar<TElement> : Shared<TElement>
{
    /// <summary>Makes a shared variable of a value.</summary>
    /// <param name="value">The first value.</param>
    /// <param name="name">The name, for messages and checkpoints.</param>
    public SharedScalar(TElement value, string? name = null)
        : base(new(name, [value], []))
    {
    }

    /// <summary>Makes a shared variable of a tensor of one element: tensors have no rank 0.</summary>
    /// <param name="value">The first value.</param>
    /// <param name="borrow">On the CPU: the tensor becomes the storage instead of being copied.</param>
    /// <param name="name">The name, for messages and checkpoints.</param>
    /// <exception cref="ArgumentException">The value has another number of elements.</exception>
    public SharedScalar(Tensor<TElement> value, bool borrow = false, string? name = null)
        : base(new(name, value, 0, borrow))
    {
    }

    /// <summary>The value itself.</summary>
    public TElement Value
    {
        get => Cell.Values[0];
        set => Span[0] = value;
    }

    /// <summary>Stores a value.</summary>
    public void SetValue(TElement value) => Value = value;
}

/// <summary>A shared vector.</summary>
public sealed class SharedVector<TElement> : Shared<TElement>
{
    /// <summary>Makes a shared variable of a value of rank 1.</summary>
    /// <param name="value">The first value.</param>
    /// <param name="borrow">On the CPU: the (dense) tensor becomes the storage instead of being copied.</param>
    /// <param name="name">The name, for messages and checkpoints.</param>
    /// <exception cref="ArgumentException">The value has another rank.</exception>
    public SharedVector(Tensor<TElement> value, bool borrow = false, string? name = null)
        : base(new(name, value, 1, borrow))
    {
    }

    internal SharedVector(SharedCell<TElement> cell)
        : base(cell)
    {
    }
}

/// <summary>A shared matrix.</summary>
public sealed class SharedMatrix<TElement> : Shared<TElement>
{
    /// <summary>Makes a shared variable of a value of rank 2.</summary>
    /// <param name="value">The first value.</param>
    /// <param name="borrow">On the CPU: the (dense) tensor becomes the storage instead of being copied.</param>
    /// <param name="name">The name, for messages and checkpoints.</param>
    /// <exception cref="ArgumentException">The value has another rank.</exception>
    public SharedMatrix(Tensor<TElement> value, bool borrow = false, string? name = null)
        : base(new(name, value, 2, borrow))
    {
    }

    internal SharedMatrix(SharedCell<TElement> cell)
        : base(cell)
    {
    }

    /// <summary>Stores a copy of a host array, as the overload that takes a span of a tensor does.</summary>
    /// <exception cref="ArgumentException">The size is not the declared one; nothing is changed.</exception>
    public void SetValue(TElement[,] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        SetValue(new ReadOnlyTensorSpan<TElement>(value));
    }
}

/// <summary>A shared tensor of rank 3.</summary>
public sealed class SharedTensor3<TElement> : Shared<TElement>
{
    /// <summary>Makes a shared variable of a value of rank 3.</summary>
    /// <param name="value">The first value.</param>
    /// <param name="borrow">On the CPU: the (dense) tensor becomes the storage instead of being copied.</param>
    /// <param name="name">The name, for messages and checkpoints.</param>
    /// <exception cref="ArgumentException">The value has another rank.</exception>
    public SharedTensor3(Tensor<TElement> value, bool borrow = false, string? name = null)
        : base(new(name, value, 3, borrow))
    {
    }

    internal SharedTensor3(SharedCell<TElement> cell)
        : base(cell)
    {
    }

    /// <summary>Stores a copy of a host array, as the overload that takes a span of a tensor does.</summary>
    /// <exception cref="ArgumentException">The size is not the declared one; nothing is changed.</exception>
    public void SetValue(TElement[,,] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        SetValue(new ReadOnlyTensorSpan<TElement>(value));
    }
}

/// <summary>A shared tensor of rank 4.</summary>
public sealed class SharedTensor4<TElement> : Shared<TElement>
{
    /// <summary>Makes a shared variable of a value of rank 4.</summary>
    /// <param name="value">The first value.</param>
    /// <param name="borrow">On the CPU: the (dense) tensor becomes the storage instead of being copied.</param>
    /// <param name="name">The name, for messages and checkpoints.</param>
    /// <exception cref="ArgumentException">The value has another rank.</exception>
    public SharedTensor4(Tensor<TElement> value, bool borrow = false, string? name = null)
        : base(new(name, value, 4, borrow))
    {
    }

    internal SharedTensor4(SharedCell<TElement> cell)
        : base(cell)
    {
    }

    /// <summary>Stores a copy of a host array, as the overload that takes a span of a tensor does.</summary>
    /// <exception cref="ArgumentException">The size is not the declared one; nothing is changed.</exception>
    public void SetValue(TElement[,,,] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        SetValue(new ReadOnlyTensorSpan<TElement>(value));
    }
}
