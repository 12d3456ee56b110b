using System.Numerics;
using System.Numerics.Tensors;

namespace GraphDsl;

/// <summary>Makes shared variables.</summary>
public static class Shared
{
    /// <summary>A shared scalar.</summary>
    /// <param name="value">The first value.</param>
    /// <param name="name">The name, for messages and checkpoints.</param>
    public static SharedScalar<TElement> Scalar<TElement>(TElement value, string? name = null)
        where TElement : unmanaged => new(Tensor.Create([value], []), borrow: true, name);

    /// <summary>A shared vector of zeros.</summary>
    public static SharedVector<TElement> Zeros<TElement>(nint length, string? name = null)
        where TElement : unmanaged => new(Filled<TElement>(default, [length]), borrow: true, name);

    /// <summary>A shared matrix of zeros.</summary>
    public static SharedMatrix<TElement> Zeros<TElement>(nint rows, nint columns, string? name = null)
        where TElement : unmanaged => new(Filled<TElement>(default, [rows, columns]), borrow: true, name);

    /// <summary>A shared tensor of rank 3 of zeros.</summary>
    public static SharedTensor3<TElement> Zeros<TElement>(nint size0, nint size1, nint size2, string? name = null)
        where TElement : unmanaged => new(Filled<TElement>(default, [size0, size1, size2]), borrow: true, name);

    /// <summary>A shared tensor of rank 4 of zeros.</summary>
    public static SharedTensor4<TElement> Zeros<TElement>(nint size0, nint size1, nint size2, nint size3, string? name = null)
        where TElement : unmanaged => new(Filled<TElement>(default, [size0, size1, size2, size3]), borrow: true, name);

    /// <summary>A shared vector of ones.</summary>
    public static SharedVector<TElement> Ones<TElement>(nint length, string? name = null)
        where TElement : unmanaged, INumberBase<TElement> => new(Filled<TElement>(TElement.One, [length]), borrow: true, name);

    /// <summary>A shared matrix of ones.</summary>
    public static SharedMatrix<TElement> Ones<TElement>(nint rows, nint columns, string? name = null)
        where TElement : unmanaged, INumberBase<TElement> => new(Filled<TElement>(TElement.One, [rows, columns]), borrow: true, name);

    /// <summary>A shared tensor of rank 3 of ones.</summary>
    public static SharedTensor3<TElement> Ones<TElement>(nint size0, nint size1, nint size2, string? name = null)
        where TElement : unmanaged, INumberBase<TElement> => new(Filled<TElement>(TElement.One, [size0, size1, size2]), borrow: true, name);

    /// <summary>A shared tensor of rank 4 of ones.</summary>
    public static SharedTensor4<TElement> Ones<TElement>(nint size0, nint size1, nint size2, nint size3, string? name = null)
        where TElement : unmanaged, INumberBase<TElement> => new(Filled<TElement>(TElement.One, [size0, size1, size2, size3]), borrow: true, name);

    /// <summary>A shared vector of one value.</summary>
    public static SharedVector<TElement> Full<TElement>(TElement value, nint length, string? name = null)
        where TElement : unmanaged => new(Filled<TElement>(value, [length]), borrow: true, name);

    /// <summary>A shared matrix of one value.</summary>
    public static SharedMatrix<TElement> Full<TElement>(TElement value, nint rows, nint columns, string? name = null)
        where TElement : unmanaged => new(Filled<TElement>(value, [rows, columns]), borrow: true, name);

    /// <summary>A shared tensor of rank 3 of one value.</summary>
    public static SharedTensor3<TElement> Full<TElement>(TElement value, nint size0, nint size1, nint size2, string? name = null)
        where TElement : unmanaged => new(Filled<TElement>(value, [size0, size1, size2]), borrow: true, name);

    /// <summary>A shared tensor of rank 4 of one value.</summary>
    public static SharedTensor4<TElement> Full<TElement>(TElement value, nint size0, nint size1, nint size2, nint size3, string? name = null)
        where TElement : unmanaged => new(Filled<TElement>(value, [size0, size1, size2, size3]), borrow: true, name);

    /// <summary>A shared vector of a host array: a copy, or with <paramref name="borrow"/> on the CPU the array itself.</summary>
    public static SharedVector<TElement> From<TElement>(TElement[] value, string? name = null, bool borrow = false)
        where TElement : unmanaged => new((Array)value, borrow, name);

    /// <summary>A shared matrix of a host array: a copy, or with <paramref name="borrow"/> on the CPU the array itself.</summary>
    public static SharedMatrix<TElement> From<TElement>(TElement[,] value, string? name = null, bool borrow = false)
        where TElement : unmanaged => new((Array)value, borrow, name);

    /// <summary>A shared tensor of rank 3 of a host array: a copy, or with <paramref name="borrow"/> on the CPU the array itself.</summary>
    public static SharedTensor3<TElement> From<TElement>(TElement[,,] value, string? name = null, bool borrow = false)
        where TElement : unmanaged => new((Array)value, borrow, name);

    /// <summary>A shared tensor of rank 4 of a host array: a copy, or with <paramref name="borrow"/> on the CPU the array itself.</summary>
    public static SharedTensor4<TElement> From<TElement>(TElement[,,,] value, string? name = null, bool borrow = false)
        where TElement : unmanaged => new((Array)value, borrow, name);

    /// <summary>
    /// A shared variable of a tensor of rank 0 to 4: a copy, or with <paramref name="borrow"/> on the CPU the tensor's own (dense) memory.
    /// </summary>
    /// <exception cref="ArgumentException">The rank is above 4.</exception>
    public static Shared<TElement> From<TElement>(Tensor<TElement> value, string? name = null, bool borrow = false)
        where TElement : unmanaged
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Rank switch
        {
            0 => new SharedScalar<TElement>(value, borrow, name),
            1 => new SharedVector<TElement>(value, borrow, name),
            2 => new SharedMatrix<TElement>(value, borrow, name),
            3 => new SharedTensor3<TElement>(value, borrow, name),
            4 => new SharedTensor4<TElement>(value, borrow, name),
            _ => throw new ArgumentException(FormattableString.Invariant($"shared variables have ranks 0 to 4, not {value.Rank}"), nameof(value)),
        };
    }

    private static Tensor<TElement> Filled<TElement>(TElement value, ReadOnlySpan<nint> lengths)
        where TElement : unmanaged
    {
        nint count = 1;
        foreach (nint length in lengths)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            count = checked(count * length);
        }
        var elements = new TElement[count];
        elements.AsSpan().Fill(value);
        return Tensor.Create(elements, lengths);
    }
}
