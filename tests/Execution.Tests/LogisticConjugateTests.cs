using System.Numerics.Tensors;
using GraphDsl.Examples;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Logistic regression over one flat vector of parameters.</summary>
public class LogisticConjugateTests
{
    private const int Batch = LogisticConjugate.BatchSize;

    [Fact]
    public void Gradient_is_one_vector_of_the_weights_and_then_the_biases()
    {
        var (images, labels) = Mnist.Synthetic(2 * Batch);
        var (x, y) = (Mnist.Share(images), Shared.From(labels));
        var model = new LogisticConjugate { TrainX = x, TrainY = y, ValidationX = x, ValidationY = y, TestX = x, TestY = y };
        var plain = new PlainLogistic(784, 10);
        for (int index = 0; index < 2; index++)
        {
            // The plain program's step of length 1 is its gradient; at first from zero, then from elsewhere.
            double[] before = [.. plain.W, .. plain.B];
            model.Theta.SetValue(Array.ConvertAll(before, value => (floatX)value));
            double expected = plain.Train(images.AsSpan(index * Batch * 784, Batch * 784), labels.AsSpan(index * Batch, Batch), 1);
            var (cost, gradient) = model.Cost(index);
            Numbers.Near(expected, (double)cost, Numbers.Tolerance(1e-5, 1e-11));
            double[] after = [.. plain.W, .. plain.B];
            Numbers.Near(
                [.. before.Zip(after, (a, b) => a - b)], [.. gradient.Elements().Select(value => (double)value)], Numbers.Tolerance(1e-5, 1e-11));
        }

        Assert.Equal(model.Validate(1), model.Test(1));
        Assert.InRange(model.Validate(1), 0, 1);
    }
}
