using System.Globalization;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GraphDsl.Generators.Capture;

/// <summary>C#'s arithmetic on primitives, as the compiler would do it: its own promotions have been made already.</summary>
internal static class ConstantArithmetic
{
    /// <summary>The value as one of another primitive type; null where that type is none, or the value has no such form.</summary>
    public static object? Convert(object value, ITypeSymbol target)
    {
        if (target is INamedTypeSymbol { EnumUnderlyingType: { } underlying }) target = underlying;
        if (value is bool or string) return IsOwn(value, target) ? value : null;
        if (target.Name == "Half" && SymbolicTypes.TryDType(target) == DType.Float16) return AsDouble(value);
        unchecked
        {
            return target.SpecialType switch
            {
                SpecialType.System_Double => AsDouble(value),
                SpecialType.System_Single => (float)AsDouble(value),
                SpecialType.System_Decimal => System.Convert.ToDecimal(value, CultureInfo.InvariantCulture),
                SpecialType.System_Int64 => AsLong(value),
                SpecialType.System_UInt64 => (ulong)AsLong(value),
                SpecialType.System_Int32 => (int)AsLong(value),
                SpecialType.System_UInt32 => (uint)AsLong(value),
                SpecialType.System_Int16 => (short)AsLong(value),
                SpecialType.System_UInt16 => (ushort)AsLong(value),
                SpecialType.System_Byte => (byte)AsLong(value),
                SpecialType.System_SByte => (sbyte)AsLong(value),
                SpecialType.System_Char => (char)AsLong(value),
                SpecialType.System_IntPtr => AsLong(value),
                _ => null,
            };
        }
    }

    public static double AsDouble(object value) => value switch
    {
        char c => c,
        _ => System.Convert.ToDouble(value, CultureInfo.InvariantCulture),
    };

    public static long AsLong(object value) => unchecked(value switch
    {
        double d => (long)d,
        float f => (long)f,
        decimal m => (long)m,
        ulong u => (long)u,
        char c => c,
        _ => System.Convert.ToInt64(value, CultureInfo.InvariantCulture),
    });

    public static bool IsNumber(object? value) =>
        value is int or long or float or double or byte or sbyte or short or ushort or uint or ulong or decimal;

    public static bool IsWhole(object value) => value is not (float or double or decimal) || AsDouble(value) == Math.Floor(AsDouble(value));

    /// <summary>A binary operator on two values of one type; null where C# has none such.</summary>
    /// <exception cref="DivideByZeroException">Integers divided by zero.</exception>
    public static object? Binary(BinaryOperatorKind kind, object? a, object? b)
    {
        switch (kind)
        {
            case BinaryOperatorKind.Equals: return AreEqual(a, b);
            case BinaryOperatorKind.NotEquals: return !AreEqual(a, b);
            case BinaryOperatorKind.Add when a is string || b is string:
                return System.Convert.ToString(a, CultureInfo.InvariantCulture) + System.Convert.ToString(b, CultureInfo.InvariantCulture);
            case BinaryOperatorKind.LeftShift when IsNumber(a) && IsNumber(b): return Shift(a!, (int)AsLong(b!), left: true);
            case BinaryOperatorKind.RightShift when IsNumber(a) && IsNumber(b): return Shift(a!, (int)AsLong(b!), left: false);
        }
        return (a, b) switch
        {
            (bool x, bool y) => Logic(kind, x, y),
            (double or float, _) or (_, double or float) when IsNumber(a) && IsNumber(b) =>
                Narrow(Floating(kind, AsDouble(a!), AsDouble(b!)), a is float && b is float),
            (decimal x, decimal y) => Decimal(kind, x, y),
            (ulong x, ulong y) => Unsigned(kind, x, y),
            _ when (IsNumber(a) || a is char) && (IsNumber(b) || b is char) => Integer(kind, AsLong(a!), AsLong(b!), a is long || b is long, a is uint && b is uint),
            _ => null,
        };
    }

