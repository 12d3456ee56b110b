namespace GraphDsl;

/// <summary>
/// Turns what the machine holds at its end into the values that the caller sees, in place, and checks what can be
/// known only now: that every array was described, that nothing contains itself, and how deep the containers lie.
/// </summary>
internal sealed class PickleResult(PickleMachine machine, PickleOptions options)
{
    private readonly Dictionary<object, int> heights = new(ReferenceEqualityComparer.Instance);   // 0: being worked on

    /// <summary>The value as the caller sees it.</summary>
    public object? Finish(object? root)
    {
        // A stack instead of recursion: the depth of the containers is what is being checked.
        var work = new Stack<(object Container, bool ChildrenDone)>();
        if (IsContainer(root))
            work.Push((root!, false));
        while (work.TryPop(out var step))
        {
            if (step.ChildrenDone)
                Close(step.Container);
            else if (heights.TryAdd(step.Container, 0))
            {
                work.Push((step.Container, true));
                foreach (var child in Children(step.Container))
                {
                    if (!IsContainer(child))
                        continue;
                    if (!heights.TryGetValue(child!, out var height))
                        work.Push((child!, false));
                    else if (height == 0)
                        throw machine.Error("a container contains itself");
                }
            }
        }

        return Value(root);
    }

    private void Close(object container)
    {
        var height = 1;
        foreach (var child in Children(container))
        {
            if (IsContainer(child))
                height = Math.Max(height, heights[child!] + 1);
        }

        if (height > options.MaxDepth)
            throw machine.Error($"containers lie deeper than {options.MaxDepth} in one another");
        heights[container] = height;

        switch (container)
        {
            case object?[] tuple:
                for (var i = 0; i < tuple.Length; i++)
                    tuple[i] = Value(tuple[i]);
                break;
            case List<object?> list:
                for (var i = 0; i < list.Count; i++)
                    list[i] = Value(list[i]);
                break;
            case Dictionary<object, object?> dictionary:
                foreach (var key in dictionary.Keys.ToArray())
                    dictionary[key] = Value(dictionary[key]);
                break;
        }
    }

    private object? Value(object? value) => value switch
    {
        PickleBytes bytes => bytes.ToValue(options.Python2Strings),
        NumpyArray { IsSet: false } => throw machine.Error("an array was announced and never described"),
        PickleElementType or PickleGlobal => throw machine.Error($"{PickleConstructors.Describe(value)} is not data"),
        _ => value,
    };

    // The items of sets are keys, which are finished and flat.
    private static bool IsContainer(object? value) => value is object?[] { Length: > 0 } or List<object?> { Count: > 0 } or Dictionary<object, object?> { Count: > 0 };

    private static IEnumerable<object?> Children(object container) => container switch
    {
        object?[] tuple => tuple,
        List<object?> list => list,
        _ => ((Dictionary<object, object?>)container).Values,
    };
}
