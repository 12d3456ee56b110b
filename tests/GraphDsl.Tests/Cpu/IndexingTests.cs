using System.Numerics;
using System.Runtime.InteropServices;
using GraphDsl.Cpu;

namespace GraphDsl.Tests.Cpu;

/// <summary>Indexing held against plain loops: to the bit, for any number of threads, as sums are added in the order of the positions.</summary>
[Collection(CpuAlone.Name)]
public class IndexingTests
{
    // Around every width of vectors, and above what is cut into columns.
    private static readonly int[] Blocks = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 127, 300, 1031];

    private static readonly int[] Threads = [1, 2, 3, 5];

    [Fact]
    public void Blocks_are_gathered()
    {
        Gather(x => (byte)x);
        Gather(x => (float)x);
        Gather(x => (double)x);
        Gather(x => x % 3 == 0);
    }

    [Fact]
    public void Blocks_are_added()
    {
        Scatter(Indexing.Add<float>, Sum, x => 1f / (x + 1));
        Scatter(Indexing.Add<double>, Sum, x => 1.0 / (x + 1));
        Scatter(Indexing.Add<int>, Sum, x => x * 1_000_003);
        Scatter(Indexing.Add<long>, Sum, x => x * 1_000_000_000_039L);
        Scatter(Indexing.Add<byte>, Sum, x => (byte)x);
    }

    [Fact]
    public void Blocks_are_set_and_the_last_stays()
    {
        Scatter(Indexing.Set<float>, (_, value) => value, x => (float)x);
        Scatter(Indexing.Set<long>, (_, value) => value, x => (long)x);
        Scatter(Indexing.Set<bool>, (_, value) => value, x => x % 3 == 0);
    }

    [Fact]
    public void Values_that_are_not_numbers_are_added_where_they_belong()
    {
        float[] target = new float[40];
        Indexing.Add<float>(target, 20, [1, 0, 1], [.. Enumerable.Repeat(float.NaN, 20), .. Enumerable.Repeat(float.PositiveInfinity, 20), .. Enumerable.Repeat(1f, 20)], 20, 1);
        Assert.All(target[..20], element => Assert.Equal(float.PositiveInfinity, element));
        Assert.All(target[20..], element => Assert.Equal(float.NaN, element));
    }

    [Fact]
    public void What_is_empty_stays_so()
    {
        Indexing.Gather<float>([], 0, [0, 0], []);
        Indexing.Gather<float>([1], 1, [], []);
        Indexing.Add<float>([], 0, [0, 0], [], 0, 1);
        Indexing.Set<float>([], 3, [], [], 3, 1);
        Indexing.Combine<int>([], 0, [], isFirst: true, "");
    }

    [Fact]
    public void The_error_names_the_first_wrong_index_whatever_the_threads()
    {
        foreach (int threads in Threads)
        {
            CpuPoolTests.WithThreads(threads, () =>
            {
                var index = new int[500_000];
                (index[499_999], index[123_456], index[300_000]) = (10, -11, int.MaxValue);
                var error = Assert.Throws<ArgumentOutOfRangeException>(() => Indexing.Combine<int>(index, 10, new long[index.Length], isFirst: true, "Model.cs(7): x[i]"));
                Assert.StartsWith("Model.cs(7): x[i]: index -11 at position 123456 is outside of an axis of 10 elements.", error.Message);
            });
        }
        foreach (long wrong in (long[])[3, -4, long.MaxValue, long.MinValue, 1L << 32])
            Assert.Throws<ArgumentOutOfRangeException>(() => Indexing.Combine<long>([0, wrong], 3, new long[2], isFirst: true, ""));
        Assert.Throws<ArgumentOutOfRangeException>(() => Indexing.Combine<int>([0], 0, new long[1], isFirst: true, ""));
    }

    [Fact]
    public void Indices_wrap_and_are_combined()
    {
        Combine(x => (int)x);
        Combine(x => x);
        Combine(x => (short)x);
    }

    private static void Combine<T>(Func<long, T> index) where T : unmanaged, IBinaryInteger<T>
    {
        foreach (int count in (int[])[0, 1, 3, 4, 5, 8, 9, 17, 300_001])
        {
            T[] rows = [.. Enumerable.Range(0, count).Select(i => index((i % 14L) - 7))], columns = [.. Enumerable.Range(0, count).Select(i => index((i % 6L) - 3))];
            foreach (int threads in Threads)
            {
                CpuPoolTests.WithThreads(threads, () =>
                {
                    var positions = new long[count];
                    positions.AsSpan().Fill(-1);
                    Indexing.Combine<T>(rows, 7, positions, isFirst: true, "");
                    Indexing.Combine<T>(columns, 3, positions, isFirst: false, "");
                    for (int i = 0; i < count; i++) Assert.Equal((i % 14L % 7 * 3) + (i % 6L % 3), positions[i]);
                });
            }
        }
    }

    [Fact]
    public void One_wrong_index_among_many_is_found_wherever_it_is()
    {
        for (int at = 0; at < 37; at++)
        {
            foreach (int wrong in (int[])[5, -6, int.MaxValue, int.MinValue])
            {
                var index = new int[37];
                index[at] = wrong;
                var error = Assert.Throws<ArgumentOutOfRangeException>(() => Indexing.Combine<int>(index, 5, new long[37], isFirst: true, "x"));
                Assert.StartsWith($"x: index {wrong} at position {at} is", error.Message);
                Assert.Throws<ArgumentOutOfRangeException>(() => Indexing.Combine<long>([.. index.Select(i => (long)i)], 5, new long[37], isFirst: true, "x"));
            }
        }
    }

    [Fact]
    public void Positions_outside_of_the_target_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Indexing.Add<float>(new float[6], 2, [3], new float[2], 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Indexing.Add<float>(new float[6], 2, [0, 1], new float[3], 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Indexing.Gather<float>(new float[6], 2, [3], new float[2]));
    }

    private delegate void Scatterer<T>(Span<T> target, nint block, ReadOnlySpan<long> positions, ReadOnlySpan<T> values, nint valueStride, nint elementStride);

    private static T Sum<T>(T a, T b) where T : INumberBase<T> => unchecked(a + b);

    private static void Gather<T>(Func<int, T> element) where T : unmanaged
    {
        foreach (int block in Blocks)
        {
            foreach (int count in (int[])[0, 1, 37, Many(block)])
            {
                T[] source = [.. Enumerable.Range(0, 61 * block).Select(element)], expected = new T[count * block];
                var positions = Positions(count, 61);
                for (int k = 0; k < expected.Length; k++) expected[k] = source[(positions[k / block] * block) + (k % block)];
                ForAllThreads(() =>
                {
                    var result = new T[count * block];
                    Indexing.Gather<T>(source, block, positions, result);
                    return result;
                }, expected, block);
            }
        }
    }

    private static void Scatter<T>(Scatterer<T> scatter, Func<T, T, T> put, Func<int, T> element) where T : unmanaged
    {
        foreach (int block in Blocks)
        {
            foreach (int count in (int[])[0, 1, 37, Many(block)])
            {
                foreach (var (valueStride, elementStride) in (ReadOnlySpan<(int, int)>)[(block, 1), (0, 0), (0, 1), (1, 0)])
                {
                    T[] start = [.. Enumerable.Range(5, 61 * block).Select(element)], expected = [.. start];
                    T[] values = [.. Enumerable.Range(0, Math.Max(1, count) * block).Select(element)];
                    var positions = Positions(count, 61);
                    for (int i = 0; i < count; i++)
                    {
                        for (int k = 0; k < block; k++)
                        {
                            ref T place = ref expected[(positions[i] * block) + k];
                            place = put(place, values[(i * valueStride) + (k * elementStride)]);
                        }
                    }
                    ForAllThreads(() =>
                    {
                        T[] target = [.. start];
                        scatter(target, block, positions, values, valueStride, elementStride);
                        return target;
                    }, expected, block);
                }
            }
        }
    }

    // Enough to be split.
    private static int Many(int block) => 5000 + (40_000 / (1 + (block / 8)));

    private static void ForAllThreads<T>(Func<T[]> compute, T[] expected, int block) where T : unmanaged
    {
        foreach (int threads in Threads)
        {
            CpuPoolTests.WithThreads(threads, () =>
            {
                var actual = compute();
                Assert.True(MemoryMarshal.AsBytes<T>(actual).SequenceEqual(MemoryMarshal.AsBytes<T>(expected)), $"{typeof(T)}, block {block}, {threads} threads");
            });
        }
    }

    // All of them occur, most often several times; the last one most.
    private static long[] Positions(int count, int blocks)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(i => i % 3 == 0 ? blocks - 1L : random.Next(blocks))];
    }
}
