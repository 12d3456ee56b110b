using ILGPU.Runtime;

namespace GraphDsl.Ilgpu;

/// <summary>How kernels are spread over a device. It depends on the device alone, so that results do not change from run to run.</summary>
/// <param name="GroupSize">The threads of a group, a power of two.</param>
/// <param name="MostGroups">More groups than that go through their work in strides.</param>
/// <param name="Saturation">So many threads keep the device busy.</param>
/// <param name="LineLanes">So many threads side by side read whole lines of memory.</param>
/// <param name="SmallestTiled">A product of so many multiplications is worth tiles.</param>
/// <param name="WorkOfLaunch">So many elements one group goes through in the time of a launch.</param>
internal sealed record LaunchShape(int GroupSize, int MostGroups, int Saturation, int LineLanes, long SmallestTiled, long WorkOfLaunch = 1 << 15)
{
    private const int SmallestLength = 4;
    private const int ElementsOfThread = 16;

    public static LaunchShape OfGpu(Accelerator accelerator)
    {
        int groupSize = 1;
        while (groupSize < 256 && 2 * groupSize <= accelerator.MaxNumThreadsPerGroup) groupSize *= 2;
        int groups = Math.Max(1, accelerator.NumMultiprocessors) * 32;
        bool tiles = accelerator.MaxNumThreadsPerGroup >= Tile.Threads;
        return new(groupSize, groups, Math.Max(1, accelerator.NumMultiprocessors) * 1024, Math.Min(32, groupSize), tiles ? 1 << 16 : long.MaxValue);
    }

    public static LaunchShape OfSimulation(int groupSize, bool alwaysTiles, bool loopsOnHost) =>
        new(groupSize, 2, 8, 1, alwaysTiles ? 0 : long.MaxValue, loopsOnHost ? 0 : 1 << 15);

    public int Groups(nint work, int perGroup) => (int)Math.Clamp((work + perGroup - 1) / perGroup, 1, MostGroups);

    public int Lanes(nint results, nint length, bool adjacent) => Lanes(results, length, adjacent, Saturation);

    public int LanesOfGroup(nint results, nint length, bool adjacent) => Lanes(results, length, adjacent, GroupSize);

    public bool WantsKernel(nint work, nint launches) => work <= launches * WorkOfLaunch;

    public int Parts(nint count) => (int)Math.Clamp(count / (GroupSize * ElementsOfThread), 1, Math.Min(MostGroups, 4 * GroupSize));

    public bool WantsTiles(nint rows, nint columns, nint inner) =>
        SmallestTiled == 0 || (rows >= Tile.Side / 2 && columns >= Tile.Side / 2 && (long)rows * columns * inner >= SmallestTiled);

    private int Lanes(nint results, nint length, bool adjacent, int saturation)
    {
        int lanes = 1;
        while (2 * lanes <= GroupSize && 2 * lanes * SmallestLength <= length
            && (results * lanes < saturation || (adjacent && lanes < LineLanes))) lanes *= 2;
        return lanes;
    }
}
