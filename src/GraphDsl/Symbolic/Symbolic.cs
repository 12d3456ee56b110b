using System.Runtime.CompilerServices;

namespace GraphDsl;

/// <summary>What every symbolic member does when it is reached at run time.</summary>
internal static class Symbolic
{
    /// <summary>The error that names the member and says why it cannot run.</summary>
    public static InvalidOperationException NotAtRunTime([CallerMemberName] string member = "")
        => new($"'{member}' is symbolic: symbolic code is read by the GraphDsl generator at build time and never runs. "
            + "Use it only in a method marked [GraphFunction] of a class marked [GraphModule], or in a helper that such a method calls, "
            + "and call the generated method instead (TrainGraph gives Train).");
}
