using System.Globalization;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>The C# of each elementwise operation: over vectors <c>V</c> and over single elements.</summary>
/// <param name="Vector">{0}, {1}, {2} are the operands, {T} the element type.</param>
/// <param name="Scalar">As above, for plain numbers; null: the same as <paramref name="Vector"/>.</param>
internal sealed record OpText(string Vector, string? Scalar = null)
{
    private static readonly Dictionary<OpCode, OpText> table = Build();

    // Where the C# of a bool or an integer is another.
    private static readonly Dictionary<OpCode, OpText> bools = new()
    {
        [OpCode.Maximum] = new("V.Or({0}, {1})", "{0} | {1}"),
        [OpCode.Minimum] = new("V.And({0}, {1})", "{0} & {1}"),
        [OpCode.Eq] = new("V.Not(V.Xor({0}, {1}))", "{0} == {1}"), // a set lane of floats is NaN
        [OpCode.Neq] = new("V.Xor({0}, {1})", "{0} != {1}"),
        [OpCode.Lt] = new("V.And(V.Not({0}), {1})", "!{0} & {1}"),
        [OpCode.Le] = new("V.Or(V.Not({0}), {1})", "!{0} | {1}"),
        [OpCode.IsNan] = new("V.Zero", "false"),
        [OpCode.IsInf] = new("V.Zero", "false"),
    };

    private static readonly Dictionary<OpCode, OpText> integers = new()
    {
        [OpCode.Abs] = new("V.Abs({0})", "Cpu.IntegerMath.Abs<{T}>({0})"),
        [OpCode.Sign] = new("", "Cpu.IntegerMath.Sign<{T}>({0})"),
        [OpCode.Div] = new("", "Cpu.IntegerMath.Divide<{T}>({0}, {1})"),
        [OpCode.Mod] = new("", "Cpu.IntegerMath.Remainder<{T}>({0}, {1})"),
        [OpCode.Pow] = new("", "Cpu.IntegerMath.Power<{T}>({0}, {1})"),
        [OpCode.Not] = new("V.Not({0})", "~{0}"),
        [OpCode.IsNan] = new("V.Zero", "false"),
        [OpCode.IsInf] = new("V.Zero", "false"),
    };

    /// <summary>True where the text over vectors is an infix or prefix operator, which binds weaker than a call.</summary>
    public static bool IsVectorOperator(OpCode op, DType type) => op != OpCode.Cast && IsOperator(Of(op, type).Vector);

    /// <inheritdoc cref="IsVectorOperator"/>
    public static bool IsScalarOperator(OpCode op, DType type) => op != OpCode.Cast && IsOperator(Of(op, type).Scalar ?? Of(op, type).Vector);

    /// <summary>The text over vectors of <paramref name="type"/>; operands have type <paramref name="operand"/>, that type or bool.</summary>
    public static string VectorText(OpCode op, DType type, DType operand, IReadOnlyList<string> operands) =>
        Fill(Of(op, operand).Vector, type, operands);

    /// <summary>The text over plain numbers; operands have type <paramref name="type"/>.</summary>
    public static string ScalarText(OpCode op, DType type, IReadOnlyList<string> operands)
    {
        var row = Of(op, type);
        string text = Fill(row.Scalar ?? row.Vector, type, operands);
        // C# computes small types as int, and Half through float; a choice between a byte and a literal is an int too.
        bool narrows = type == DType.UInt8 && !IsPredicate(op) || type == DType.Float16 && !IsPredicate(op) && op != OpCode.Select;
        return narrows ? $"({type.Keyword()})({text})" : text;
    }

    /// <summary>The conversion of a plain number.</summary>
    public static string CastText(DType from, DType to, string operand)
    {
        if (from == to) return operand;
        if (from == DType.Bool) return $"{(to == DType.UInt8 ? "(byte)" : "")}({operand} ? {ConstantText(ConstantData.Of(1.0), to)} : {ConstantText(ConstantData.Of(0.0), to)})";
        if (to == DType.UInt8 && from.IsFloat()) return $"byte.CreateSaturating({operand})";
        if (to == DType.Bool) return $"({operand} != {(from == DType.Float16 ? "Half.Zero" : "0")})";
        return $"({to.Keyword()})({operand})";
    }

    /// <summary>A constant as C#, exact and round-trip.</summary>
    public static string ConstantText(ConstantData constant, DType type)
    {
        if (type == DType.Bool) return constant.AsDouble != 0 ? "true" : "false";
        if (type == DType.Int64) return constant.AsLong.ToString(CultureInfo.InvariantCulture) + "L";
        if (!type.IsFloat()) return constant.AsLong.ToString(CultureInfo.InvariantCulture);
        double value = constant.AsDouble;
        string name = type == DType.Float16 ? "Half" : type.Keyword();
        if (double.IsNaN(value)) return name + ".NaN";
        if (double.IsPositiveInfinity(value)) return name + ".PositiveInfinity";
        if (double.IsNegativeInfinity(value)) return name + ".NegativeInfinity";
        bool negativeZero = value == 0 && double.IsNegativeInfinity(1 / value);
        if (negativeZero) return name + ".NegativeZero";
        return type switch
        {
            DType.Float32 => ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f",
            DType.Float64 => value.ToString("R", CultureInfo.InvariantCulture) is var text && text.IndexOfAny(['.', 'E', 'e']) >= 0 ? text : text + ".0",
            _ => $"(Half){((float)value).ToString("R", CultureInfo.InvariantCulture)}f",
        };
    }

