using System.ComponentModel;
using GraphDsl.Runtime;

namespace GraphDsl;

/// <summary>A class with graph functions: what is generated for <c>[GraphModule]</c>.</summary>
public interface IGraphModule
{
    /// <summary>The device and the call guard.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ModuleState State { get; }

    /// <summary>All shared variables, those of modules inside included, by the names under which they are saved.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    IEnumerable<SharedMember> SharedVariables { get; }
}

/// <summary>A shared variable of a module.</summary>
/// <param name="Key">The name under which it is saved: its own, or the member's; behind the member's name and a dot for modules inside.</param>
/// <param name="Variable">The variable.</param>
/// <param name="IsSaved">False for <c>[NotSaved]</c> ones.</param>
public sealed record SharedMember(string Key, ISharedVariable Variable, bool IsSaved);
