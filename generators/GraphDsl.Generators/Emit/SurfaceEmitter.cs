using GraphDsl.Generators.IR;
using GraphDsl.Generators.Model;

namespace GraphDsl.Generators.Emit;

/// <summary>
/// Writes what callers see of a function: its method, the overload that fills the caller's memory, and the hook that the
/// implementation file fills in, so that design-time builds do without that file.
/// </summary>
internal static class SurfaceEmitter
{
    public static string Emit(SurfaceModel function) => GeneratedFile.Write(
        function.Container, ["System", "System.Numerics.Tensors", "Rt = global::GraphDsl.Runtime"], file =>
        {
            // Described anew, it stands in place of the base class's. Which of its overloads that one has too depends on its parameters,
            // and "new" on a member that hides nothing would be a warning as well: so the warnings are off instead.
            if (function.Hides) file.Line("#pragma warning disable CS0108, CS0114").Line();
            WriteMethod(file, function);
            if (function.Parameters.Any(p => p.Rank > 1)) WriteArrays(file.Line(), function);
            if (function.Outputs.Any(o => o.Rank > 0) && function.Outputs.All(o => o.Rank >= 0)) WriteDestinations(file.Line(), function);
            file.Line();
            file.Line($"{(function.IsStatic ? "static " : "")}partial void {function.Name}Implementation({string.Join(", ", function.Parameters.Select(p => $"{Type(p)} {p.Name}").Concat(function.Outputs.Select(o => $"ref {Holder(o)} {o.Name}")))});");
            WriteInfo(file.Line(), function);
        });

    /// <summary>The property that describes the function; like the function it is filled in by the implementation file.</summary>
    private static void WriteInfo(CodeWriter file, SurfaceModel function)
    {
        const string info = "global::GraphDsl.GraphInfo";
        if (function.Accessibility != "private")
            file.Doc("summary", $"What <c>{function.DescribingName}</c> became: its graph as written and as optimised, its kernels, its memory plan.");
        using (file.Block($"{function.Accessibility} static {info} {function.Name}Info"))
        using (file.Block("get"))
        {
            file.Line($"if (field is null) Describe{function.Name}(ref field);");
            file.Line($"return field ?? throw new InvalidOperationException({CodeWriter.Literal($"{function.Container.Name}.{function.Name} could not be compiled: see the errors of the build.")});");
        }
        file.Line();
        file.Line($"static partial void Describe{function.Name}(ref {info}? info);");
    }

    /// <summary>The body of a function that could not be compiled, so that a call of it does not vanish silently.</summary>
    public static string EmitFailure(FunctionModel function) => GeneratedFile.Write(
        function.Container, ["System", "System.Numerics.Tensors", "Rt = global::GraphDsl.Runtime"], file =>
        {
            string parameters = string.Join(", ", function.Parameters.Select(p => $"{Type(p)} {p.Name}").Concat(function.Outputs.Select(o => $"ref {Holder(o)} {o.Name}")));
            string message = CodeWriter.Literal($"{function.Container.Name}.{function.Name} could not be compiled: see the errors of the build.");
            file.Line($"{(function.IsStatic ? "static " : "")}partial void {function.Name}Implementation({parameters})");
            using (file.Indent()) file.Line($"=> throw new InvalidOperationException({message});");
        });

    private static void WriteMethod(CodeWriter file, SurfaceModel function)
    {
        WriteDocumentation(file, function, withDestinations: false);
        using (file.Block($"{Modifiers(function)} {ResultType(function)} {function.Name}({string.Join(", ", function.Parameters.Select(Declaration))})"))
        {
            foreach (var output in function.Outputs) file.Line($"{Local(output)};".Replace("$new", NewResult(function, output, null)));
            file.Line(Call(function));
            if (function.Outputs.Count == 1) file.Line($"return {Value(function.Outputs[0])};");
            if (function.Outputs.Count > 1) file.Line($"return ({string.Join(", ", function.Outputs.Select(Value))});");
        }
    }

    /// <summary>Arrays of one dimension convert to spans by themselves, those of several do not.</summary>
    private static void WriteArrays(CodeWriter file, SurfaceModel function)
    {
        WriteDocumentation(file, function, withDestinations: false);
        string parameters = string.Join(", ", function.Parameters.Select(p => p.Rank > 1 ? $"{p.Type.Keyword()}[{new string(',', p.Rank - 1)}] {p.Name}" : Declaration(p)));
        string arguments = string.Join(", ", function.Parameters.Select(p => p.Rank > 1 ? $"new ReadOnlyTensorSpan<{p.Type.Keyword()}>({p.Name})" : p.Name));
        file.Line("[global::System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]"); // so that new(...) and default stand for spans
        file.Line($"{function.Accessibility}{(function.IsStatic ? " static" : "")} {ResultType(function)} {function.Name}({parameters}) => {function.Name}({arguments});");
    }

    private static string ResultType(SurfaceModel function) => function.Outputs.Count switch
    {
        0 => "void",
        1 => Result(function.Outputs[0]),
        _ => $"({string.Join(", ", function.Outputs.Select(o => $"{Result(o)} {o.Label}"))})",
    };

