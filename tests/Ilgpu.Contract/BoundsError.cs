using System.Globalization;
using System.Reflection;

namespace ILGPU;

/// <summary>An access outside of a view, told by the name of the kernel's parameter.</summary>
internal static class BoundsError
{
    public static Exception Of<T>(ArrayView<T> view, long index, long length)
        where T : unmanaged
    {
        var (name, kernel) = Find(view);
        return new IndexOutOfRangeException(string.Create(
            CultureInfo.InvariantCulture, $"{kernel}: element {index} of {name} (of {length} elements) by thread {Group.IdxX} of group {Grid.IdxX}."));
    }

    private static (string Name, string Kernel) Find<T>(ArrayView<T> view)
        where T : unmanaged
    {
        if (KernelThread.Current is not { Launch: { } launch }) return ("a view", "the host");
        var parameters = launch.Kernel.GetParameters();
        for (int k = 0; k < parameters.Length && k < launch.Arguments.Length; k++)
            if (launch.Arguments[k] is ArrayView<T> argument && argument.Place == view.Place) return (parameters[k].Name ?? "a view", Title(launch.Kernel));
        return ("a view made in the kernel", Title(launch.Kernel));
    }

    private static string Title(MethodInfo kernel) => $"{kernel.DeclaringType?.Name}.{kernel.Name}";
}
