using System.Globalization;
using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>
/// The C# of each elementwise operation in kernels. What compilers for devices get wrong stays out of it: functions are those of
/// <c>DeviceMath</c>, nothing is divided by a constant power of two, nothing of <c>MathF</c> is used but what every device has.
/// </summary>
internal static class DeviceOpText
{
    private const string Math = "Dev.DeviceMath";

    private static readonly Dictionary<OpCode, string> table = Build();

    private static readonly Dictionary<OpCode, string> bools = new()
    {
        [OpCode.Maximum] = "{0} | {1}",
        [OpCode.Minimum] = "{0} & {1}",
        [OpCode.Lt] = $"{Math}.Not({{0}}) & {{1}}",
        [OpCode.Le] = $"{Math}.Not({{0}}) | {{1}}",
        [OpCode.IsNan] = "false",
        [OpCode.IsInf] = "false",
    };

    private static readonly Dictionary<OpCode, string> integers = new()
    {
        [OpCode.Div] = $"{Math}.Divide({{0}}, {{1}})",
        [OpCode.Not] = "~{0}",
        [OpCode.IsNan] = "false",
        [OpCode.IsInf] = "false",
    };

    public static bool IsOperator(OpCode op, DType type) => op != OpCode.Cast && Template(op, type) is var text
        && (text[0] == '{' || text.EndsWith("{0}", StringComparison.Ordinal) || text.EndsWith("{1}", StringComparison.Ordinal) || text.IndexOf(") & ", StringComparison.Ordinal) > 0);

    /// <summary>The operations that have a text.</summary>
    public static IEnumerable<OpCode> Operations => table.Keys;

    public static string Text(OpCode op, DType type, IReadOnlyList<string> operands)
    {
        string text = Template(op, type).Replace("{M}", type == DType.Float64 ? "Math" : "MathF");
        for (int i = operands.Count - 1; i >= 0; i--) text = text.Replace("{" + i.ToString(CultureInfo.InvariantCulture) + "}", operands[i]);
        // C# computes bytes as int.
        return type == DType.UInt8 && op.Info().Types != TypeRule.Compare && op != OpCode.Select ? $"(byte)({text})" : text;
    }

    /// <summary>An integer divided by a constant.</summary>
    public static string Quotient(string operand, long divisor, DType type)
    {
        ulong magnitude = divisor < 0 ? (ulong)-divisor : (ulong)divisor;
        bool isPower = magnitude != 0 && (magnitude & (magnitude - 1)) == 0;
        if (!isPower) return Text(OpCode.Div, type, [operand, OpText.ConstantText(ConstantData.Of(divisor), type)]);
        int shift = 0;
        while (1UL << shift != magnitude) shift++;
        string text = shift == 0 ? operand : type == DType.UInt8 ? FormattableString.Invariant($"(byte)({operand} >> {shift})")
            : FormattableString.Invariant($"{Math}.Halve({operand}, {shift})");
        return divisor < 0 ? $"(-{text})" : text;
    }

    /// <summary>A non-negative int divided by a size.</summary>
    public static string Quotient(string operand, Dim size, string sizeText)
    {
        if (!size.IsConstant) return $"{operand} / {sizeText}";
        long divisor = size.Value < 1 ? 1 : size.Value;
        if ((divisor & (divisor - 1)) != 0) return FormattableString.Invariant($"{operand} / {divisor}");
        int shift = 0;
        while (1L << shift != divisor) shift++;
        return shift == 0 ? operand : FormattableString.Invariant($"({operand} >> {shift})");
    }

    /// <summary>The conversion of a number.</summary>
    public static string Cast(DType from, DType to, string operand)
    {
        if (from == to) return operand;
        if (from == DType.Bool && to.IsInteger()) return $"{Math}.ToByte({operand})";
        if (from == DType.Bool) return $"({operand} ? {One(to)} : {Zero(to)})";
        if (to == DType.Bool) return $"({operand} != 0)";
        if (to == DType.Float16) return $"Dev.Halves.Round({(from == DType.Float32 ? operand : $"(float)({operand})")})";
        if (from.IsFloat() && to.IsInteger()) return $"{Math}.To{(to == DType.Int32 ? "Int" : to == DType.Int64 ? "Long" : "Byte")}({operand})";
        return from == DType.Float16 && to == DType.Float32 ? operand : $"({to.Keyword()})({operand})";
    }

    /// <summary>A constant, of the type of locals.</summary>
    public static string Constant(ConstantData constant, DType type) => OpText.ConstantText(constant, type == DType.Float16 ? DType.Float32 : type);

    private static string One(DType type) => Constant(ConstantData.Of(1.0), type);

    private static string Zero(DType type) => Constant(ConstantData.Of(0.0), type);

    private static string Template(OpCode op, DType type) =>
        type == DType.Bool && bools.TryGetValue(op, out string? text) || type.IsInteger() && integers.TryGetValue(op, out text) ? text : table[op];

    private static Dictionary<OpCode, string> Build()
    {
        var rows = new Dictionary<OpCode, string>
        {
            [OpCode.Neg] = "-{0}",
            [OpCode.Sqr] = "{0} * {0}",
            [OpCode.Sqrt] = "{M}.Sqrt({0})",
            [OpCode.Reciprocal] = "1 / {0}",
            [OpCode.Ceil] = "{M}.Ceiling({0})",
            [OpCode.Floor] = "{M}.Floor({0})",
            [OpCode.Round] = $"{Math}.Round({{0}})",
            [OpCode.Trunc] = $"{Math}.Truncate({{0}})",
            [OpCode.IsNan] = $"{Math}.IsNaN({{0}})",
            [OpCode.IsInf] = $"{Math}.IsInfinity({{0}})",
            [OpCode.Not] = $"{Math}.Not({{0}})",
            [OpCode.Add] = "{0} + {1}",
            [OpCode.Sub] = "{0} - {1}",
            [OpCode.Mul] = "{0} * {1}",
            [OpCode.Div] = "{0} / {1}",
            [OpCode.Mod] = $"{Math}.Remainder({{0}}, {{1}})",
            [OpCode.Maximum] = $"{Math}.Max({{0}}, {{1}})",
            [OpCode.Minimum] = $"{Math}.Min({{0}}, {{1}})",
            [OpCode.Eq] = "{0} == {1}",
            [OpCode.Neq] = "{0} != {1}",
            [OpCode.Lt] = "{0} < {1}",
            [OpCode.Le] = "{0} <= {1}",
            [OpCode.And] = "{0} & {1}",
            [OpCode.Or] = "{0} | {1}",
            [OpCode.Xor] = "{0} ^ {1}",
            [OpCode.Select] = "{0} ? {1} : {2}",
        };
        OpCode[] functions =
        [
            OpCode.Abs, OpCode.Sign, OpCode.Exp, OpCode.Exp2, OpCode.Expm1, OpCode.Log, OpCode.Log2, OpCode.Log10, OpCode.Log1p, OpCode.Sin,
            OpCode.Cos, OpCode.Tan, OpCode.Asin, OpCode.Acos, OpCode.Atan, OpCode.Sinh, OpCode.Cosh, OpCode.Tanh, OpCode.Erf, OpCode.Erfc,
            OpCode.Sigmoid, OpCode.Softplus,
        ];
        foreach (var op in functions) rows[op] = $"{Math}.{op}({{0}})";
        foreach (var op in new[] { OpCode.Pow, OpCode.Atan2 }) rows[op] = $"{Math}.{op}({{0}}, {{1}})";
        return rows;
    }
}
