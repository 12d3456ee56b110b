namespace GraphDsl.Examples;

/// <summary>The devices that <c>--device</c> can name.</summary>
internal static class Devices
{
    /// <summary>The device of that name.</summary>
    /// <exception cref="InvalidOperationException">It is unknown, not there, or not part of this build.</exception>
    public static GraphDevice Choose(string name) => name switch
    {
        "cpu" => GraphDevice.Cpu,
#if GPU
        "cuda" => IlgpuDevice.CreateCuda(),
        "opencl" => IlgpuDevice.CreateOpenCL(),
        "ilgpu-cpu" => IlgpuDevice.CreateCpu(),
#else
        "cuda" or "opencl" or "ilgpu-cpu" => throw new InvalidOperationException($"--device {name}: this build has the CPU only; build with -p:Gpu=true"),
#endif
        _ => throw new InvalidOperationException($"--device: expected cpu, cuda, opencl or ilgpu-cpu, found {name}"),
    };
}
