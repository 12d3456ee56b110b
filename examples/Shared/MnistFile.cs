namespace GraphDsl.Examples;

/// <summary>Where <c>mnist.pkl.gz</c> may lie when the command line does not tell.</summary>
internal static class MnistFile
{
    /// <summary>The environment variable that names the file.</summary>
    public const string Variable = "GRAPHDSL_MNIST";

    /// <summary>What to tell a user who has no file.</summary>
    public const string Expected = $"--data PATH, {Variable} or ../shared/data/mnist.pkl.gz beside the repository";

    /// <summary>
    /// The file that <see cref="Variable"/> names (whether it is there or not: a wrong path is an error to be seen),
    /// else the development data beside the repository; null where there is neither.
    /// </summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return named;
        return Beside(Directory.GetCurrentDirectory()) ?? Beside(AppContext.BaseDirectory);
    }

    // Looks beside the repository that a folder lies in.
    private static string? Beside(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "GraphDsl.sln")))
                continue;
            var file = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data", "mnist.pkl.gz"));
            return File.Exists(file) ? file : null;
        }

        return null;
    }
}
