namespace GraphDsl.Tests;

/// <summary>
/// Finds the development data sets, which are not part of the repository: the folder that the environment variable
/// GRAPHDSL_SHARED names, else the folder <c>shared</c> beside the repository.
/// </summary>
internal static class SharedData
{
    private static readonly Lazy<string?> Root = new(FindRoot);

    /// <summary>Why tests over shared data cannot run; null where they can.</summary>
    public static string? Missing => Root.Value is null
        ? "the shared data is not on this machine (neither GRAPHDSL_SHARED nor a folder 'shared' beside the repository)"
        : null;

    /// <summary>The full path of a file such as <c>data/mnist.pkl.gz</c>.</summary>
    public static string Path(string relative) => Root.Value is { } root
        ? System.IO.Path.Combine(root, relative)
        : throw new InvalidOperationException(Missing);

    private static string? FindRoot()
    {
        if (Environment.GetEnvironmentVariable("GRAPHDSL_SHARED") is { Length: > 0 } named)
            return Directory.Exists(System.IO.Path.Combine(named, "data")) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(System.IO.Path.Combine(folder.FullName, "GraphDsl.sln")))
                continue;
            var beside = System.IO.Path.Combine(folder.FullName, "..", "shared");
            return Directory.Exists(System.IO.Path.Combine(beside, "data")) ? System.IO.Path.GetFullPath(beside) : null;
        }

        return null;
    }
}

/// <summary>A test over shared data; where that is absent it is skipped, with the reason.</summary>
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute() => Skip = SharedData.Missing;
}

/// <summary>A theory over shared data; where that is absent it is skipped, with the reason.</summary>
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute() => Skip = SharedData.Missing;
}
