using System.Numerics;
using System.Numerics.Tensors;

namespace GraphDsl.Examples;

/// <summary>
/// Digits that stand in for MNIST on a machine without it: strokes in a 28 by 28 image, each image moved, turned,
/// slanted, scaled and thickened a little by chance. The same seed always gives the same images.
/// </summary>
internal static class SyntheticDigits
{
    private const int Side = 28;
    private const int Classes = 10;

    // Strokes in a box from (-1, -1), the upper left, to (1, 1); a stroke is a line through its points.
    private static readonly Vector2[][][] Strokes =
    [
        [Arc(0, 0, 0.65f, 1, 0, 360)],
        [[new(-0.35f, -0.6f), new(0.1f, -1), new(0.1f, 1)]],
        [[.. Arc(0, -0.45f, 0.6f, 0.55f, 180, 400), new(-0.65f, 1), new(0.7f, 1)]],
        [[.. Arc(-0.05f, -0.5f, 0.6f, 0.5f, 200, 450), .. Arc(-0.05f, 0.5f, 0.65f, 0.5f, 270, 520)]],
        [[new(0.35f, 1), new(0.35f, -1), new(-0.7f, 0.35f), new(0.75f, 0.35f)]],
        [[new(0.6f, -1), new(-0.5f, -1), new(-0.55f, -0.15f), .. Arc(-0.05f, 0.4f, 0.65f, 0.6f, 240, 510)]],
        [[new(0.45f, -1), new(-0.3f, -0.3f), .. Arc(0, 0.45f, 0.6f, 0.55f, 190, 550)]],
        [[new(-0.65f, -1), new(0.65f, -1), new(-0.2f, 1)]],
        [Arc(0, -0.5f, 0.5f, 0.5f, 0, 360), Arc(0, 0.5f, 0.62f, 0.5f, 0, 360)],
        [[.. Arc(0, -0.45f, 0.6f, 0.55f, 10, 370), new(0.45f, 1)]],
    ];

    /// <summary>Draws the three sets.</summary>
    /// <param name="train">Images in the training set; in the others a fifth of that.</param>
    /// <param name="seed">Of the random numbers.</param>
    public static MnistData Draw(int train = 6000, long seed = 1234)
    {
        var random = new NumpyRandomState(seed);
        return new MnistData(Set("train", train, random), Set("validation", train / 5, random), Set("test", train / 5, random));
    }

    private static MnistSet Set(string name, int count, NumpyRandomState random)
    {
        var labels = new int[count];
        var images = new float[count * Side * Side];
        var draws = Elements(random.RandInt(0, Classes, count));
        for (var row = 0; row < count; row++)
        {
            labels[row] = (int)draws[row];
            Render(Strokes[labels[row]], Elements(random.Uniform<float>(-1, 1, 8)), images.AsSpan(row * Side * Side, Side * Side));
        }

        return new MnistSet(name, Tensor.Create(images, [count, Side * Side]), Tensor.Create(labels, [count]));
    }

    // Eight chances from -1 to 1: two for the place, one each for the size in two directions, the turn, the slant,
    // the thickness and the ink.
    private static void Render(Vector2[][] strokes, float[] chances, Span<float> image)
    {
        var place = Matrix3x2.CreateScale(6.5f + chances[0], 8.5f + chances[1])
            * Matrix3x2.CreateSkew(0.25f * chances[2], 0)
            * Matrix3x2.CreateRotation(0.2f * chances[3])
            * Matrix3x2.CreateTranslation(Side / 2f + 2 * chances[4], Side / 2f + 2 * chances[5]);
        var radius = 1.3f + 0.5f * chances[6];
        var ink = 0.85f + 0.15f * chances[7];
        foreach (var stroke in strokes)
        {
            for (var i = 1; i < stroke.Length; i++)
                DrawLine(Vector2.Transform(stroke[i - 1], place), Vector2.Transform(stroke[i], place), radius, ink, image);
        }
    }

    private static void DrawLine(Vector2 from, Vector2 to, float radius, float ink, Span<float> image)
    {
        var reach = new Vector2(radius + 1);
        var least = Vector2.Max(Vector2.Min(from, to) - reach, Vector2.Zero);
        var most = Vector2.Min(Vector2.Max(from, to) + reach, new Vector2(Side - 1));
        var along = to - from;
        for (var y = (int)least.Y; y <= (int)most.Y; y++)
        {
            for (var x = (int)least.X; x <= (int)most.X; x++)
            {
                var pixel = new Vector2(x + 0.5f, y + 0.5f);
                var share = Math.Clamp(Vector2.Dot(pixel - from, along) / Math.Max(along.LengthSquared(), 1e-6f), 0, 1);
                var distance = Vector2.Distance(pixel, from + share * along);
                var shade = MathF.Floor(255 * ink * Math.Clamp(radius + 0.5f - distance, 0, 1)) / 256;
                ref var value = ref image[y * Side + x];
                value = Math.Max(value, shade);
            }
        }
    }

    // Points on an ellipse between two angles in degrees; 0 is to the right, 90 is down.
    private static Vector2[] Arc(float x, float y, float width, float height, float from, float to)
    {
        const float step = 20;
        var points = new Vector2[(int)MathF.Ceiling((to - from) / step) + 1];
        for (var i = 0; i < points.Length; i++)
        {
            var (sin, cos) = MathF.SinCos(Math.Min(from + i * step, to) * MathF.PI / 180);
            points[i] = new Vector2(x + width * cos, y + height * sin);
        }

        return points;
    }

    private static T[] Elements<T>(Tensor<T> tensor)
    {
        var elements = new T[tensor.FlattenedLength];
        tensor.FlattenTo(elements);
        return elements;
    }
}
