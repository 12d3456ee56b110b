namespace GraphDsl.Examples;

/// <summary>
/// Simple music: chords of one of three progressions in one of several keys, two moments each, and above them a melody that goes
/// through the chord's notes upwards or downwards. The same seed always gives the same pieces.
/// </summary>
internal static class Tunes
{
    private const int Chords = 16;
    private const int Lowest = 48; // the C below middle C

    private static readonly int[] Keys = [0, 3, 5];

    // Degrees of the scale, from 0.
    private static readonly int[][] Progressions = [[0, 3, 4, 0], [0, 5, 3, 4], [0, 4, 5, 3]];

    private static readonly int[] Scale = [0, 2, 4, 5, 7, 9, 11];

    /// <summary>Makes so many pieces; each moment has the numbers of its notes.</summary>
    public static IEnumerable<int[][]> Make(int count, long seed = 1234)
    {
        var random = new NumpyRandomState(seed);
        return Enumerable.Range(0, count).Select(_ => Piece(random));
    }

    private static int[][] Piece(NumpyRandomState random)
    {
        int key = Lowest + Keys[Below(Keys.Length)];
        int[] progression = Progressions[Below(Progressions.Length)];
        bool upwards = Below(2) == 0;
        var moments = new List<int[]>();
        for (int chord = 0; chord < Chords; chord++)
        {
            int root = progression[chord % progression.Length];
            int[] tones = [Note(root), Note(root + 2), Note(root + 4)];
            for (int half = 0; half < 2; half++)
            {
                int tone = ((2 * chord) + half) % 3;
                moments.Add([.. tones, 12 + tones[upwards ? tone : 2 - tone]]);
            }
        }

        return [.. moments];

        int Note(int degree) => key + Scale[degree % Scale.Length] + (12 * (degree / Scale.Length));

        int Below(int bound) => (int)random.RandInt(0, bound, 1)[0];
    }
}
