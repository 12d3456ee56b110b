using System.ComponentModel;

namespace GraphDsl.Ilgpu;

/// <summary>Numbers of half precision in kernels: 16 bits in memory, computed with as float. No device needs to know the type.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Halves
{
    /// <summary>The number of 16 bits.</summary>
    public static float ToSingle(ushort bits)
    {
        int sign = (bits & 0x8000) << 16, magnitude = bits & 0x7FFF;
        // The exponent is rebased by a product, which takes subnormal numbers along.
        int wide = magnitude >= 0x7C00 ? ((magnitude & 0x3FF) << 13) | 0x7F800000
            : BitConverter.SingleToInt32Bits(BitConverter.Int32BitsToSingle(magnitude << 13) * 5.192296858534828e33f);
        return BitConverter.Int32BitsToSingle(sign | wide);
    }

    /// <summary>The 16 bits of the nearest number, halves to even.</summary>
    public static ushort ToBits(float x)
    {
        int bits = BitConverter.SingleToInt32Bits(x), sign = (bits >> 16) & 0x8000, magnitude = bits & int.MaxValue;
        if (magnitude > 0x7F800000) return (ushort)(sign | 0x7E00);
        if (magnitude >= 0x477FF000) return (ushort)(sign | 0x7C00);
        if (magnitude < 0x38800000)
        {
            // Subnormal: adding 2^-1 brings the last bit to where the sum is rounded.
            int rounded = BitConverter.SingleToInt32Bits(BitConverter.Int32BitsToSingle(magnitude) + 0.5f) - 0x3F000000;
            return (ushort)(sign | rounded);
        }
        int even = (magnitude >> 13) & 1;
        return (ushort)(sign | ((magnitude - 0x38000000 + 0xFFF + even) >> 13));
    }

    /// <summary>A number rounded to half precision.</summary>
    public static float Round(float x) => ToSingle(ToBits(x));
}