    public static object? Negate(object value) => unchecked(value switch
    {
        double d => -d,
        float f => -f,
        decimal m => -m,
        long n => -n,
        uint n => -(long)n,
        int or short or sbyte or byte or ushort or char => -(int)AsLong(value),
        _ => null,
    });

    public static object? Complement(object value) => value switch
    {
        bool b => !b,
        long n => ~n,
        ulong n => ~n,
        uint n => ~n,
        int or short or sbyte or byte or ushort => ~(int)AsLong(value),
        _ => null,
    };

    public static bool AreEqual(object? a, object? b) => (a, b) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        _ when IsNumber(a) && IsNumber(b) && a.GetType() != b.GetType() => AsDouble(a).Equals(AsDouble(b)),
        (double x, double y) => x == y,
        (float x, float y) => x == y,
        _ => a.Equals(b),
    };

    private static bool IsOwn(object value, ITypeSymbol target) => value is bool
        ? target.SpecialType is SpecialType.System_Boolean or SpecialType.System_Object
        : target.SpecialType is SpecialType.System_String or SpecialType.System_Object;

    private static object? Logic(BinaryOperatorKind kind, bool a, bool b) => kind switch
    {
        BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => a & b,
        BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => a | b,
        BinaryOperatorKind.ExclusiveOr => a ^ b,
        _ => null,
    };

    private static object? Narrow(object? value, bool single) => single && value is double d ? (float)d : value;

    private static object? Floating(BinaryOperatorKind kind, double a, double b) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        BinaryOperatorKind.LessThan => a < b,
        BinaryOperatorKind.LessThanOrEqual => a <= b,
        BinaryOperatorKind.GreaterThan => a > b,
        BinaryOperatorKind.GreaterThanOrEqual => a >= b,
        _ => null,
    };

    private static object? Decimal(BinaryOperatorKind kind, decimal a, decimal b) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        BinaryOperatorKind.LessThan => a < b,
        BinaryOperatorKind.LessThanOrEqual => a <= b,
        BinaryOperatorKind.GreaterThan => a > b,
        BinaryOperatorKind.GreaterThanOrEqual => a >= b,
        _ => null,
    };

    private static object? Unsigned(BinaryOperatorKind kind, ulong a, ulong b) => unchecked(kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        BinaryOperatorKind.And => a & b,
        BinaryOperatorKind.Or => a | b,
        BinaryOperatorKind.ExclusiveOr => a ^ b,
        BinaryOperatorKind.LessThan => a < b,
        BinaryOperatorKind.LessThanOrEqual => a <= b,
        BinaryOperatorKind.GreaterThan => a > b,
        BinaryOperatorKind.GreaterThanOrEqual => a >= b,
        _ => (object?)null,
    });

    private static object? Integer(BinaryOperatorKind kind, long a, long b, bool wide, bool unsigned)
    {
        object? result = unchecked(kind switch
        {
            BinaryOperatorKind.Add => a + b,
            BinaryOperatorKind.Subtract => a - b,
            BinaryOperatorKind.Multiply => a * b,
            BinaryOperatorKind.Divide => b == -1 ? -a : a / b,
            BinaryOperatorKind.Remainder => b == -1 ? 0 : a % b,
            BinaryOperatorKind.And => a & b,
            BinaryOperatorKind.Or => a | b,
            BinaryOperatorKind.ExclusiveOr => a ^ b,
            BinaryOperatorKind.LessThan => a < b,
            BinaryOperatorKind.LessThanOrEqual => a <= b,
            BinaryOperatorKind.GreaterThan => a > b,
            BinaryOperatorKind.GreaterThanOrEqual => a >= b,
            _ => (object?)null,
        });
        return result is long n && !wide ? unsigned ? unchecked((uint)n) : unchecked((int)n) : result;
    }

    private static object? Shift(object a, int by, bool left) => a switch
    {
        long n => left ? n << by : n >> by,
        ulong n => left ? n << by : n >> by,
        uint n => left ? n << by : n >> by,
        int or short or sbyte or byte or ushort => left ? (int)AsLong(a) << by : (int)AsLong(a) >> by,
        _ => null,
    };
}
