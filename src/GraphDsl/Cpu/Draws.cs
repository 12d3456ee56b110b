using System.ComponentModel;
using System.Numerics;

namespace GraphDsl.Cpu;

/// <summary>A call of a function that draws from a stream: what all draws of the call follow from.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RandomCall
{
    private readonly ulong seed;
    private readonly ulong call;

    /// <summary>The next call of a stream.</summary>
    public RandomCall(RandomStreams stream)
        : this(stream.Seed, stream.NextCall())
    {
    }

    private RandomCall(ulong seed, ulong call)
    {
        this.seed = seed;
        this.call = call;
    }

    /// <summary>What the draws at a step of a loop follow from.</summary>
    public RandomCall At(long step) => new(Cpu.Draw.StepSeed(seed, call, step), call);

    internal Draw Draw(int ordinal) => new(seed, call, ordinal);
}

/// <summary>Random draws into dense memory. Each element follows from its position, so the split over threads changes nothing.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Draws
{
    private const int UniformCost = 60;
    private const int NormalCost = 200;
    private const int BinomialCost = 600;

    /// <summary>Numbers in [0, 1), multiples of 2^-24.</summary>
    public static void Uniform(RandomCall call, int ordinal, Span<float> result)
    {
        var kernel = new UniformSingles { Draw = call.Draw(ordinal), Result = result };
        Ranges.Run(ref kernel, result.Length, UniformCost);
    }

    /// <summary>Numbers in [0, 1), multiples of 2^-53.</summary>
    public static void Uniform(RandomCall call, int ordinal, Span<double> result)
    {
        var kernel = new UniformReals { Draw = call.Draw(ordinal), Result = result };
        Ranges.Run(ref kernel, result.Length, UniformCost);
    }

    /// <summary>Normally distributed numbers of mean 0 and deviation 1.</summary>
    public static void Normal(RandomCall call, int ordinal, Span<float> result)
    {
        var kernel = new NormalSingles { Draw = call.Draw(ordinal), Result = result };
        Ranges.Run(ref kernel, result.Length, NormalCost);
    }

    /// <summary>Normally distributed numbers of mean 0 and deviation 1.</summary>
    public static void Normal(RandomCall call, int ordinal, Span<double> result)
    {
        var kernel = new NormalReals { Draw = call.Draw(ordinal), Result = result };
        Ranges.Run(ref kernel, result.Length, NormalCost);
    }

    /// <summary>How many of n trials of probability p succeed; both are as long as the result, or one number.</summary>
    public static void Binomial(RandomCall call, int ordinal, ReadOnlySpan<long> n, ReadOnlySpan<double> p, Span<long> result)
    {
        var kernel = new Binomials { Draw = call.Draw(ordinal), N = n, P = p, Result = result };
        Ranges.Run(ref kernel, result.Length, BinomialCost);
    }

    /// <summary>For each row of probabilities how often each class is drawn. What rounding leaves of the sum goes to the last class that is possible.</summary>
    public static void Multinomial<TElement>(RandomCall call, int ordinal, ReadOnlySpan<TElement> p, nint columns, long trials, Span<long> result)
        where TElement : unmanaged, INumberBase<TElement>, IComparisonOperators<TElement, TElement, bool>
    {
        if (columns == 0) return;
        var kernel = new Multinomials<TElement> { Draw = call.Draw(ordinal), P = p, Columns = (int)columns, Trials = trials, Result = result };
        Ranges.Run(ref kernel, result.Length / columns, (int)Math.Min(int.MaxValue, trials * (100 + (5L * columns))));
    }

    /// <summary>The numbers from 0 to before the length in random order, by the shuffle of Fisher and Yates.</summary>
    public static void Permutation(RandomCall call, int ordinal, Span<long> result)
    {
        var draw = call.Draw(ordinal);
        for (int i = 0; i < result.Length; i++) result[i] = i;
        for (int i = result.Length - 1; i > 0; i--)
        {
            int other = (int)draw.Whole(i, i + 1L);
            (result[i], result[other]) = (result[other], result[i]);
        }
    }

    private ref struct UniformSingles : IRangeKernel
    {
        public Draw Draw;
        public Span<float> Result;

        public readonly void Run(nint start, nint end)
        {
            int i = (int)start;
            for (; i + 4 <= end; i += 4)
            {
                var words = Draw.Block(i >> 2); // blocks of elements begin at multiples of 4
                Result[i + 3] = Cpu.Draw.Single(words.Word3);
                Result[i] = Cpu.Draw.Single(words.Word0);
                Result[i + 1] = Cpu.Draw.Single(words.Word1);
                Result[i + 2] = Cpu.Draw.Single(words.Word2);
            }
            for (; i < end; i++) Result[i] = Draw.UniformSingle(i);
        }
    }

    private ref struct UniformReals : IRangeKernel
    {
        public Draw Draw;
        public Span<double> Result;

        public readonly void Run(nint start, nint end)
        {
            int i = (int)start;
            for (; i + 2 <= end; i += 2)
            {
                var words = Draw.Block(i >> 1);
                Result[i + 1] = words.Real(1);
                Result[i] = words.Real(0);
            }
            for (; i < end; i++) Result[i] = Draw.UniformReal(i);
        }
    }

    private ref struct NormalSingles : IRangeKernel
    {
        public Draw Draw;
        public Span<float> Result;

        public readonly void Run(nint start, nint end)
        {
            int i = (int)start;
            for (; i + 4 <= end; i += 4)
            {
                var words = Draw.Block(i >> 2);
                Result[i + 3] = Cpu.Draw.NormalSingle(words.Word3);
                Result[i] = Cpu.Draw.NormalSingle(words.Word0);
                Result[i + 1] = Cpu.Draw.NormalSingle(words.Word1);
                Result[i + 2] = Cpu.Draw.NormalSingle(words.Word2);
            }
            for (; i < end; i++) Result[i] = Draw.NormalSingle((long)i);
        }
    }

    private ref struct NormalReals : IRangeKernel
    {
        public Draw Draw;
        public Span<double> Result;

        public readonly void Run(nint start, nint end)
        {
            for (int i = (int)start; i < end; i++) Result[i] = Draw.NormalReal(i);
        }
    }

    private ref struct Binomials : IRangeKernel
    {
        public Draw Draw;
        public ReadOnlySpan<long> N;
        public ReadOnlySpan<double> P;
        public Span<long> Result;

        public readonly void Run(nint start, nint end)
        {
            for (int i = (int)start; i < end; i++)
                Result[i] = Draw.Binomial(i, N[N.Length == 1 ? 0 : i], P[P.Length == 1 ? 0 : i]);
        }
    }

    private ref struct Multinomials<TElement> : IRangeKernel
        where TElement : unmanaged, INumberBase<TElement>, IComparisonOperators<TElement, TElement, bool>
    {
        public Draw Draw;
        public ReadOnlySpan<TElement> P;
        public int Columns;
        public long Trials;
        public Span<long> Result;

        public readonly void Run(nint start, nint end)
        {
            for (int row = (int)start; row < end; row++)
            {
                var counts = Result.Slice(row * Columns, Columns);
                counts.Clear();
                for (long trial = 0; trial < Trials; trial++)
                {
                    int chosen = Choose(P.Slice(row * Columns, Columns), Draw.Block(row, trial).Real(0));
                    if (chosen >= 0) counts[chosen]++;
                }
            }
        }

        /// <summary>The class at which the cumulative sum passes u.</summary>
        private static int Choose(ReadOnlySpan<TElement> p, double u)
        {
            double sum = 0;
            int last = -1;
            for (int k = 0; k < p.Length; k++)
            {
                if (!(p[k] > TElement.Zero)) continue;
                last = k;
                sum += double.CreateChecked(p[k]);
                if (u < sum) break;
            }
            return last;
        }
    }
}
