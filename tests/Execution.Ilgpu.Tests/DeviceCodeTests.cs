#if ILGPU_PACKAGE
using System.Reflection;
using GraphDsl.Ilgpu;
using ILGPU;
using ILGPU.Backends;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace GraphDsl.Tests;

/// <summary>All kernels of these tests, compiled for devices that need not be there.</summary>
public class DeviceCodeTests
{
    private static readonly MethodInfo[] kernels = [.. new[] { typeof(DeviceCodeTests).Assembly, typeof(IlgpuDevice).Assembly }
        .SelectMany(a => a.GetTypes()).Where(t => typeof(IIlgpuKernels).IsAssignableFrom(t) && t.IsClass && !t.IsGenericTypeDefinition)
        .SelectMany(t => t.GetMethods(BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(m => m.Name.EndsWith("Kernel", StringComparison.Ordinal))];

    [Fact]
    public void Kernels_compile_for_CUDA_and_call_nothing_that_is_not_there()
    {
        Assert.True(kernels.Length > 100);
        var failures = Compile(
            context => new PTXBackend(context, new CudaCapabilityContext(CudaArchitecture.SM_80), CudaArchitecture.SM_80, CudaInstructionSet.ISA_70, null!),
            compiled => ((PTXCompiledKernel)compiled).PTXAssembly.Split('\n').FirstOrDefault(line => line.Contains(".extern .func", StringComparison.Ordinal)));
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void Kernels_compile_for_OpenCL()
    {
        // Doubles and 64-bit atomics are what every GPU has; half precision is not used.
        var failures = Compile(
            context => new CLBackend(context, new CLCapabilityContext(subGroups: false, float16: false, float64: true, int64_Atomics: true, genericAddressSpace: true), CLDeviceVendor.Other, CLBackend.MinimumVersion),
            static _ => null);
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void A_function_that_is_not_there_shows()
    {
        using var context = Context.Create(_ => { });
        using var backend = new PTXBackend(context, new CudaCapabilityContext(CudaArchitecture.SM_80), CudaArchitecture.SM_80, CudaInstructionSet.ISA_70, null!);
        var compiled = (PTXCompiledKernel)backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(((Action<ArrayView<float>>)Roots).Method), default);
        Assert.Contains(".extern .func", compiled.PTXAssembly, StringComparison.Ordinal);
    }

    private static void Roots(ArrayView<float> x) => x[0] = MathF.Cbrt(x[0]);

    /// <summary>What fails, kernel by kernel. A failed compilation spoils its context, so each failure begins a new one.</summary>
    private static List<string> Compile(Func<Context, Backend> make, Func<CompiledKernel, string?> look)
    {
        var failures = new List<string>();
        var context = Context.Create(_ => { });
        var backend = make(context);
        foreach (var kernel in kernels)
        {
            string name = $"{kernel.DeclaringType!.FullName}.{kernel.Name}";
            try
            {
                if (look(backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(kernel), default)) is { } found) failures.Add($"{name}: {found}");
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                failures.Add($"{name}: {exception.GetBaseException().Message}");
                backend.Dispose();
                context.Dispose();
                context = Context.Create(_ => { });
                backend = make(context);
            }
        }
        backend.Dispose();
        context.Dispose();
        return failures;
    }
}
#endif
