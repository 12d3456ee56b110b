using System.Diagnostics;
using GraphDsl.Generators.Capture;
using GraphDsl.Generators.Capture.Reuse;
using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.Emit;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators;

/// <summary>A compiled function.</summary>
/// <param name="IlgpuText">Its version for devices of ILGPU, where there is one.</param>
/// <param name="Failure">What went wrong; the text is then a body that throws.</param>
internal sealed record CompiledFile(string HintName, string Text, string? IlgpuText, DiagnosticInfo? Failure);

/// <summary>The steps that can fail for a reason of GraphDsl's own: each failure becomes one diagnostic, never an exception.</summary>
internal static class Safely
{
    public static CaptureResult Capture(GeneratorAttributeSyntaxContext context, CaptureMemo memo, CancellationToken cancellation)
    {
        try
        {
            return FunctionCapture.Run(context, memo, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new(null, null, null, EquatableArray.Of(Failure("capture", context.TargetSymbol.ToDisplayString(), e, context.TargetSymbol.Locations[0])));
        }
    }

    public static ModuleResult CaptureModule(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        try
        {
            return ModuleCapture.Run(context, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new(null, EquatableArray.Of(Failure("capture of the module", context.TargetSymbol.ToDisplayString(), e, context.TargetSymbol.Locations[0])));
        }
    }

    public static CompiledFile Compile(FunctionModel function, CancellationToken cancellation)
    {
        if (function.Graph is null) return new(function.HintName, SurfaceEmitter.EmitFailure(function), null, null);
        try
        {
            var text = Passes.Compile(function, cancellation);
            return new(function.HintName, text.Cpu, text.Ilgpu, null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new(function.HintName, SurfaceEmitter.EmitFailure(function), null, Failure("compilation", $"{function.Container.Name}.{function.Name}", e, Location.None));
        }
    }

    private static DiagnosticInfo Failure(string pass, string function, Exception e, Location location) =>
        DiagnosticInfo.Of(Descriptors.Internal, location, pass, function, $"{e.GetType().Name}{Place(e)}: {e.Message.Replace('\n', ' ').Replace("\r", "")}");

    private static string Place(Exception e) =>
        new StackTrace(e).GetFrames()?.Select(f => f.GetMethod()).FirstOrDefault(m => m?.DeclaringType?.Assembly == typeof(Safely).Assembly) is { } method
            ? $" in {method.DeclaringType!.Name}.{method.Name}" : "";
}
