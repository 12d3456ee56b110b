using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GraphDsl.Runtime;

namespace GraphDsl.Tests.State;

/// <summary>Arrays that ask for large pages where they are large.</summary>
public class LargeArrayTests
{
    private const int Least = 4 << 20; // bytes

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData((Least / 4) - 1)]
    [InlineData(Least / 4)]
    [InlineData((Least / 4) + 7)]
    [InlineData(5_000_011)]
    public void A_copy_holds_the_elements(int count)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++) values[i] = i;
        Assert.Equal(values, LargeArray.Copy<float>(values));
        Assert.Equal(count, LargeArray.New<double>(count, pinned: true).Length);
    }

    [Fact]
    public void Elements_with_references_are_empty() => Assert.All(LargeArray.New<string?>(1 << 20), Assert.Null);

    [LargePagesFact]
    public void The_system_is_asked_for_large_pages()
    {
        var array = LargeArray.New<byte>(16 << 20, pinned: true);
        Assert.Contains(" hg", FlagsAt(array, 8 << 20), StringComparison.Ordinal);
    }

    // The flags of the part of memory that an element lies in.
    private static unsafe string FlagsAt(byte[] array, int element)
    {
        nuint address = (nuint)Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), element));
        bool isThere = false;
        foreach (string line in File.ReadLines("/proc/self/smaps"))
        {
            string[] words = line.Split(' ', 2);
            if (words[0].Split('-') is [var from, var to]
                && nuint.TryParse(from, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out nuint first)
                && nuint.TryParse(to, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out nuint end))
            {
                isThere = first <= address && address < end;
            }
            else if (isThere && words[0] == "VmFlags:")
            {
                return " " + words[1];
            }
        }
        throw new InvalidOperationException("the array lies in no part of the memory that the system tells of");
    }
}

/// <summary>A fact about systems that lend large pages and tell where.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LargePagesFactAttribute : FactAttribute
{
    private const string Setting = "/sys/kernel/mm/transparent_hugepage/enabled", Memory = "/proc/self/smaps";

    public LargePagesFactAttribute() => Skip = !File.Exists(Setting) || File.ReadAllText(Setting).Contains("[never]", StringComparison.Ordinal)
        ? "this system lends no large pages"
        : !File.Exists(Memory) || !File.ReadAllText(Memory).Contains("VmFlags:", StringComparison.Ordinal) ? "this system does not tell where it lent large pages"
        : null;
}
