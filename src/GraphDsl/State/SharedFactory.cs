using System.Numerics.Tensors;
using GraphDsl.Runtime;

namespace GraphDsl;

/// <summary>Makes shared variables.</summary>
public static class Shared
{
    /// <summary>A shared scalar.</summary>
    /// <param name="value">The first value.</param>
    /// <param name="name">The name, for messages and checkpoints.</param>
    public static SharedScalar<TElement> Scalar<TElement>(TElement value, string? name = null)
        => new(value, name);

    /// <summary>A shared scalar of 0.</summary>
    public static SharedScalar<TElement> Zeros<TElement>(string? name = null) => new(default(TElement)!, name);

    /// <summary>A shared vector of zeros.</summary>
    public static SharedVector<TElement> Zeros<TElement>(nint length, string? name = null)
        => new(Filled<TElement>(default!, name, length));

    /// <summary>A shared matrix of zeros.</summary>
    public static SharedMatrix<TElement> Zeros<TElement>(nint rows, nint columns, string? name = null)
        => new(Filled<TElement>(default!, name, rows, columns));

    /// <summary>A shared tensor of rank 3 of zeros.</summary>
    public static SharedTensor3<TElement> Zeros<TElement>(nint size0, nint size1, nint size2, string? name = null)
        => new(Filled<TElement>(default!, name, size0, size1, size2));

    /// <summary>A shared tensor of rank 4 of zeros.</summary>
    public static SharedTensor4<TElement> Zeros<TElement>(nint size0, nint size1, nint size2, nint size3, string? name = null)
        => new(Filled<TElement>(default!, name, size0, size1, size2, size3));

    /// <summary>A shared scalar of 1.</summary>
    public static SharedScalar<TElement> Ones<TElement>(string? name = null) => new(One<TElement>(), name);

    /// <summary>A shared vector of ones.</summary>
    public static SharedVector<TElement> Ones<TElement>(nint length, string? name = null)
        => new(Filled(One<TElement>(), name, length));

    /// <summary>A shared matrix of ones.</summary>
    public static SharedMatrix<TElement> Ones<TElement>(nint rows, nint columns, string? name = null)
        => new(Filled(One<TElement>(), name, rows, columns));

    /// <summary>A shared tensor of rank 3 of ones.</summary>
    public static SharedTensor3<TElement> Ones<TElement>(nint size0, nint size1, nint size2, string? name = null)
        => new(Filled(One<TElement>(), name, size0, size1, size2));

    /// <summary>A shared tensor of rank 4 of ones.</summary>
    public static SharedTensor4<TElement> Ones<TElement>(nint size0, nint size1, nint size2, nint size3, string? name = null)
        => new(Filled(One<TElement>(), name, size0, size1, size2, size3));

    /// <summary>A shared vector of one value.</summary>
    public static SharedVector<TElement> Full<TElement>(TElement value, nint length, string? name = null)
        => new(Filled<TElement>(value, name, length));

    /// <summary>A shared matrix of one value.</summary>
    public static SharedMatrix<TElement> Full<TElement>(TElement value, nint rows, nint columns, string? name = null)
        => new(Filled<TElement>(value, name, rows, columns));

    /// <summary>A shared tensor of rank 3 of one value.</summary>
    public static SharedTensor3<TElement> Full<TElement>(TElement value, nint size0, nint size1, nint size2, string? name = null)
        => new(Filled<TElement>(value, name, size0, size1, size2));

    /// <summary>A shared tensor of rank 4 of one value.</summary>
    public static SharedTensor4<TElement> Full<TElement>(TElement value, nint size0, nint size1, nint size2, nint size3, string? name = null)
        => new(Filled<TElement>(value, name, size0, size1, size2, size3));

    /// <summary>A shared vector of a host array: a copy, or with <paramref name="borrow"/> on the CPU the array itself.</summary>
    public static SharedVector<TElement> From<TElement>(TElement[] value, string? name = null, bool borrow = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(new SharedCell<TElement>(name, borrow ? value : LargeArray.Copy<TElement>(value), [value.Length]));
    }

    /// <summary>A shared matrix of a host array: a copy, or with <paramref name="borrow"/> on the CPU the array itself.</summary>
    public static SharedMatrix<TElement> From<TElement>(TElement[,] value, string? name = null, bool borrow = false)
        => new(new SharedCell<TElement>(name, (Array)value, borrow));

    /// <summary>A shared tensor of rank 3 of a host array: a copy, or with <paramref name="borrow"/> on the CPU the array itself.</summary>
    public static SharedTensor3<TElement> From<TElement>(TElement[,,] value, string? name = null, bool borrow = false)
        => new(new SharedCell<TElement>(name, (Array)value, borrow));

    /// <summary>A shared tensor of rank 4 of a host array: a copy, or with <paramref name="borrow"/> on the CPU the array itself.</summary>
    public static SharedTensor4<TElement> From<TElement>(TElement[,,,] value, string? name = null, bool borrow = false)
        => new(new SharedCell<TElement>(name, (Array)value, borrow));

    /// <summary>
    /// A shared variable of a tensor: a copy, or with <paramref name="borrow"/> on the CPU the tensor's own (dense) memory. It
    /// converts to the variable of the tensor's rank: <c>SharedMatrix&lt;float&gt; x = Shared.From(images);</c>.
    /// </summary>
    public static SharedTensor<TElement> From<TElement>(Tensor<TElement> value, string? name = null, bool borrow = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(new SharedCell<TElement>(name, value, value.Rank, borrow));
    }

    private static SharedCell<TElement> Filled<TElement>(TElement value, string? name, params nint[] lengths)
    {
        nint count = 1;
        foreach (nint length in lengths)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            count = checked(count * length);
        }
        var elements = LargeArray.New<TElement>(checked((int)count));
        elements.AsSpan().Fill(value);
        return new(name, elements, lengths);
    }

    private static TElement One<TElement>()
    {
        object one = default(TElement) switch
        {
            float => 1f,
            double => 1.0,
            int => 1,
            long => 1L,
            byte => (byte)1,
            bool => true,
            Half => Half.One,
            _ => throw new NotSupportedException($"Shared variables do not hold {typeof(TElement).Name}."),
        };
        return (TElement)one;
    }
}
