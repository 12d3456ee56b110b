using System.Text.RegularExpressions;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>What no kernel may contain: compilers for devices get it wrong or refuse it.</summary>
internal static partial class Pitfalls
{
    private const int MostParameters = 14;

    private static readonly string[] forbidden =
        ["throw ", "try", "stackalloc", "Span<", "MathF.FusedMultiplyAdd", "Math.FusedMultiplyAdd", ".Cbrt(", ".Log2(", ".Acosh(", ".Asinh(", ".Atanh(",
         "ReciprocalEstimate", "ReciprocalSqrtEstimate", "Math.Clamp", "MathF.Sign", "IEEERemainder", "Math.Tanh", "MathF.Tanh", "MathF.Exp", "Math.Exp(", "new float[", "new int["];

    /// <summary>What is wrong with the kernels of a file; null where nothing is.</summary>
    public static string? Find(string file)
    {
        foreach (Match kernel in Kernel().Matches(file))
        {
            string name = kernel.Groups["name"].Value;
            int parameters = Types().Replace(kernel.Groups["parameters"].Value, "").Count(c => c == ',') + 1;
            if (parameters > MostParameters) return $"{name} has {parameters} parameters";
            if (FindInText(kernel.Groups["body"].Value) is { } found) return $"{name} {found}";
        }
        return null;
    }

    /// <summary>What is wrong with the text of a kernel, or of what kernels call.</summary>
    public static string? FindInText(string text)
    {
        // Comments may say anything, and our own functions have the names of others.
        text = Own().Replace(Comment().Replace(text, ""), "Own");
        foreach (string word in forbidden)
            if (text.Contains(word, StringComparison.Ordinal)) return $"contains {word}";
        foreach (Match division in Division().Matches(text))
        {
            ulong divisor = ulong.Parse(division.Groups["divisor"].Value, System.Globalization.CultureInfo.InvariantCulture);
            if (divisor > 0 && (divisor & (divisor - 1)) == 0) return $"divides by {divisor}";
        }
        return null;
    }

    [GeneratedRegex(@"Dev\.DeviceMath\.\w+")]
    private static partial Regex Own();

    [GeneratedRegex(@"private static \w+ (?<name>\w+(Kernel|Step))\((?<parameters>[^\n]*)\)\n(?<indent> *)\{\n(?<body>.*?)\n\k<indent>\}", RegexOptions.Singleline)]
    private static partial Regex Kernel();

    [GeneratedRegex(@"<[^<>]*(<[^<>]*>[^<>]*)*>")]
    private static partial Regex Types();

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"/ (?<divisor>\d+)[UL]*(?![\d.fe])")]
    private static partial Regex Division();
}
