using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GraphDsl.Runtime;

/// <summary>The errors of generated functions: each names the user's expression, what was expected and what is there.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Fail
{
    /// <summary>A variable of another shape than declared or needed; -1 in <paramref name="expected"/> stands for any size.</summary>
    /// <exception cref="ArgumentException">Always.</exception>
    [DoesNotReturn]
    public static void Shape(string function, string variable, ReadOnlySpan<nint> expected, ReadOnlySpan<nint> actual) =>
        throw new ArgumentException($"{function}: {variable} must have the shape {Runtime.Sizes.Text(expected)}, not {Runtime.Sizes.Text(actual)}.", variable);

    /// <summary>A tensor of another rank than the parameter's.</summary>
    /// <exception cref="ArgumentException">Always.</exception>
    [DoesNotReturn]
    public static void Rank(string function, string variable, int expected, ReadOnlySpan<nint> actual) =>
        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"{function}: {variable} must have rank {expected}, not {actual.Length} (its shape is {Runtime.Sizes.Text(actual)})."), variable);

    /// <summary>Two sizes that must agree.</summary>
    /// <exception cref="ArgumentException">Always.</exception>
    [DoesNotReturn]
    public static void Sizes(string site, string what, nint actual, nint expected) =>
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{site}: {what} is {actual}, expected {expected}."));

    /// <summary>A slice or an index past the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Always.</exception>
    [DoesNotReturn]
    public static void Range(string site, string what, nint actual, nint length) =>
        throw new ArgumentOutOfRangeException(
            null, string.Create(CultureInfo.InvariantCulture, $"{site}: {actual} is outside of {what}, which has {length} elements."));

    /// <summary>A count below 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Always.</exception>
    [DoesNotReturn]
    public static void Negative(string site, string what, nint actual) =>
        throw new ArgumentOutOfRangeException(null, string.Create(CultureInfo.InvariantCulture, $"{site}: {what} is {actual}, and must not be negative."));

    /// <summary>A tensor without elements where at least one is needed.</summary>
    /// <exception cref="ArgumentException">Always.</exception>
    [DoesNotReturn]
    public static void Empty(string site, string what) =>
        throw new ArgumentException($"{site}: there is no {what}.");

    /// <summary>A label that is no class.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Always.</exception>
    [DoesNotReturn]
    public static void Label(string site, string variable, nint row, nint label, nint classes) =>
        throw new ArgumentOutOfRangeException(
            variable, string.Create(CultureInfo.InvariantCulture, $"{site}: label {label} in row {row} of {variable} is not in 0..{classes - 1}."));

    /// <summary>An element of an index tensor past the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Always.</exception>
    [DoesNotReturn]
    public static void Index(string site, nint position, long index, nint length) =>
        throw new ArgumentOutOfRangeException(
            null, string.Create(CultureInfo.InvariantCulture, $"{site}: index {index} at position {position} is outside of an axis of {length} elements."));

    /// <summary>A singular matrix where an inverse is needed.</summary>
    /// <exception cref="ArithmeticException">Always.</exception>
    [DoesNotReturn]
    public static void Singular(string site, nint column) =>
        throw new ArithmeticException(string.Create(CultureInfo.InvariantCulture, $"{site}: the matrix is singular: there is no pivot for column {column}."));

    /// <summary>A matrix without Cholesky factor.</summary>
    /// <exception cref="ArithmeticException">Always.</exception>
    [DoesNotReturn]
    public static void NotPositiveDefinite(string site, nint row) =>
        throw new ArithmeticException(string.Create(CultureInfo.InvariantCulture, $"{site}: the matrix is not positive definite: its leading part of {row + 1} rows is not."));
}
