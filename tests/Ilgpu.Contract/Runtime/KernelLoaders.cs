using System.Reflection;

namespace ILGPU.Runtime;

/// <summary>Loads explicitly grouped kernels: static methods that are launched on the default stream.</summary>
public static class KernelLoaders
{
    /// <summary>Loads a kernel of 1 parameter.</summary>
    public static Action<KernelConfig, T1> LoadStreamKernel<T1>(this Accelerator accelerator, Action<T1> action)
        where T1 : struct
    {
        var kernel = new LoadedKernel(accelerator, action.Method);
        return (config, p1) => kernel.Launch(config, [p1], () => action(p1));
    }

    /// <summary>Loads a kernel of 2 parameters.</summary>
    public static Action<KernelConfig, T1, T2> LoadStreamKernel<T1, T2>(this Accelerator accelerator, Action<T1, T2> action)
        where T1 : struct
        where T2 : struct
    {
        var kernel = new LoadedKernel(accelerator, action.Method);
        return (config, p1, p2) => kernel.Launch(config, [p1, p2], () => action(p1, p2));
    }

    /// <summary>Loads a kernel of 3 parameters.</summary>
    public static Action<KernelConfig, T1, T2, T3> LoadStreamKernel<T1, T2, T3>(this Accelerator accelerator, Action<T1, T2, T3> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
    {
        var kernel = new LoadedKernel(accelerator, action.Method);
        return (config, p1, p2, p3) => kernel.Launch(config, [p1, p2, p3], () => action(p1, p2, p3));
    }

    /// <summary>Loads a kernel of 4 parameters.</summary>
    public static Action<KernelConfig, T1, T2, T3, T4> LoadStreamKernel<T1, T2, T3, T4>(this Accelerator accelerator, Action<T1, T2, T3, T4> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
    {
        var kernel = new LoadedKernel(accelerator, action.Method);
        return (config, p1, p2, p3, p4) => kernel.Launch(config, [p1, p2, p3, p4], () => action(p1, p2, p3, p4));
    }

    /// <summary>Loads a kernel of 5 parameters.</summary>
    public static Action<KernelConfig, T1, T2, T3, T4, T5> LoadStreamKernel<T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
    {
        var kernel = new LoadedKernel(accelerator, action.Method);
        return (config, p1, p2, p3, p4, p5) => kernel.Launch(config, [p1, p2, p3, p4, p5], () => action(p1, p2, p3, p4, p5));
    }

    /// <summary>Loads a kernel of 6 parameters.</summary>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6> LoadStreamKernel<T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
    {
        var kernel = new LoadedKernel(accelerator, action.Method);
        return (config, p1, p2, p3, p4, p5, p6) => kernel.Launch(config, [p1, p2, p3, p4, p5, p6], () => action(p1, p2, p3, p4, p5, p6));
    }

    /// <summary>Loads a kernel of 7 parameters.</summary>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
    {
        var kernel = new LoadedKernel(accelerator, action.Method);
        return (config, p1, p2, p3, p4, p5, p6, p7) => kernel.Launch(config, [p1, p2, p3, p4, p5, p6, p7], () => action(p1, p2, p3, p4, p5, p6, p7));
    }

    /// <summary>Loads a kernel of 8 parameters.</summary>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
    {
        var kernel = new LoadedKernel(accelerator, action.Method);
        return (config, p1, p2, p3, p4, p5, p6, p7, p8) => kernel.Launch(config, [p1, p2, p3, p4, p5, p6, p7, p8], () => action(p1, p2, p3, p4, p5, p6, p7, p8));
    }

    /// <summary>Loads a kernel of 9 parameters.</summary>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
    {
        var kernel = new LoadedKernel(accelerator, action.Method);
        return (config, p1, p2, p3, p4, p5, p6, p7, p8, p9) => kernel.Launch(config, [p1, p2, p3, p4, p5, p6, p7, p8, p9], () => action(p1, p2, p3, p4, p5, p6, p7, p8, p9));
    }

    /// <summary>Loads a kernel of 10 parameters.</summary>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
    {
        var kernel = new LoadedKernel(accelerator, action.Method);
        return (config, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10) => kernel.Launch(config, [p1, p2, p3, p4, p5, p6, p7, p8, p9, p10], () => action(p1, p2, p3, p4, p5, p6, p7, p8, p9, p10));
    }

    /// <summary>Loads a kernel of 11 parameters.</summary>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
    {
        var kernel = new LoadedKernel(accelerator, action.Method);
        return (config, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11) => kernel.Launch(config, [p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11], () => action(p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11));
    }

    /// <summary>Loads a kernel of 12 parameters.</summary>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
    {
        var kernel = new LoadedKernel(accelerator, action.Method);
        return (config, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12) => kernel.Launch(config, [p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12], () => action(p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12));
    }

    /// <summary>Loads a kernel of 13 parameters.</summary>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
    {
        var kernel = new LoadedKernel(accelerator, action.Method);
        return (config, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13) => kernel.Launch(config, [p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13], () => action(p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13));
    }

    /// <summary>Loads a kernel of 14 parameters.</summary>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct
    {
        var kernel = new LoadedKernel(accelerator, action.Method);
        return (config, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14) => kernel.Launch(config, [p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14], () => action(p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14));
    }

    private sealed class LoadedKernel(Accelerator accelerator, MethodInfo method)
    {
        private readonly bool hasBarriers = KernelInspection.HasBarriers(method);

        public void Launch(KernelConfig config, object[] arguments, Action body) =>
            Execution.Run(accelerator.DefaultStream, method, hasBarriers, config, arguments, body);
    }
}
