using System.Reflection;
using System.Runtime.InteropServices;
using ILGPU;

namespace GraphDsl.Ilgpu;

/// <summary>The names under which a native library is looked for, in order.</summary>
internal sealed record NativeLibrarySet(string Word, params string[] Names)
{
    /// <summary>What was looked for and what of it is there.</summary>
    public string Report() => "Looked for " + string.Join(", ", Names.Select(n => $"{n} ({(IsThere(n) ? "there" : "not there")})"))
        + "; a driver of the device's maker brings it, and in containers it must be passed through.";

    public IntPtr Load()
    {
        foreach (string name in Names)
            if (NativeLibrary.TryLoad(name, out var handle)) return handle;
        return IntPtr.Zero;
    }

    private static bool IsThere(string name)
    {
        if (!NativeLibrary.TryLoad(name, out var handle)) return false;
        NativeLibrary.Free(handle);
        return true;
    }
}

/// <summary>Finds the drivers under the names that systems have them by: ILGPU asks for the plain ones, which come with developer packages only.</summary>
internal static class NativeLibraries
{
    private static readonly Lock once = new();
    private static bool isSet;

    public static NativeLibrarySet Cuda { get; } = OperatingSystem.IsWindows() ? new("cuda", "nvcuda.dll")
        : new("cuda", "libcuda.so.1", "libcuda.so", "/usr/lib/wsl/lib/libcuda.so.1");

    public static NativeLibrarySet OpenCL { get; } = OperatingSystem.IsWindows() ? new("opencl", "OpenCL.dll")
        : OperatingSystem.IsMacOS() ? new("opencl", "/System/Library/Frameworks/OpenCL.framework/OpenCL")
        : new("opencl", "libOpenCL.so.1", "libOpenCL.so");

    /// <summary>Products on NVIDIA's devices; no driver brings it, but the toolkit and other programs do.</summary>
    public static NativeLibrarySet Cublas { get; } = OperatingSystem.IsWindows() ? new("cublas", "cublas64_13.dll", "cublas64_12.dll")
        : new("cublas", "libcublas.so.13", "libcublas.so.12", "/usr/local/cuda/lib64/libcublas.so.13", "/usr/local/cuda/lib64/libcublas.so.12");

    /// <summary>Sets the resolver, once.</summary>
    public static void Resolve()
    {
        lock (once)
        {
            if (isSet) return;
            isSet = true;
            try
            {
                NativeLibrary.SetDllImportResolver(typeof(Context).Assembly, Find);
            }
            catch (InvalidOperationException)
            {
                // The program has set one of its own.
            }
        }
    }

    private static IntPtr Find(string name, Assembly assembly, DllImportSearchPath? path)
    {
        foreach (var set in new[] { Cuda, OpenCL })
            if (name.Contains(set.Word, StringComparison.OrdinalIgnoreCase) && set.Load() is var handle && handle != IntPtr.Zero) return handle;
        return IntPtr.Zero; // the usual search
    }
}
