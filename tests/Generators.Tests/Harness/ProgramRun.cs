using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Tests.Harness;

/// <summary>Whole programs as users write them: generated, compiled without a warning, and run.</summary>
internal static class ProgramRun
{
    /// <summary>What <paramref name="expression"/>, a string of the program's, is.</summary>
    public static string Of(string program, string expression) => Of(Generation.Of(program, $"public static class Main {{ public static string Run() => {expression}; }}"));

    /// <summary>What the program's <c>Main.Run()</c> returns.</summary>
    public static string Of(Generation generation)
    {
        Assert.DoesNotContain(generation.Diagnostics, d => d.Severity >= DiagnosticSeverity.Warning);
        var run = generation.Load().GetType("Main", throwOnError: true)!.GetMethod("Run")!;
        try
        {
            return (string)run.Invoke(null, null)!;
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Capture(e.InnerException!).Throw();
            throw;
        }
    }
}
