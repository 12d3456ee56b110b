namespace GraphDsl.Generators.IR;

/// <summary>Element types, in the order in which they widen.</summary>
internal enum DType : byte
{
    Bool,
    UInt8,
    Int32,
    Int64,
    Float16,
    Float32,
    Float64,
}

/// <summary>Facts about element types.</summary>
internal static class DTypes
{
    public static readonly DType[] All =
        [DType.Bool, DType.UInt8, DType.Int32, DType.Int64, DType.Float16, DType.Float32, DType.Float64];

    public static bool IsFloat(this DType type) => type >= DType.Float16;

    public static bool IsInteger(this DType type) => type is DType.UInt8 or DType.Int32 or DType.Int64;

    public static int Size(this DType type) => type switch
    {
        DType.Bool or DType.UInt8 => 1,
        DType.Float16 => 2,
        DType.Int32 or DType.Float32 => 4,
        _ => 8,
    };

    /// <summary>The name with its width: <c>float32</c>.</summary>
    public static string Name(this DType type) => type switch
    {
        DType.Bool => "bool",
        DType.UInt8 => "uint8",
        DType.Int32 => "int32",
        DType.Int64 => "int64",
        DType.Float16 => "float16",
        DType.Float32 => "float32",
        _ => "float64",
    };

    /// <summary>The C# keyword (or name) of the type.</summary>
    public static string Keyword(this DType type) => type switch
    {
        DType.Bool => "bool",
        DType.UInt8 => "byte",
        DType.Int32 => "int",
        DType.Int64 => "long",
        DType.Float16 => "Half",
        DType.Float32 => "float",
        _ => "double",
    };
}
