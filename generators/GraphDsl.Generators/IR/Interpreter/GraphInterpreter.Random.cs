using GraphDsl.Cpu;

namespace GraphDsl.Generators.IR.Interpreter;

/// <summary>Random draws, element by element as <see cref="Draw"/> defines them.</summary>
internal sealed partial class GraphInterpreter
{
    private ReferenceTensor Drawn(RandomData data, DType type, long[] lengths, ReferenceTensor[] x)
    {
        var (seed, call) = streams(data.Stream);
        var draw = x.Skip(x.Length - data.Steps).Aggregate(new Draw(seed, call, data.Ordinal), (d, step) => d.At(step.Integers[0]));
        var result = ReferenceTensor.Zeros(type, lengths);
        switch (data.Kind)
        {
            case DrawKind.Uniform:
                for (int i = 0; i < result.Count; i++) result.Reals[i] = type == DType.Float32 ? draw.UniformSingle(i) : draw.UniformReal(i);
                break;
            case DrawKind.Normal:
                for (int i = 0; i < result.Count; i++) result.Reals[i] = type == DType.Float32 ? draw.NormalSingle((long)i) : draw.NormalReal(i);
                break;
            case DrawKind.Binomial:
                for (int i = 0; i < result.Count; i++)
                    result.Integers[i] = draw.Binomial(i, x[0].Integers[x[0].Count == 1 ? 0 : i], x[1].Reals[x[1].Count == 1 ? 0 : i]);
                break;
            case DrawKind.Multinomial:
                Multinomial(draw, x[0].Reals, lengths[lengths.Length - 1], data.Trials, result.Integers);
                break;
            default:
                for (int i = 0; i < result.Count; i++) result.Integers[i] = i;
                for (int i = result.Count - 1; i > 0; i--)
                {
                    long other = draw.Whole(i, i + 1L);
                    (result.Integers[i], result.Integers[other]) = (result.Integers[other], result.Integers[i]);
                }
                break;
        }
        return result;
    }

    private static void Multinomial(Draw draw, double[] p, long columns, long trials, long[] counts)
    {
        for (long start = 0; columns > 0 && start < p.Length; start += columns)
        {
            for (long trial = 0; trial < trials; trial++)
            {
                double u = draw.Block(start / columns, trial).Real(0), sum = 0;
                long chosen = -1;
                for (long k = start; k < start + columns && u >= sum; k++)
                {
                    if (!(p[k] > 0)) continue;
                    chosen = k;
                    sum += p[k];
                }
                if (chosen >= 0) counts[chosen]++;
            }
        }
    }
}
