using System.Collections;

namespace GraphDsl.Generators.IR;

/// <summary>An immutable array that is compared by content, so that records holding it can be cached by the pipeline.</summary>
internal readonly struct EquatableArray<TItem>(TItem[] items) : IEquatable<EquatableArray<TItem>>, IReadOnlyList<TItem>
    where TItem : IEquatable<TItem>
{
    private readonly TItem[]? items = items;

    public static EquatableArray<TItem> Empty => default;

    public int Count => items?.Length ?? 0;

    public TItem this[int index] => (items ?? [])[index];

    public ReadOnlySpan<TItem> Span => items;

    public bool Equals(EquatableArray<TItem> other) => ReferenceEquals(items, other.items) || Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is EquatableArray<TItem> other && Equals(other);

    public override int GetHashCode()
    {
        int hash = Count;
        foreach (var item in Span) hash = unchecked((hash * 31) + (item?.GetHashCode() ?? 0));
        return hash;
    }

    public TItem[] ToArray() => Span.ToArray();

    public IEnumerator<TItem> GetEnumerator() => ((IEnumerable<TItem>)(items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"[{string.Join(", ", this)}]";
}

internal static class EquatableArray
{
    public static EquatableArray<TItem> ToEquatable<TItem>(this IEnumerable<TItem> items)
        where TItem : IEquatable<TItem> => new(items as TItem[] ?? [.. items]);

    public static EquatableArray<TItem> Of<TItem>(params TItem[] items)
        where TItem : IEquatable<TItem> => new(items);
}
