using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>How element types look on devices: kernels know neither bool in memory nor half precision.</summary>
internal static class DeviceTypes
{
    /// <summary>The type of the elements of views.</summary>
    public static string InMemory(this DType type) => type switch
    {
        DType.Bool => "byte",
        DType.Float16 => "ushort",
        _ => type.Keyword(),
    };

    /// <summary>The type of locals in kernels.</summary>
    public static string InKernels(this DType type) => type == DType.Float16 ? "float" : type.Keyword();

    /// <summary>The type in which reductions add up.</summary>
    public static DType Accumulator(this DType type) => type switch
    {
        DType.Bool or DType.UInt8 => DType.Int32,
        DType.Float16 => DType.Float32,
        _ => type,
    };

    /// <summary>The type behind a C# keyword.</summary>
    public static DType OfKeyword(string keyword) => DTypes.All.First(t => t.Keyword() == keyword);

    /// <summary>A view's element as a local's value.</summary>
    public static string Loaded(this DType type, string element) => type switch
    {
        DType.Bool => $"({element} != 0)",
        DType.Float16 => $"Dev.Halves.ToSingle({element})",
        _ => element,
    };

    /// <summary>A local's value as a view's element.</summary>
    public static string Stored(this DType type, string value) => type switch
    {
        DType.Bool => $"Dev.DeviceMath.ToByte({value})",
        DType.Float16 => $"Dev.Halves.ToBits({value})",
        _ => value,
    };
}
