using System.Diagnostics;
using System.Numerics.Tensors;

namespace GraphDsl.Benchmarks;

/// <summary>A model of 16 MB, written to a file and read back.</summary>
[GraphModule]
internal sealed partial class Checkpoint
{
    /// <summary>Rows and columns of each of two matrices.</summary>
    public const int Size = 1414;

    private const int Rounds = 9;

    public readonly SharedMatrix<float> First = Shared.Zeros<float>(Size, Size, name: "first");
    public readonly SharedMatrix<float> Second = Shared.Zeros<float>(Size, Size, name: "second");

    [GraphFunction]
    private Expr<float> BothGraph() => T.Dot(First, Second);

    /// <summary>Seconds to load the file, which the system has in memory: the median of several times.</summary>
    public static double Load()
    {
        string path = Path.Combine(Path.GetTempPath(), $"GraphDsl-{Environment.ProcessId}.npz");
        var model = new Checkpoint();
        model.First.SetValue(Tensor.Create(Arrays.Numbers(1, Size * Size), [Size, Size]));
        model.Save(path);
        try
        {
            var seconds = new double[Rounds];
            for (int round = 0; round < Rounds; round++)
            {
                long begun = Stopwatch.GetTimestamp();
                model.Load(path);
                seconds[round] = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            }
            Array.Sort(seconds);
            return seconds[Rounds / 2];
        }
        finally
        {
            File.Delete(path);
        }
    }
}