    private static OpText Of(OpCode op, DType type) =>
        (type.IsFloat() ? table : type == DType.Bool ? bools : integers).TryGetValue(op, out var row) ? row : table[op];

    private static bool IsOperator(string template) => template.Length > 0 && (template[0] == '{'
        || template.EndsWith("{0}", StringComparison.Ordinal) || template.EndsWith("{1}", StringComparison.Ordinal));

    private static bool IsPredicate(OpCode op) => op.Info().Types == TypeRule.Compare;

    private static string Fill(string template, DType type, IReadOnlyList<string> operands)
    {
        string text = template.Replace("{T}", type.Keyword());
        for (int i = operands.Count - 1; i >= 0; i--)
            text = text.Replace("{" + i.ToString(CultureInfo.InvariantCulture) + "}", operands[i]);
        return text;
    }

    private static Dictionary<OpCode, OpText> Build()
    {
        var rows = new Dictionary<OpCode, OpText>
        {
            [OpCode.Neg] = new("-{0}"),
            [OpCode.Abs] = new("V.Abs({0})", "{T}.Abs({0})"),
            [OpCode.Sqr] = new("{0} * {0}"),
            [OpCode.Sqrt] = new("V.Sqrt({0})", "{T}.Sqrt({0})"),
            [OpCode.Reciprocal] = new("V.Broadcast(1) / {0}", "1 / {0}"),
            [OpCode.Ceil] = new("V.Ceiling({0})", "{T}.Ceiling({0})"),
            [OpCode.Floor] = new("V.Floor({0})", "{T}.Floor({0})"),
            [OpCode.Round] = new("V.Round({0})", "{T}.Round({0})"),
            [OpCode.Trunc] = new("V.Truncate({0})", "{T}.Truncate({0})"),
            [OpCode.IsNan] = new("V.IsNaN({0})", "{T}.IsNaN({0})"),
            [OpCode.IsInf] = new("V.Equal(V.Abs({0}), V.Broadcast({T}.PositiveInfinity))", "{T}.IsInfinity({0})"),
            [OpCode.Not] = new("V.Not({0})", "!{0}"),
            [OpCode.Add] = new("{0} + {1}"),
            [OpCode.Sub] = new("{0} - {1}"),
            [OpCode.Mul] = new("{0} * {1}"),
            [OpCode.Div] = new("{0} / {1}"),
            [OpCode.Mod] = new("{0} % {1}"),
            [OpCode.Maximum] = new("V.Max({0}, {1})", "{T}.Max({0}, {1})"),
            [OpCode.Minimum] = new("V.Min({0}, {1})", "{T}.Min({0}, {1})"),
            [OpCode.Eq] = new("V.Equal({0}, {1})", "{0} == {1}"),
            [OpCode.Neq] = new("V.NotEqual({0}, {1})", "{0} != {1}"),
            [OpCode.Lt] = new("V.Less({0}, {1})", "{0} < {1}"),
            [OpCode.Le] = new("V.LessOrEqual({0}, {1})", "{0} <= {1}"),
            [OpCode.And] = new("V.And({0}, {1})", "{0} & {1}"),
            [OpCode.Or] = new("V.Or({0}, {1})", "{0} | {1}"),
            [OpCode.Xor] = new("V.Xor({0}, {1})", "{0} ^ {1}"),
            [OpCode.Select] = new("V.Select({0}, {1}, {2})", "{0} ? {1} : {2}"),
        };
        OpCode[] functions =
        [
            OpCode.Sign, OpCode.Exp, OpCode.Exp2, OpCode.Expm1, OpCode.Log, OpCode.Log2, OpCode.Log10, OpCode.Log1p, OpCode.Sin, OpCode.Cos,
            OpCode.Tan, OpCode.Asin, OpCode.Acos, OpCode.Atan, OpCode.Sinh, OpCode.Cosh, OpCode.Tanh, OpCode.Erf, OpCode.Erfc,
            OpCode.Sigmoid, OpCode.Softplus,
        ];
        foreach (var op in functions) rows[op] = new($"Cpu.VectorMath.{op}<V, {{T}}>({{0}})", $"Cpu.ScalarMath.{op}({{0}})");
        foreach (var op in new[] { OpCode.Pow, OpCode.Atan2 }) rows[op] = new($"Cpu.VectorMath.{op}<V, {{T}}>({{0}}, {{1}})", $"Cpu.ScalarMath.{op}({{0}}, {{1}})");
        return rows;
    }
}
