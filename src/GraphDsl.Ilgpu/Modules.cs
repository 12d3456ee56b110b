using System.ComponentModel;
using GraphDsl.Runtime;

namespace GraphDsl.Ilgpu;

/// <summary>What the modules of projects that reference this package begin with.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Modules
{
    /// <summary>The state of a module; makes the devices of this package known before the first is asked for.</summary>
    public static ModuleState State(string module)
    {
        GraphDevice.Maker ??= IlgpuDevice.Create;
        return new(module);
    }

    /// <summary>The device that static functions run on, which belong to no module: the default one, where it is one of this package.</summary>
    public static IlgpuDevice? OfStatic()
    {
        GraphDevice.Maker ??= IlgpuDevice.Create;
        return GraphDevice.Default as IlgpuDevice;
    }
}
