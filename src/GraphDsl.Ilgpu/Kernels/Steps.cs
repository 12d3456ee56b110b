using System.ComponentModel;
using ILGPU;

namespace GraphDsl.Ilgpu;

/// <summary>What steps of a loop do that one group runs. All threads of the group call together.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Steps
{
    /// <summary>Copies elements; all are there when it returns.</summary>
    public static void Copy<TDevice>(ArrayView<TDevice> source, ArrayView<TDevice> target)
        where TDevice : unmanaged
    {
        int count = (int)source.Length;
        for (int i = Group.IdxX; i < count; i += Group.DimX) target[i] = source[i];
        Group.Barrier();
    }

    /// <summary>Whether a check has failed: for all threads alike.</summary>
    public static bool HasFailed(ArrayView<int> status)
    {
        bool hasFailed = status[0] != 0;
        Group.Barrier(); // nothing is reported before all know
        return hasFailed;
    }

    /// <summary>Reports a size or a position that is wrong: all threads have found it.</summary>
    public static void Fail(ArrayView<int> status, int check, long actual, long expected)
    {
        if (Group.IdxX == 0) Report.Failure(status, check, (int)expected, actual);
        Group.Barrier();
    }
}
