using System.Numerics;

namespace GraphDsl;

/// <summary>The stack, the marks, the memo, and the containers that are built from them.</summary>
internal sealed partial class PickleMachine
{
    /// <summary>A set of the items.</summary>
    public HashSet<object> NewSet(IReadOnlyCollection<object?> items)
    {
        var set = new HashSet<object>(PickleKeyComparer.Instance);
        foreach (var item in items)
            set.Add(Key(item));
        return set;
    }

    private Dictionary<object, object?> NewDictionary(object?[] items)
    {
        var dictionary = new Dictionary<object, object?>(PickleKeyComparer.Instance);
        Fill(dictionary, items);
        return dictionary;
    }

    private void Count()
    {
        if (++values > options.MaxValues)
            throw Error($"the pickle has more than {options.MaxValues} values");
    }

    private void Push(object? value)
    {
        Count();
        stack.Add(value);
    }

    private object? Top() => stack.Count > Floor ? stack[^1] : throw Underflow(1);

    private object? Pop()
    {
        var top = Top();
        stack.RemoveAt(stack.Count - 1);
        return top;
    }

    private object?[] PopTuple(int count)
    {
        if (stack.Count - Floor < count)
            throw Underflow(count);
        var items = stack[^count..].ToArray();
        stack.RemoveRange(stack.Count - count, count);
        return items;
    }

    private object?[] PopMark()
    {
        if (marks.Count == 0)
            throw Error("expected a mark, found none");
        var items = PopTuple(stack.Count - Floor);
        marks.RemoveAt(marks.Count - 1);
        return items;
    }

    // What lies below the last mark is out of reach.
    private int Floor => marks.Count > 0 ? marks[^1] : 0;

    private DataFormatException Underflow(int wanted) =>
        Error($"expected {wanted} values on the stack, found {stack.Count - Floor}");

    private void Append(object?[] items)
    {
        if (Top() is not List<object?> list)
            throw Error($"expected a list, found {PickleConstructors.Describe(Top())}");
        list.AddRange(items);
    }

    private void SetItems(object?[] items)
    {
        if (Top() is not Dictionary<object, object?> dictionary)
            throw Error($"expected a dict, found {PickleConstructors.Describe(Top())}");
        Fill(dictionary, items);
    }

    private void Fill(Dictionary<object, object?> dictionary, object?[] items)
    {
        if (items.Length % 2 != 0)
            throw Error($"expected pairs of keys and values, found {items.Length} items");
        for (var i = 0; i < items.Length; i += 2)
            dictionary[Key(items[i])] = items[i + 1];
    }

    private void AddItems(object?[] items)
    {
        if (Top() is not HashSet<object> set)
            throw Error($"expected a set, found {PickleConstructors.Describe(Top())}");
        set.UnionWith(items.Select(Key));
    }

    // Keys are scalars or flat tuples of them: comparing deeper ones could take time without bound.
    private object Key(object? value) => value switch
    {
        object?[] tuple => Array.ConvertAll(tuple, part => part is null ? null : ScalarKey(part)),
        _ => ScalarKey(value),
    };

    private object ScalarKey(object? value) => value switch
    {
        PickleBytes bytes => bytes.ToValue(options.Python2Strings),
        bool or long or BigInteger or double or string => value,
        float or Half or sbyte or short or int or byte or ushort or uint or ulong => value,
        _ => throw Error($"expected a key (bool, number, string or a flat tuple of these), found {PickleConstructors.Describe(value)}"),
    };

    private void Memoize(long index)
    {
        memo[index] = Top();
        if (memo.Count > options.MaxMemoEntries)
            throw Error($"the memo holds more than {options.MaxMemoEntries} values");
    }

    private object? Remembered(long index) => memo.TryGetValue(index, out var value)
        ? value
        : throw Error($"nothing was put into the memo at {index}");
}
