namespace ILGPU.Runtime.Cuda
{
    /// <summary>Registers NVIDIA's devices.</summary>
    public static class CudaContextExtensions
    {
        /// <summary>Adds all devices: none here.</summary>
        public static Context.Builder Cuda(this Context.Builder builder) => builder;
    }

    /// <summary>Work of an NVIDIA device: there is none here.</summary>
    public abstract class CudaStream : AcceleratorStream
    {
        /// <summary>What the driver knows it by.</summary>
        public abstract IntPtr StreamPtr { get; }
    }
}

namespace ILGPU.Runtime.OpenCL
{
    /// <summary>Registers OpenCL's devices.</summary>
    public static class CLContextExtensions
    {
        /// <summary>Adds all devices: none here.</summary>
        public static Context.Builder OpenCL(this Context.Builder builder) => builder;
    }
}
