using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>
/// The addresses of places under loops: outer loops by the names of their indices, the innermost in vectors of
/// <c>lanes</c> elements from <paramref name="inner"/> on.
/// </summary>
/// <param name="outer">The C# names of the indices of all loops but the innermost.</param>
/// <param name="inner">The C# name of the first index of the vector; null where the kernel has no loop.</param>
internal sealed class Lanes(KernelFields fields, IReadOnlyList<string> outer, string? inner) : ILanes
{
    public string Load(string span, Place place)
    {
        var stride = Stride(place);
        string start = Outer(place);
        if (stride.IsZero) return $"V.Broadcast({span}[{AsInt(start)}])";
        if (stride.IsOne) return $"V.Load({span}, {Sum(start, inner!)}, lanes)";
        string step = fields.Size(stride, "stride");
        return $"V.LoadStrided({span}, {Sum(start, Times(inner!, step))}, {step}, lanes)";
    }

    public string LoadMask(string span, Place place, DType type)
    {
        var stride = Stride(place);
        string start = Outer(place);
        if (stride.IsOne) return $"V.LoadMask({span}, {Sum(start, inner!)}, lanes)";
        if (stride.IsZero) return $"Cpu.Masks.Broadcast<V, {type.Keyword()}>({span}[{AsInt(start)}])";
        string step = fields.Size(stride, "stride");
        return $"Cpu.Masks.LoadStrided<V, {type.Keyword()}>({span}, {Sum(start, Times(inner!, step))}, {step}, lanes)";
    }

    public string Store(string value, string span, Place place) => Stride(place).IsOne
        ? $"V.Store({value}, {span}, {Sum(Outer(place), inner!)}, lanes);"
        : $"V.StoreStrided({value}, {span}, {Sum(Outer(place), Times(inner!, fields.Size(Stride(place), "stride")))}, {fields.Size(Stride(place), "stride")}, lanes);";

    /// <summary>A store that goes past the caches where the result is larger than they are.</summary>
    public string StoreFar(string value, string span, Place place, DType type) =>
        $"Cpu.Far.Store<V, {type.Keyword()}>({value}, {span}, {Sum(Outer(place), inner!)}, lanes);";

    public string StoreMask(string value, string span, Place place) => $"V.StoreMask({value}, {span}, {Sum(Outer(place), inner!)}, lanes);";

    public string Index(Place place, DType type)
    {
        var stride = Stride(place);
        string start = Sum(place.Offset.IsZero || !place.IsForward ? "0" : fields.Size(place.Offset, "first"), Outer(place));
        return stride.IsZero ? $"V.Broadcast({Cast(start, type)})"
            : stride.IsOne ? $"V.Iota({Cast(Sum(start, inner!), type)})"
            : $"V.Iota(0) * V.Broadcast({Cast(fields.Size(stride, "stride"), type)}) + V.Broadcast({Cast(Sum(start, Times(inner!, fields.Size(stride, "stride"))), type)})";
    }

    /// <summary>The address of one element, the innermost index being <paramref name="inner"/> itself.</summary>
    public string Element(Place place) => AsInt(inner is null ? Outer(place) : Sum(Outer(place), Times(inner, fields.Size(Stride(place), "stride"))));

    private static string Cast(string text, DType type) => $"({type.Keyword()}){(text.IndexOf(' ') >= 0 ? $"({text})" : text)}";

    private static string AsInt(string text) => int.TryParse(text, out _) ? text : $"(int){(text.IndexOf(' ') >= 0 ? $"({text})" : text)}";

    private static string Sum(string a, string b) => a == "0" ? b : b == "0" ? a : $"{a} + {b}";

    private static string Times(string a, string b) => b == "1" ? a : b == "0" ? "0" : $"{a} * {b}";

    private Dim Stride(Place place) => inner is null ? Dim.Zero : place.Strides[place.Strides.Count - 1];

    private string Outer(Place place)
    {
        // A span that is walked backwards begins before the first element.
        string text = place.IsForward ? "0" : fields.Size(place.Offset, "first");
        for (int axis = 0; axis < outer.Count; axis++)
        {
            var stride = place.Strides[axis];
            if (!stride.IsZero) text = Sum(text, Times(outer[axis], fields.Size(stride, "stride")));
        }
        return text;
    }
}
