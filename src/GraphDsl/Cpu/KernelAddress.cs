using System.Runtime.CompilerServices;

namespace GraphDsl.Cpu;

/// <summary>
/// The address of a local kernel in the frame of the thread that waits for its tasks. A ref field cannot refer to a ref struct; the address
/// is safe because a local never moves, and that frame keeps its spans alive and current while the tasks run.
/// </summary>
internal readonly unsafe struct KernelAddress<TKernel>(scoped ref TKernel kernel)
    where TKernel : struct, allows ref struct
{
    private readonly void* address = Unsafe.AsPointer(ref kernel);

    public ref TKernel Reference
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.AsRef<TKernel>(address);
    }
}
