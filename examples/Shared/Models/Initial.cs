using GraphDsl;

namespace GraphDsl.Examples;

/// <summary>Initial weights as the tutorials draw them: uniform, the wider the fewer units are connected.</summary>
internal static class Initial
{
    /// <summary>The weights of a fully connected layer for tanh.</summary>
    public static SharedMatrix<floatX> Weights(NumpyRandomState rng, int inputs, int outputs, string name)
    {
        double bound = Math.Sqrt(6.0 / (inputs + outputs));
        return new(rng.Uniform<floatX>(-bound, bound, inputs, outputs), borrow: true, name);
    }

    /// <summary>The weights of a fully connected layer for the logistic sigmoid, which is flatter: four times as wide.</summary>
    public static SharedMatrix<floatX> SigmoidWeights(NumpyRandomState rng, int inputs, int outputs, string name)
    {
        double bound = 4 * Math.Sqrt(6.0 / (inputs + outputs));
        return new(rng.Uniform<floatX>(-bound, bound, inputs, outputs), borrow: true, name);
    }

    /// <summary>Filters whose results are pooled by <paramref name="pool"/> x <paramref name="pool"/>.</summary>
    public static SharedTensor4<floatX> Filters(NumpyRandomState rng, int filters, int channels, int rows, int columns, string name, int pool = 2)
    {
        // The inputs of a unit, and the units that an input reaches, of which pooling keeps one.
        int fanIn = channels * rows * columns, fanOut = filters * rows * columns / (pool * pool);
        double bound = Math.Sqrt(6.0 / (fanIn + fanOut));
        return new(rng.Uniform<floatX>(-bound, bound, filters, channels, rows, columns), borrow: true, name);
    }
}
