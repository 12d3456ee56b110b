using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Capture;

/// <summary><c>Math</c> and <c>MathF</c>, on constants and on numbers that only the call knows.</summary>
internal sealed partial class Evaluator
{
    private static readonly Dictionary<string, (OpCode Op, Func<double, double, double> Constant)> mathematics = new(StringComparer.Ordinal)
    {
        ["Abs"] = (OpCode.Abs, (x, _) => Math.Abs(x)),
        ["Acos"] = (OpCode.Acos, (x, _) => Math.Acos(x)),
        ["Asin"] = (OpCode.Asin, (x, _) => Math.Asin(x)),
        ["Atan"] = (OpCode.Atan, (x, _) => Math.Atan(x)),
        ["Atan2"] = (OpCode.Atan2, Math.Atan2),
        ["Ceiling"] = (OpCode.Ceil, (x, _) => Math.Ceiling(x)),
        ["Cos"] = (OpCode.Cos, (x, _) => Math.Cos(x)),
        ["Cosh"] = (OpCode.Cosh, (x, _) => Math.Cosh(x)),
        ["Exp"] = (OpCode.Exp, (x, _) => Math.Exp(x)),
        ["Floor"] = (OpCode.Floor, (x, _) => Math.Floor(x)),
        ["Log"] = (OpCode.Log, (x, _) => Math.Log(x)),
        ["Log10"] = (OpCode.Log10, (x, _) => Math.Log10(x)),
        ["Max"] = (OpCode.Maximum, Math.Max),
        ["Min"] = (OpCode.Minimum, Math.Min),
        ["Pow"] = (OpCode.Pow, Math.Pow),
        ["Sign"] = (OpCode.Sign, (x, _) => Math.Sign(x)),
        ["Sin"] = (OpCode.Sin, (x, _) => Math.Sin(x)),
        ["Sinh"] = (OpCode.Sinh, (x, _) => Math.Sinh(x)),
        ["Sqrt"] = (OpCode.Sqrt, (x, _) => Math.Sqrt(x)),
        ["Tan"] = (OpCode.Tan, (x, _) => Math.Tan(x)),
        ["Tanh"] = (OpCode.Tanh, (x, _) => Math.Tanh(x)),
        ["Truncate"] = (OpCode.Trunc, (x, _) => Math.Truncate(x)),
    };

    private Value Mathematics(IMethodSymbol method, Value[] arguments, IOperation at)
    {
        if (!mathematics.TryGetValue(method.Name, out var function) || arguments.Length != Math.Max(1, function.Op.Info().Arity))
            throw Unsupported(at, $"'{method.ContainingType.Name}.{method.Name}'", "compute it outside of the describing method and hold it in a member");
        if (!arguments.All(a => a is ConstantValue { Object: not null }))
            return new NodeValue(At().Add(function.Op, [.. arguments.Select(a => Tensor(a, at))]));

        object[] constants = [.. arguments.Select(a => ((ConstantValue)a).Object!)];
        if (method.ReturnType.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 && method.Name is "Max" or "Min" or "Abs")
        {
            long x = ConstantArithmetic.AsLong(constants[0]), y = constants.Length > 1 ? ConstantArithmetic.AsLong(constants[1]) : 0;
            long chosen = method.Name switch { "Max" => Math.Max(x, y), "Min" => Math.Min(x, y), _ => x < 0 ? -x : x };
            return new ConstantValue(ConstantArithmetic.Convert(chosen, method.ReturnType));
        }
        double[] numbers = [.. constants.Select(ConstantArithmetic.AsDouble)];
        if (method.Name == "Sign" && double.IsNaN(numbers[0])) throw new CaptureException(Descriptors.BuildTimeFailure, at, "NaN has no sign");
        double result = function.Constant(numbers[0], numbers.Length > 1 ? numbers[1] : 0);
        return new ConstantValue(ConstantArithmetic.Convert(result, method.ReturnType) ?? result);
    }
}
