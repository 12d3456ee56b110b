using GraphDsl;

namespace GraphDsl.Examples;

/// <summary>
/// Ways to go down a gradient, as ordinary functions that build updates. What they remember is the caller's: arrays of shared
/// variables shaped as the parameters, zero at first.
/// </summary>
internal static class Optimisers
{
    /// <summary>Gradient descent: p - rate g.</summary>
    public static (Expr, Expr)[] Sgd(Expr<floatX>[] parameters, Expr<floatX>[] gradients, Expr<floatX> rate)
        => [.. parameters.Zip(gradients, (p, g) => ((Expr)p, (Expr)(p - rate * g)))];

    /// <summary>A ball with momentum: its velocity is kept but for the share that friction takes.</summary>
    public static (Expr, Expr)[] Momentum(
        Expr<floatX>[] parameters, Expr<floatX>[] gradients, Expr<floatX>[] velocities, Expr<floatX> rate, double momentum = 0.9)
    {
        var updates = new List<(Expr, Expr)>();
        for (int i = 0; i < parameters.Length; i++)
        {
            var velocity = momentum * velocities[i] - rate * gradients[i];
            updates.Add((velocities[i], velocity));
            updates.Add((parameters[i], parameters[i] + velocity));
        }

        return [.. updates];
    }

    /// <summary>Nesterov's momentum: the gradient counts where the velocity leads.</summary>
    public static (Expr, Expr)[] Nesterov(
        Expr<floatX>[] parameters, Expr<floatX>[] gradients, Expr<floatX>[] velocities, Expr<floatX> rate, double momentum = 0.9)
    {
        var updates = new List<(Expr, Expr)>();
        for (int i = 0; i < parameters.Length; i++)
        {
            var velocity = momentum * velocities[i] - rate * gradients[i];
            updates.Add((velocities[i], velocity));
            updates.Add((parameters[i], parameters[i] + momentum * velocity - rate * gradients[i]));
        }

        return [.. updates];
    }

    /// <summary>AdaGrad: steps shrink with the root of the sum of all squared gradients so far.</summary>
    public static (Expr, Expr)[] AdaGrad(
        Expr<floatX>[] parameters, Expr<floatX>[] gradients, Expr<floatX>[] squares, Expr<floatX> rate, double epsilon = 1e-6)
    {
        var updates = new List<(Expr, Expr)>();
        for (int i = 0; i < parameters.Length; i++)
        {
            var sum = squares[i] + T.Sqr(gradients[i]);
            updates.Add((squares[i], sum));
            updates.Add((parameters[i], parameters[i] - rate * gradients[i] / T.Sqrt(sum + epsilon)));
        }

        return [.. updates];
    }

    /// <summary>RMSProp: AdaGrad that forgets.</summary>
    public static (Expr, Expr)[] RmsProp(
        Expr<floatX>[] parameters, Expr<floatX>[] gradients, Expr<floatX>[] squares, Expr<floatX> rate, double decay = 0.9, double epsilon = 1e-6)
    {
        var updates = new List<(Expr, Expr)>();
        for (int i = 0; i < parameters.Length; i++)
        {
            var mean = decay * squares[i] + (1 - decay) * T.Sqr(gradients[i]);
            updates.Add((squares[i], mean));
            updates.Add((parameters[i], parameters[i] - rate * gradients[i] / T.Sqrt(mean + epsilon)));
        }

        return [.. updates];
    }

    /// <summary>AdaDelta: RMSProp whose rate is the size of recent steps.</summary>
    public static (Expr, Expr)[] AdaDelta(
        Expr<floatX>[] parameters, Expr<floatX>[] gradients, Expr<floatX>[] squares, Expr<floatX>[] steps, double decay = 0.95, double epsilon = 1e-6)
    {
        var updates = new List<(Expr, Expr)>();
        for (int i = 0; i < parameters.Length; i++)
        {
            var mean = decay * squares[i] + (1 - decay) * T.Sqr(gradients[i]);
            var step = gradients[i] * T.Sqrt(steps[i] + epsilon) / T.Sqrt(mean + epsilon);
            updates.Add((squares[i], mean));
            updates.Add((steps[i], decay * steps[i] + (1 - decay) * T.Sqr(step)));
            updates.Add((parameters[i], parameters[i] - step));
        }

        return [.. updates];
    }

    /// <summary>Adam: momentum and RMSProp, both corrected for their start at zero.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="gradients">The gradients by them.</param>
    /// <param name="means">Running means of the gradients.</param>
    /// <param name="squares">Running means of their squares.</param>
    /// <param name="time">The number of steps taken so far, a scalar.</param>
    /// <param name="rate">The size of a step.</param>
    /// <param name="decay1">What is kept of the means.</param>
    /// <param name="decay2">What is kept of the squares.</param>
    /// <param name="epsilon">Is added to roots.</param>
    public static (Expr, Expr)[] Adam(
        Expr<floatX>[] parameters, Expr<floatX>[] gradients, Expr<floatX>[] means, Expr<floatX>[] squares, Expr<floatX> time,
        Expr<floatX> rate, double decay1 = 0.9, double decay2 = 0.999, double epsilon = 1e-8)
    {
        var next = time + 1;
        var corrected = rate * T.Sqrt(1 - T.Pow(decay2, next)) / (1 - T.Pow(decay1, next));
        var updates = new List<(Expr, Expr)> { (time, next) };
        for (int i = 0; i < parameters.Length; i++)
        {
            var mean = decay1 * means[i] + (1 - decay1) * gradients[i];
            var square = decay2 * squares[i] + (1 - decay2) * T.Sqr(gradients[i]);
            updates.Add((means[i], mean));
            updates.Add((squares[i], square));
            updates.Add((parameters[i], parameters[i] - corrected * mean / (T.Sqrt(square) + epsilon)));
        }

        return [.. updates];
    }
}
