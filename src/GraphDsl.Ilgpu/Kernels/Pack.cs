using System.ComponentModel;

namespace GraphDsl.Ilgpu;

/// <summary>Some parameters of a kernel as one: a kernel has at most 14.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Pack<T1>(T1 item1)
    where T1 : struct
{
    /// <summary>Parameter 1.</summary>
    public readonly T1 Item1 = item1;
}

/// <summary>Some parameters of a kernel as one: a kernel has at most 14.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Pack<T1, T2>(T1 item1, T2 item2)
    where T1 : struct
    where T2 : struct
{
    /// <summary>Parameter 1.</summary>
    public readonly T1 Item1 = item1;

    /// <summary>Parameter 2.</summary>
    public readonly T2 Item2 = item2;
}

/// <summary>Some parameters of a kernel as one: a kernel has at most 14.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Pack<T1, T2, T3>(T1 item1, T2 item2, T3 item3)
    where T1 : struct
    where T2 : struct
    where T3 : struct
{
    /// <summary>Parameter 1.</summary>
    public readonly T1 Item1 = item1;

    /// <summary>Parameter 2.</summary>
    public readonly T2 Item2 = item2;

    /// <summary>Parameter 3.</summary>
    public readonly T3 Item3 = item3;
}

/// <summary>Some parameters of a kernel as one: a kernel has at most 14.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Pack<T1, T2, T3, T4>(T1 item1, T2 item2, T3 item3, T4 item4)
    where T1 : struct
    where T2 : struct
    where T3 : struct
    where T4 : struct
{
    /// <summary>Parameter 1.</summary>
    public readonly T1 Item1 = item1;

    /// <summary>Parameter 2.</summary>
    public readonly T2 Item2 = item2;

    /// <summary>Parameter 3.</summary>
    public readonly T3 Item3 = item3;

    /// <summary>Parameter 4.</summary>
    public readonly T4 Item4 = item4;
}

/// <summary>Some parameters of a kernel as one: a kernel has at most 14.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Pack<T1, T2, T3, T4, T5>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5)
    where T1 : struct
    where T2 : struct
    where T3 : struct
    where T4 : struct
    where T5 : struct
{
    /// <summary>Parameter 1.</summary>
    public readonly T1 Item1 = item1;

    /// <summary>Parameter 2.</summary>
    public readonly T2 Item2 = item2;

    /// <summary>Parameter 3.</summary>
    public readonly T3 Item3 = item3;

    /// <summary>Parameter 4.</summary>
    public readonly T4 Item4 = item4;

    /// <summary>Parameter 5.</summary>
    public readonly T5 Item5 = item5;
}

/// <summary>Some parameters of a kernel as one: a kernel has at most 14.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Pack<T1, T2, T3, T4, T5, T6>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6)
    where T1 : struct
    where T2 : struct
    where T3 : struct
    where T4 : struct
    where T5 : struct
    where T6 : struct
{
    /// <summary>Parameter 1.</summary>
    public readonly T1 Item1 = item1;

    /// <summary>Parameter 2.</summary>
    public readonly T2 Item2 = item2;

    /// <summary>Parameter 3.</summary>
    public readonly T3 Item3 = item3;

    /// <summary>Parameter 4.</summary>
    public readonly T4 Item4 = item4;

    /// <summary>Parameter 5.</summary>
    public readonly T5 Item5 = item5;

    /// <summary>Parameter 6.</summary>
    public readonly T6 Item6 = item6;
}

/// <summary>Some parameters of a kernel as one: a kernel has at most 14.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Pack<T1, T2, T3, T4, T5, T6, T7>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6, T7 item7)
    where T1 : struct
    where T2 : struct
    where T3 : struct
    where T4 : struct
    where T5 : struct
    where T6 : struct
    where T7 : struct
{
    /// <summary>Parameter 1.</summary>
    public readonly T1 Item1 = item1;

    /// <summary>Parameter 2.</summary>
    public readonly T2 Item2 = item2;

    /// <summary>Parameter 3.</summary>
    public readonly T3 Item3 = item3;

    /// <summary>Parameter 4.</summary>
    public readonly T4 Item4 = item4;

    /// <summary>Parameter 5.</summary>
    public readonly T5 Item5 = item5;

    /// <summary>Parameter 6.</summary>
    public readonly T6 Item6 = item6;

    /// <summary>Parameter 7.</summary>
    public readonly T7 Item7 = item7;
}

/// <summary>Some parameters of a kernel as one: a kernel has at most 14.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Pack<T1, T2, T3, T4, T5, T6, T7, T8>(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5, T6 item6, T7 item7, T8 item8)
    where T1 : struct
    where T2 : struct
    where T3 : struct
    where T4 : struct
    where T5 : struct
    where T6 : struct
    where T7 : struct
    where T8 : struct
{
    /// <summary>Parameter 1.</summary>
    public readonly T1 Item1 = item1;

    /// <summary>Parameter 2.</summary>
    public readonly T2 Item2 = item2;

    /// <summary>Parameter 3.</summary>
    public readonly T3 Item3 = item3;

    /// <summary>Parameter 4.</summary>
    public readonly T4 Item4 = item4;

    /// <summary>Parameter 5.</summary>
    public readonly T5 Item5 = item5;

    /// <summary>Parameter 6.</summary>
    public readonly T6 Item6 = item6;

    /// <summary>Parameter 7.</summary>
    public readonly T7 Item7 = item7;

    /// <summary>Parameter 8.</summary>
    public readonly T8 Item8 = item8;
}
