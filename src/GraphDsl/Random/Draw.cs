namespace GraphDsl.Cpu;

/// <summary>
/// One draw of a call: what each of its elements is, by its position alone. Integer and double arithmetic in a fixed order makes it
/// the same everywhere; the generator's reference interpreter compiles this very file.
/// </summary>
/// <remarks>
/// The key is the seed. The counter is, word by word: the block of elements; the number of the draw in its function (12 bits) under the
/// high bits of the number of the call; the low 32 bits of that; the trial, for draws that need several numbers an element. Inside of
/// a loop the seed is replaced by numbers drawn at a counter that no element has: the step in place of the block, a trial from 2^31 on.
/// </remarks>
internal readonly struct Draw(ulong seed, ulong call, int ordinal)
{
    /// <summary>A function may draw so many times.</summary>
    public const int MostDraws = 1 << OrdinalBits;

    private const int OrdinalBits = 12;

    private const long StepTrial = 1L << 31;

    // So many successes are expected of the trials that one number decides: no product of theirs underflows.
    private const double MeanOfPart = 200;

    /// <summary>The four words of a block of elements.</summary>
    public Philox Block(long block, long trial = 0) => unchecked(new(
        (uint)block, (uint)ordinal | ((uint)(call >> 32) << OrdinalBits), (uint)call, (uint)trial, (uint)seed, (uint)(seed >> 32)));

    /// <summary>The draw at a step of a loop: under a key of the step's own, the same for all draws of the call.</summary>
    public Draw At(long step) => new(StepSeed(seed, call, step), call, ordinal);

    /// <summary>The key at a step of a loop; no element has a trial of so high a number. In a loop inside of a loop it is taken again.</summary>
    public static ulong StepSeed(ulong seed, ulong call, long step)
    {
        var words = new Draw(seed, call, 0).Block(step, StepTrial | (step >> 32));
        return words.Word0 | ((ulong)words.Word1 << 32);
    }

    /// <summary>24 random bits as a number in [0, 1).</summary>
    public static float Single(uint word) => (word >> 8) * (1f / (1 << 24));

    /// <summary>53 random bits as a number in [0, 1).</summary>
    public static double Real(uint high, uint low) => (((ulong)high << 21) | (low >> 11)) * (1.0 / (1L << 53));

    /// <summary>A normally distributed number of 32 random bits.</summary>
    public static float NormalSingle(uint word) => (float)InverseNormal((word + 0.5) * (1.0 / (1L << 32)));

    /// <summary>A normally distributed number of 52 random bits.</summary>
    public static double NormalReal(uint high, uint low) => InverseNormal(((((ulong)high << 20) | (low >> 12)) + 0.5) * (1.0 / (1L << 52)));

    /// <summary>An element of a draw over [0, 1) in single precision.</summary>
    public float UniformSingle(long element) => Single(Block(element >> 2).Word((int)(element & 3)));

    /// <summary>An element of a draw over [0, 1) in double precision.</summary>
    public double UniformReal(long element) => Block(element >> 1).Real((int)(element & 1));

    /// <summary>An element of a normal draw in single precision.</summary>
    public float NormalSingle(long element) => NormalSingle(Block(element >> 2).Word((int)(element & 3)));

    /// <summary>An element of a normal draw in double precision.</summary>
    public double NormalReal(long element)
    {
        var words = Block(element >> 1);
        return (element & 1) == 0 ? NormalReal(words.Word0, words.Word1) : NormalReal(words.Word2, words.Word3);
    }

    /// <summary>
    /// How many of n trials succeed, by inversion of the distribution function; many trials are cut into parts. Probabilities outside
    /// of [0, 1] count as the nearer end, NaN as 0.
    /// </summary>
    public long Binomial(long element, long n, double p)
    {
        if (n <= 0 || !(p > 0)) return 0;
        if (p >= 1) return n;
        double rare = p <= 0.5 ? p : 1 - p;
        long most = Math.Max(1, (long)Math.Min(MeanOfPart / rare, long.MaxValue / 2));
        long count = 0;
        for (long left = n, trial = 0; left > 0; left -= most, trial++)
            count += Inverted(Block(element, trial).Real(0), Math.Min(left, most), rare);
        return p <= 0.5 ? count : n - count;
    }

    /// <summary>The number of successes at which the distribution function of a binomial passes u.</summary>
    private static long Inverted(double u, long n, double p)
    {
        double probability = Power(1 - p, n), odds = p / (1 - p);
        long count = 0;
        while (u >= probability && count < n)
        {
            u -= probability;
            count++;
            probability *= (double)(n - count + 1) / count * odds;
            if (probability == 0) break; // the tail beyond is less than a double tells apart
        }
        return count;
    }

    private static double Power(double x, long n)
    {
        double power = 1;
        for (; n > 0; n >>= 1, x *= x)
            if ((n & 1) != 0) power *= x;
        return power;
    }

    /// <summary>A whole number from 0 to before <paramref name="bound"/>, which is at most 2^31.</summary>
    public long Whole(long element, long bound) => (long)(UniformReal(element) * bound);

    /// <summary>The number below which a normal variable lies with probability p: Wichura's algorithm AS 241, relative error about 1e-16.</summary>
    public static double InverseNormal(double p)
    {
        double q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double x = 0.180625 - (q * q);
            return q
                * ((((((((((((((2.5090809287301226727e3 * x) + 3.3430575583588128105e4) * x) + 6.7265770927008700853e4) * x)
                    + 4.5921953931549871457e4) * x) + 1.3731693765509461125e4) * x) + 1.9715909503065514427e3) * x)
                    + 1.3314166789178437745e2) * x) + 3.3871328727963666080e0)
                / ((((((((((((((5.2264952788528545610e3 * x) + 2.8729085735721942674e4) * x) + 3.9307895800092710610e4) * x)
                    + 2.1213794301586595867e4) * x) + 5.3941960214247511077e3) * x) + 6.8718700749205790830e2) * x)
                    + 4.2313330701600911252e1) * x) + 1);
        }
        double r = Math.Sqrt(-Log(q < 0 ? p : 1 - p));
        double tail;
        if (r <= 5)
        {
            r -= 1.6;
            tail = ((((((((((((((7.74545014278341407640e-4 * r) + 2.27238449892691845833e-2) * r) + 2.41780725177450611770e-1) * r)
                    + 1.27045825245236838258e0) * r) + 3.64784832476320460504e0) * r) + 5.76949722146069140550e0) * r)
                    + 4.63033784615654529590e0) * r) + 1.42343711074968357734e0)
                / ((((((((((((((1.05075007164441684324e-9 * r) + 5.47593808499534494600e-4) * r) + 1.51986665636164571966e-2) * r)
                    + 1.48103976427480074590e-1) * r) + 6.89767334985100004550e-1) * r) + 1.67638483018380384940e0) * r)
                    + 2.05319162663775882187e0) * r) + 1);
        }
        else
        {
            r -= 5;
            tail = ((((((((((((((2.01033439929228813265e-7 * r) + 2.71155556874348757815e-5) * r) + 1.24266094738807843860e-3) * r)
                    + 2.65321895265761230930e-2) * r) + 2.96560571828504891230e-1) * r) + 1.78482653991729133580e0) * r)
                    + 5.46378491116411436990e0) * r) + 6.65790464350110377720e0)
                / ((((((((((((((2.04426310338993978564e-15 * r) + 1.42151175831644588870e-7) * r) + 1.84631831751005468180e-5) * r)
                    + 7.86869131145613259100e-4) * r) + 1.48753612908506148525e-2) * r) + 1.36929880922735805310e-1) * r)
                    + 5.99832206555887937690e-1) * r) + 1);
        }
        return q < 0 ? -tail : tail;
    }

    /// <summary>The logarithm of a positive normal number, as fdlibm computes it: the platform's own may differ in the last bit.</summary>
    private static double Log(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }
        double f = mantissa - 1, s = f / (2 + f), z = s * s, w = z * z;
        double even = w * (3.999999999940941908e-01 + (w * (2.222219843214978396e-01 + (w * 1.531383769920937332e-01))));
        double odd = z * (6.666666666666735130e-01 + (w * (2.857142874366239149e-01 + (w * (1.818357216161805012e-01 + (w * 1.479819860511658591e-01))))));
        double half = 0.5 * f * f;
        return (exponent * 6.93147180369123816490e-01) - (half - ((s * (half + (even + odd))) + (exponent * 1.90821492927058770002e-10)) - f);
    }
}
