using System.ComponentModel;

namespace GraphDsl.Ilgpu;

/// <summary>Functions of sizes and positions in kernels.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DeviceSizes
{
    /// <summary>A number that serves as a size or a position, for checks: what no tensor reaches becomes a value that no tensor reaches.</summary>
    public static long Clamp(long value) => value > int.MaxValue ? int.MaxValue : value < -int.MaxValue ? -int.MaxValue : value;

    /// <summary>The quotient rounded down; 0 where the divisor is 0.</summary>
    public static int FloorDivide(int a, int b)
    {
        if (b == 0) return 0;
        // What is divided is a multiple: compilers for devices make shifts, which round down, of divisions by known powers of 2.
        int rest = a % b;
        if ((rest != 0) & ((rest < 0) != (b < 0))) rest += b;
        return (a - rest) / b;
    }

    /// <summary>The greater one.</summary>
    public static int Max(int a, int b) => a > b ? a : b;

    /// <summary>The smaller one.</summary>
    public static int Min(int a, int b) => a < b ? a : b;

    /// <summary>The size of two broadcast together: the one that is not 1.</summary>
    public static int Broadcast(int a, int b) => a == 1 ? b : a;

    /// <summary>0 where a size is 1, else 1: the factor of a stride that may be broadcast.</summary>
    public static int NotOne(int size) => size == 1 ? 0 : 1;

    /// <summary>An index that counts from the end where it is negative.</summary>
    public static int Wrap(int index, int length) => index < 0 ? index + length : index;

    /// <summary>The quotient rounded down; 0 where the divisor is 0.</summary>
    public static long FloorDivide(long a, long b)
    {
        if (b == 0) return 0;
        long rest = a % b;
        if ((rest != 0) & ((rest < 0) != (b < 0))) rest += b;
        return (a - rest) / b;
    }

    /// <summary>The greater one.</summary>
    public static long Max(long a, long b) => a > b ? a : b;

    /// <summary>The smaller one.</summary>
    public static long Min(long a, long b) => a < b ? a : b;

    /// <summary>The size of two broadcast together: the one that is not 1.</summary>
    public static long Broadcast(long a, long b) => a == 1 ? b : a;

    /// <summary>0 where a size is 1, else 1: the factor of a stride that may be broadcast.</summary>
    public static long NotOne(long size) => size == 1 ? 0 : 1;

    /// <summary>An index that counts from the end where it is negative.</summary>
    public static long Wrap(long index, long length) => index < 0 ? index + length : index;
}
