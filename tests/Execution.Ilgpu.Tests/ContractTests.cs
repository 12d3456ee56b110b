using System.Reflection;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace GraphDsl.Tests;

/// <summary>The contract: it shows what kernels do wrong, and declares nothing that ILGPU does not have.</summary>
public class ContractTests
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    /// <summary>Runs where the tests are built with the package; else there is nothing to compare with.</summary>
    [Fact]
    public void Every_member_exists_in_ILGPU()
    {
        var real = typeof(Context).Assembly;
        string path = Path.Combine(AppContext.BaseDirectory, "Ilgpu.Contract.dll");
        if (real.GetName().Name != "ILGPU" || !File.Exists(path)) return;
        var missing = new List<string>();
        foreach (var type in Assembly.LoadFrom(path).GetExportedTypes())
        {
            if (type.Name == "ContractStatistics") continue;
            if (real.GetType(type.FullName!) is not { } counterpart)
            {
                missing.Add(type.FullName!);
                continue;
            }
            var members = new HashSet<string>(counterpart.GetInterfaces().Prepend(counterpart).SelectMany(t => t.GetMembers(Public)).Select(m => m.ToString()!));
            missing.AddRange(type.GetMembers(Public | BindingFlags.DeclaredOnly).Where(m => m is not FieldInfo { Name: "value__" })
                .Select(m => m.ToString()!).Where(m => !members.Contains(m)).Select(m => $"{type.FullName}: {m}"));
        }
        Assert.Empty(missing);
    }

#if !ILGPU_PACKAGE
    [Fact]
    public void A_missing_barrier_shows_in_both_directions()
    {
        Assert.Equal([3, 2, 1, 0, 3, 2, 1, 0], Run(WithBarrier));
        Assert.NotEqual([3, 2, 1, 0, 3, 2, 1, 0], Run(WithoutBarrier));
    }

    [Fact]
    public void An_access_outside_is_told_by_the_name_of_the_parameter()
    {
        using var context = Context.Create(b => b.CPU(new CPUDevice(4, 1, 1)));
        using var accelerator = context.Devices[0].CreateAccelerator(context);
        using var buffer = accelerator.Allocate1D<int>(3);
        var kernel = accelerator.LoadStreamKernel<ArrayView<int>>(PastTheEnd);
        var failure = Assert.Throws<IndexOutOfRangeException>(() => kernel(new KernelConfig(1, 4), buffer.AsContiguous()));
        Assert.Contains("PastTheEnd: element 3 of numbers (of 3 elements) by thread 3", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_that_do_not_all_reach_a_barrier_are_told()
    {
        using var context = Context.Create(b => b.CPU(new CPUDevice(4, 1, 1)));
        using var accelerator = context.Devices[0].CreateAccelerator(context);
        using var buffer = accelerator.Allocate1D<int>(4);
        var kernel = accelerator.LoadStreamKernel<ArrayView<int>>(HalfABarrier);
        Assert.Throws<InvalidOperationException>(() => kernel(new KernelConfig(1, 4), buffer.AsContiguous()));
    }

    private static int[] Run(Action<ArrayView<int>> method)
    {
        using var context = Context.Create(b => b.CPU(new CPUDevice(4, 1, 1)));
        using var accelerator = context.Devices[0].CreateAccelerator(context);
        using var buffer = accelerator.Allocate1D<int>(8);
        accelerator.LoadStreamKernel(method)(new KernelConfig(2, 4), buffer.AsContiguous());
        var result = new int[8];
        buffer.AsContiguous().CopyToCPU(accelerator.DefaultStream, ref result[0], result.Length);
        return result;
    }

    private static void WithBarrier(ArrayView<int> result)
    {
        var shared = SharedMemory.Allocate<int>(4);
        shared[Group.IdxX] = Group.IdxX;
        Group.Barrier();
        result[(Grid.IdxX * 4) + Group.IdxX] = shared[3 - Group.IdxX];
    }

    private static void WithoutBarrier(ArrayView<int> result)
    {
        var shared = SharedMemory.Allocate<int>(4);
        shared[Group.IdxX] = Group.IdxX;
        result[(Grid.IdxX * 4) + Group.IdxX] = shared[3 - Group.IdxX];
        Group.Barrier();
    }

    private static void PastTheEnd(ArrayView<int> numbers) => numbers[Group.IdxX] = 1;

    private static void HalfABarrier(ArrayView<int> numbers)
    {
        if (Group.IdxX < 2) Group.Barrier();
        numbers[Group.IdxX] = 1;
    }
#endif
}