    /// <summary>Scalars come back, tensors go into the caller's memory.</summary>
    private static void WriteDestinations(CodeWriter file, SurfaceModel function)
    {
        var scalars = function.Outputs.Where(o => o.Rank == 0).ToArray();
        var tensors = function.Outputs.Where(o => o.Rank > 0).ToArray();
        WriteDocumentation(file, function, withDestinations: true);
        string result = scalars.Length switch
        {
            0 => "void",
            1 => Result(scalars[0]),
            _ => $"({string.Join(", ", scalars.Select(o => $"{Result(o)} {o.Label}"))})",
        };
        // Optional parameters stand last.
        var parameters = function.Parameters.Where(p => p.Default is null).Select(Declaration)
            .Concat(tensors.Select(o => $"TensorSpan<{o.Type.Keyword()}> {Destination(o)}"))
            .Concat(function.Parameters.Where(p => p.Default is not null).Select(Declaration));
        using (file.Block($"{Modifiers(function)} {result} {function.Name}({string.Join(", ", parameters)})"))
        {
            foreach (var output in function.Outputs)
                file.Line($"{Local(output)};".Replace("$new", NewResult(function, output, Destination(output))));
            file.Line(Call(function));
            foreach (var output in tensors) file.Line($"{output.Name}.Complete();");
            if (scalars.Length == 1) file.Line($"return {scalars[0].Name};");
            if (scalars.Length > 1) file.Line($"return ({string.Join(", ", scalars.Select(o => o.Name))});");
        }
    }

    private static void WriteDocumentation(CodeWriter file, SurfaceModel function, bool withDestinations)
    {
        if (function.Accessibility == "private") return;
        string type = function.IsStatic ? "Safe to call from several threads at once." : "One thread at a time may call the functions of an instance.";
        file.Doc("summary", function.Summary ?? $"Computes what <c>{function.DescribingName}</c> describes.");
        file.Doc("remarks", $"Described by <c>{function.DescribingName}</c>. {type}{(withDestinations ? " The results go into the caller's memory; nothing is allocated." : "")}");
        foreach (var parameter in function.Parameters)
            file.Doc($"param name=\"{parameter.Name.TrimStart('@')}\"", Describe(parameter.Type, parameter.Rank) + ".");
        if (withDestinations)
        {
            foreach (var output in function.Outputs.Where(o => o.Rank > 0))
                file.Doc($"param name=\"{Destination(output).TrimStart('@')}\"", $"Where {output.Label.TrimStart('@')} goes: {Describe(output.Type, output.Rank)} of the result's shape.");
        }
        var returned = function.Outputs.Where(o => !withDestinations || o.Rank == 0).ToArray();
        if (returned.Length > 0)
            file.Doc("returns", string.Join("; ", returned.Select(o => (returned.Length > 1 ? $"{o.Label.TrimStart('@')}: " : "") + Describe(o.Type, o.Rank))) + ".");
    }

    private static string Describe(DType type, int rank) => rank switch
    {
        < 0 => "unknown, for the function has errors",
        0 => $"a scalar of {type.Keyword()}",
        1 => $"a vector of {type.Keyword()}",
        2 => $"a matrix of {type.Keyword()}",
        _ => FormattableString.Invariant($"a tensor of rank {rank} of {type.Keyword()}"),
    };

    private static string Modifiers(SurfaceModel function) => function.Accessibility + (function.IsStatic ? " static" : "")
        + (function.Inheritance.Length > 0 && function.Accessibility != "private" ? " " + function.Inheritance : "");

    private static string Type(ParameterModel parameter) =>
        parameter.Rank == 0 ? parameter.Type.Keyword() : $"ReadOnlyTensorSpan<{parameter.Type.Keyword()}>";

    private static string Declaration(ParameterModel parameter) =>
        $"{Type(parameter)} {parameter.Name}{(parameter.Default is null ? "" : " = " + parameter.Default)}";

    private static string Result(OutputModel output) => output.Rank switch
    {
        < 0 => "dynamic",
        0 => output.Type.Keyword(),
        _ => $"Tensor<{output.Type.Keyword()}>",
    };

    private static string Holder(OutputModel output) => output.Rank > 0 ? $"Rt.TensorResult<{output.Type.Keyword()}>" : Result(output);

    private static string Local(OutputModel output) => output.Rank switch
    {
        < 0 => $"dynamic {output.Name} = null!",
        0 => $"{output.Type.Keyword()} {output.Name} = default",
        _ => $"var {output.Name} = $new",
    };

    private static string NewResult(SurfaceModel function, OutputModel output, string? destination) =>
        $"new {Holder(output)}({CodeWriter.Literal(function.Name)}, {CodeWriter.Literal(output.Label.TrimStart('@'))}{(destination is null ? "" : ", " + destination)})";

    private static string Destination(OutputModel output) => output.Name.TrimStart('@') + "Destination";

    private static string Value(OutputModel output) => output.Rank > 0 ? $"{output.Name}.ToTensor()" : output.Name;

    private static string Call(SurfaceModel function) =>
        $"{function.Name}Implementation({string.Join(", ", function.Parameters.Select(p => p.Name).Concat(function.Outputs.Select(o => $"ref {o.Name}")))});";
}
