using System.Runtime.CompilerServices;

namespace GraphDsl.Generators.Tests.Snapshots;

/// <summary>
/// Generated files held against the ones that lie beside the test: <c>Class.Method#Name.verified.cs</c>, Verify's layout. What differs
/// is written as <c>.received.cs</c>. To accept changes run the tests with GRAPHDSL_ACCEPT=1 and read the difference in git.
/// Where the feed carries Verify.Xunit (VerifyPackage), Verify itself does the comparison, on the same files.
/// </summary>
internal static class Snapshot
{
    public static async Task Verify(
        IReadOnlyDictionary<string, string> files, [CallerFilePath] string source = "", [CallerMemberName] string method = "")
    {
        string stem = Path.Combine(Path.GetDirectoryName(source)!, $"{Path.GetFileNameWithoutExtension(source)}.{method}");
#if VERIFY_PACKAGE
        await VerifyXunit.Verifier.Verify(files.Select(f => new VerifyTests.Target("cs", Normalise(f.Value), Name(f.Key))), sourceFile: source);
        _ = stem;
#else
        bool accept = Environment.GetEnvironmentVariable("GRAPHDSL_ACCEPT") == "1";
        var differences = new List<string>();
        var expected = Directory.GetFiles(Path.GetDirectoryName(source)!, Path.GetFileName(stem) + "#*.verified.cs").ToHashSet(StringComparer.Ordinal);
        foreach (var (name, text) in files)
        {
            string verified = $"{stem}#{Name(name)}.verified.cs", received = $"{stem}#{Name(name)}.received.cs";
            expected.Remove(verified);
            string actual = Normalise(text);
            if (File.Exists(verified) && Normalise(await File.ReadAllTextAsync(verified)) == actual)
            {
                File.Delete(received);
                continue;
            }
            await File.WriteAllTextAsync(accept ? verified : received, actual);
            if (!accept) differences.Add(received);
        }
        foreach (string gone in expected)
        {
            if (accept) File.Delete(gone);
            else differences.Add($"{gone} is no longer generated");
        }
        Assert.True(differences.Count == 0, $"Generated files differ from the verified ones: {string.Join(", ", differences)}");
#endif
    }

    private static string Name(string hintName) => hintName.EndsWith(".cs", StringComparison.Ordinal) ? hintName[..^3] : hintName;

    private static string Normalise(string text) => text.TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd('\n');
}
