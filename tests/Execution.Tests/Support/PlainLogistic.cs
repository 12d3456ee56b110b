namespace GraphDsl.Tests.Support;

/// <summary>Logistic regression written by hand, in double precision, as plainly as can be: what the generated code is held against.</summary>
internal sealed class PlainLogistic(int inputs, int classes)
{
    /// <summary>The weights, row-major.</summary>
    public double[] W { get; } = new double[inputs * classes];

    /// <summary>The biases.</summary>
    public double[] B { get; } = new double[classes];

    /// <summary>Takes one step on some rows; gives the cost before it.</summary>
    public double Train(ReadOnlySpan<floatX> x, ReadOnlySpan<int> y, double rate)
    {
        int rows = y.Length;
        var gradientW = new double[W.Length];
        var gradientB = new double[B.Length];
        double cost = 0;
        for (int row = 0; row < rows; row++)
        {
            var image = x.Slice(row * inputs, inputs);
            var share = Logits(image);
            double largest = share.Max();
            double sum = share.Sum(logit => Math.Exp(logit - largest));
            cost += Math.Log(sum) + largest - share[y[row]];
            for (int j = 0; j < classes; j++)
            {
                share[j] = (Math.Exp(share[j] - largest) / sum - (j == y[row] ? 1 : 0)) / rows;
                gradientB[j] += share[j];
            }
            for (int i = 0; i < inputs; i++)
            {
                double pixel = (double)image[i];
                if (pixel == 0) continue;
                for (int j = 0; j < classes; j++) gradientW[i * classes + j] += pixel * share[j];
            }
        }
        for (int i = 0; i < W.Length; i++) W[i] -= rate * gradientW[i];
        for (int j = 0; j < B.Length; j++) B[j] -= rate * gradientB[j];
        return cost / rows;
    }

    /// <summary>The likeliest class of one row.</summary>
    public int Predict(ReadOnlySpan<floatX> image)
    {
        var logits = Logits(image);
        return Array.IndexOf(logits, logits.Max());
    }

    private double[] Logits(ReadOnlySpan<floatX> image)
    {
        var logits = (double[])B.Clone();
        for (int i = 0; i < inputs; i++)
        {
            double pixel = (double)image[i];
            if (pixel == 0) continue;
            for (int j = 0; j < classes; j++) logits[j] += pixel * W[i * classes + j];
        }
        return logits;
    }
}
