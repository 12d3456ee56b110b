namespace GraphDsl.Cpu;

/// <summary>
/// The counter-based generator Philox 4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel Random Numbers: As Easy as 1, 2, 3): four words
/// that are a function of a counter and a key, so that any element of a draw can be made on its own.
/// </summary>
internal readonly struct Philox
{
    public readonly uint Word0;
    public readonly uint Word1;
    public readonly uint Word2;
    public readonly uint Word3;

    /// <summary>The four words at a counter of four words under a key of two.</summary>
    public Philox(uint counter0, uint counter1, uint counter2, uint counter3, uint key0, uint key1)
    {
        for (int round = 0; round < 10; round++)
        {
            ulong product0 = (ulong)0xD2511F53 * counter0, product1 = (ulong)0xCD9E8D57 * counter2;
            (counter0, counter1, counter2, counter3) = (
                (uint)(product1 >> 32) ^ counter1 ^ key0, (uint)product1,
                (uint)(product0 >> 32) ^ counter3 ^ key1, (uint)product0);
            unchecked
            {
                key0 += 0x9E3779B9;
                key1 += 0xBB67AE85;
            }
        }
        (Word0, Word1, Word2, Word3) = (counter0, counter1, counter2, counter3);
    }

    /// <summary>One of the four words.</summary>
    public uint Word(int index) => index switch
    {
        0 => Word0,
        1 => Word1,
        2 => Word2,
        _ => Word3,
    };

    /// <summary>53 bits of the first two words (half 0) or of the last two, as a number in [0, 1).</summary>
    public double Real(int half) => half == 0 ? Draw.Real(Word0, Word1) : Draw.Real(Word2, Word3);
}
