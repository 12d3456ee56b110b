namespace GraphDsl.Generators;

/// <summary>The names of the generator's steps; tests of incrementality ask for their outcomes.</summary>
internal static class TrackingNames
{
    /// <summary>Describing methods read into models.</summary>
    public const string Capture = nameof(Capture);

    /// <summary>What callers see of each function.</summary>
    public const string Surface = nameof(Surface);

    /// <summary>Each function's graph.</summary>
    public const string Function = nameof(Function);

    /// <summary>The functions' graphs compiled to C#.</summary>
    public const string Compile = nameof(Compile);

    /// <summary>Where the expressions of each function stand.</summary>
    public const string Sites = nameof(Sites);

    /// <summary>Modules read into models.</summary>
    public const string ModuleCapture = nameof(ModuleCapture);

    /// <summary>The shared variables of each module.</summary>
    public const string Module = nameof(Module);

    /// <summary>The diagnostics of functions.</summary>
    public const string FunctionDiagnostics = nameof(FunctionDiagnostics);

    /// <summary>The diagnostics of modules.</summary>
    public const string ModuleDiagnostics = nameof(ModuleDiagnostics);
}
