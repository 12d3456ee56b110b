namespace GraphDsl;

/// <summary>MT19937, the generator under NumPy's RandomState (Matsumoto and Nishimura, 1998).</summary>
internal sealed class MersenneTwister
{
    private const int Length = 624;
    private const int Middle = 397;

    private readonly uint[] state = new uint[Length];
    private int position = Length;

    public MersenneTwister(uint seed)
    {
        for (var i = 0u; i < Length; i++)
        {
            state[i] = seed;
            seed = 1812433253 * (seed ^ seed >> 30) + i + 1;
        }
    }

    /// <summary>The next 32 bits.</summary>
    public uint NextUInt32()
    {
        if (position == Length)
            Renew();
        var y = state[position++];
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c5680;
        y ^= y << 15 & 0xefc60000;
        return y ^ y >> 18;
    }

    /// <summary>The next 64 bits: the upper half is drawn first.</summary>
    public ulong NextUInt64()
    {
        var upper = (ulong)NextUInt32() << 32;
        return upper | NextUInt32();
    }

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double NextDouble()
    {
        var upper = NextUInt32() >> 5;
        var lower = NextUInt32() >> 6;
        return (upper * 67108864.0 + lower) / 9007199254740992.0;
    }

    private void Renew()
    {
        for (var i = 0; i < Length; i++)
        {
            var y = state[i] & 0x80000000 | state[(i + 1) % Length] & 0x7fffffff;
            state[i] = state[(i + Middle) % Length] ^ y >> 1 ^ ((y & 1) != 0 ? 0x9908b0dfu : 0);
        }

        position = 0;
    }
}
