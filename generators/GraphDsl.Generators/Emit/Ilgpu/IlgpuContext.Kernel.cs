using GraphDsl.Generators.Emit.Cpu;
using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>The names within a kernel that runs a loop: its own locals; what else it asks for becomes a parameter.</summary>
internal sealed partial class IlgpuContext
{
    // What is known outside of the kernel.
    private (Dictionary<int, (Action, Action?)> Awaited, Dictionary<int, string> Places, Dictionary<int, string> Scalars, Dictionary<Memory, string> Memories,
        Stack<(Dictionary<int, (Action, Action?)>, Dictionary<int, string>, Dictionary<int, string>)> Scopes) host;
    private CodeWriter? writer;

    /// <summary>The kernel that is written; null while the function is.</summary>
    public LoopKernel? Kernel { get; private set; }

    /// <summary>From here on all is written into a kernel.</summary>
    /// <param name="function">What the function is written with.</param>
    public void BeginKernel(LoopKernel kernel, CodeWriter function)
    {
        writer = function;
        host = (awaited, places, Scalars, Memories, scopes);
        (awaited, places, Scalars, Memories, scopes) = (new(), new(), new(), new(), new());
        Kernel = kernel;
        Turn(kernel);
    }

    /// <summary>The function goes on.</summary>
    public void EndKernel()
    {
        Turn(Kernel!);
        (awaited, places, Scalars, Memories, scopes) = host;
        Kernel = null;
    }

    /// <summary>Asks the host for something; what it must do for that, it does before the launch.</summary>
    public TResult OnHost<TResult>(Func<TResult> ask)
    {
        if (Kernel is not { } kernel) return ask();
        var inner = (awaited, places, Scalars, Memories, scopes);
        (awaited, places, Scalars, Memories, scopes) = host;
        Turn(kernel);
        Kernel = null;
        var result = ask();
        Kernel = kernel;
        Turn(kernel);
        host = (awaited, places, Scalars, Memories, scopes);
        (awaited, places, Scalars, Memories, scopes) = inner;
        return result;
    }

    /// <inheritdoc cref="OnHost{TResult}(Func{TResult})"/>
    public void OnHost(Action act) => OnHost(() =>
    {
        act();
        return true;
    });

    public override string Stream(string access) => Kernel is { } kernel ? kernel.Number(access + "Call", "ulong", () => base.Stream(access)) : base.Stream(access);

    public override string AsInt(Dim dim) => Kernel is null ? base.AsInt(dim) : Text(dim);

    /// <summary>Kernels compute sizes as ints; those that the host knows are given to them.</summary>
    protected override string Text(Dim dim, bool isChecked)
    {
        if (Kernel is not { } kernel || dim.IsConstant) return base.Text(dim, isChecked);
        return OnHost(() => IsKnown(dim)) ? OnHost(() => kernel.Fields.Size(dim, Wish(Text(dim)))) : base.Text(dim, isChecked);
    }

    protected override string Atom(DimAtom atom, bool isChecked)
    {
        if (Kernel is null) return base.Atom(atom, isChecked);
        var dim = Dim.Of(atom);
        if (OnHost(() => IsKnown(dim))) return Text(dim);
        if (atom.Kind != DimAtomKind.Value) return base.Atom(atom, isChecked);
        return isChecked ? $"Dev.DeviceSizes.Clamp({Scalar(atom.Index)})" : $"(int){Scalar(atom.Index)}";
    }

    protected override string Function(DimFunction function, string a, string b) => Kernel is null ? base.Function(function, a, b)
        : function == DimFunction.NotOne ? $"Dev.DeviceSizes.NotOne({a})" : $"Dev.DeviceSizes.{function}({a}, {b})";

    private bool IsKnown(Dim dim) => dim.Atoms().All(a => a.Kind != DimAtomKind.Value || Graph[a.Index].Constant is not null || HasScalar(a.Index));

    private static string Wish(string size) => size.All(char.IsLetterOrDigit) ? size : "size";

    private void Turn(LoopKernel kernel) => (kernel.Page, writer!.Page) = (writer.Page, kernel.Page);

    private string ScalarIn(LoopKernel kernel, int node)
    {
        if (Graph[node].Constant is { } constant) return DeviceOpText.Constant(constant, Graph[node].Type);
        return Scalars.TryGetValue(node, out string? local) ? local : kernel.Scalar(node);
    }

    private string MemoryIn(LoopKernel kernel, Memory memory) => OnHost(() =>
        kernel.Fields.Span(new(memory, Dim.Zero, EquatableArray.Of(Dim.Zero)), TypeOf(memory), written: true));
}
