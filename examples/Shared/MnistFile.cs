namespace GraphDsl.Examples;

/// <summary>Where <c>mnist.pkl.gz</c> may lie when the command line does not tell.</summary>
internal static class MnistFile
{
    /// <summary>The environment variable that names the file.</summary>
    public const string Variable = "GRAPHDSL_MNIST";

    /// <summary>The environment variable that names the folder of development data.</summary>
    private const string SharedVariable = "GRAPHDSL_SHARED";

    /// <summary>What to tell a user who has no file.</summary>
    public const string Expected = $"--data PATH, {Variable}, or data/mnist.pkl.gz under {SharedVariable} or in ../shared beside the repository";

    /// <summary>
    /// The file that <see cref="Variable"/> names (whether it is there or not: a wrong path is an error to be seen),
    /// else the development data, beside the repository or where <see cref="SharedVariable"/> says; null where there is neither.
    /// </summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return named;
        if (Environment.GetEnvironmentVariable(SharedVariable) is { Length: > 0 } shared)
            return In(shared);
        return Beside(Directory.GetCurrentDirectory()) ?? Beside(AppContext.BaseDirectory);
    }

    // Looks beside the repository that a folder lies in.
    private static string? Beside(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "GraphDsl.sln")))
                continue;
            return In(Path.Combine(folder.FullName, "..", "shared"));
        }

        return null;
    }

    private static string? In(string shared)
    {
        var file = Path.GetFullPath(Path.Combine(shared, "data", "mnist.pkl.gz"));
        return File.Exists(file) ? file : null;
    }
}
