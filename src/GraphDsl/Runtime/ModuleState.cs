using System.ComponentModel;

namespace GraphDsl.Runtime;

/// <summary>What a module's generated functions share: the guard against two calls at once.</summary>
/// <param name="module">The name of the module's class, for messages.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModuleState(string module)
{
    private string? running;

    /// <summary>The device that the module runs on.</summary>
    public GraphDevice Device { get; set; } = GraphDevice.Default;

    /// <summary>Begins a call; the call ends with the disposal of the result.</summary>
    /// <exception cref="InvalidOperationException">Another function of the module runs.</exception>
    public CallScope Enter(string function)
    {
        string? other = Interlocked.CompareExchange(ref running, function, null);
        if (other is not null)
        {
            throw new InvalidOperationException(
                $"{module}.{function} was called while {module}.{other} runs: the functions of one module instance share state and memory, so they may be called from one thread at a time. Use an instance for each thread.");
        }
        return new(this);
    }

    private void Exit() => Volatile.Write(ref running, null);

    /// <summary>A call under way.</summary>
    public readonly ref struct CallScope(ModuleState state)
    {
        private readonly ModuleState state = state;

        /// <summary>Ends the call.</summary>
        public void Dispose() => state.Exit();
    }
}
