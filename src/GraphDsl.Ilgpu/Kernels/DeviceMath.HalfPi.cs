using System.ComponentModel;

namespace GraphDsl.Ilgpu;

// |x| = n pi/2 + r with |r| <= pi/4, for x of any size.
public static partial class DeviceMath
{
    /// <summary>The rest r of a non-negative number, and n modulo 4.</summary>
    private static double ReduceByHalfPi(double a, out int quadrant)
    {
        if (a > 1e5) return ReduceLarge(a, out quadrant);
        double n = RoundSmall(a * 0.6366197723675814);
        quadrant = (int)n & 3;
        // pi/2 in parts of 33 bits: their products with n are exact.
        return a - (n * 1.57079632673412561417e+00) - (n * 6.07710050630396597660e-11) - (n * 2.02226624879595063154e-21);
    }

    /// <summary>
    /// Payne and Hanek: of the product of the mantissa with the binary digits of 2/pi only those are computed that matter modulo 4.
    /// </summary>
    private static double ReduceLarge(double a, out int quadrant)
    {
        long bits = BitConverter.DoubleToInt64Bits(a);
        int exponent = (int)(bits >> 52) - 1075;
        ulong mantissa = (ulong)((bits & 0xFFFFFFFFFFFFF) | 0x10000000000000);
        ulong low = mantissa & 0xFFFFFFFF, high = mantissa >> 32;
        int first = exponent < 2 ? 0 : (exponent - 2) >> 5;

        // The product of two words with five, from the last word on; six words of it are kept.
        ulong carry = 0, word0 = 0, word1 = 0, word2 = 0, word3 = 0, word4 = 0, word5 = 0;
        ulong previous = 0;
        for (int k = 5; k >= 0; k--)
        {
            ulong digits = k > 0 ? TwoOverPi(first + k - 1) : 0;
            ulong sum = (low * digits) + (carry & 0xFFFFFFFF);
            ulong middle = high * previous;
            ulong total = (sum & 0xFFFFFFFF) + (middle & 0xFFFFFFFF);
            carry = (carry >> 32) + (sum >> 32) + (middle >> 32) + (total >> 32);
            previous = digits;
            total &= 0xFFFFFFFF;
            if (k == 5) word0 = total;
            if (k == 4) word1 = total;
            if (k == 3) word2 = total;
            if (k == 2) word3 = total;
            if (k == 1) word4 = total;
            if (k == 0) word5 = total;
        }

        // The binary point stands at this bit; the 128 bits below it are the fraction.
        int point = (32 * (first + 5)) - exponent;
        ulong above = (carry << 32) | word5;
        ulong upper = (word4 << 32) | word3, lower = (word2 << 32) | word1, last = word0 << 32;
        // Now in words of 64 bits above, upper, lower, last: bit 160 of the product is the lowest of above.
        int shift = 160 - point;
        ulong whole = shift <= 0 ? above >> -shift : (above << shift) | (upper >> (64 - shift));
        ulong fraction = shift == 0 ? upper : shift > 0 ? (upper << shift) | (lower >> (64 - shift)) : (above << (64 + shift)) | (upper >> -shift);
        ulong rest = shift == 0 ? lower : shift > 0 ? (lower << shift) | (last >> (64 - shift)) : (upper << (64 + shift)) | (lower >> -shift);
        quadrant = (int)whole & 3;
        bool isNegative = (fraction >> 63) != 0;
        if (isNegative)
        {
            // The nearer multiple lies above.
            quadrant = (quadrant + 1) & 3;
            fraction = ~fraction;
            rest = ~rest;
        }
        double value = ((Number(fraction) * 5.421010862427522e-20) + (Number(rest) * 2.938735877055719e-39)) * 1.5707963267948966;
        return isNegative ? -value : value;
    }

    private static double Number(ulong bits) => ((double)(long)(bits >> 32) * 4294967296.0) + (long)(bits & 0xFFFFFFFF);

    /// <summary>Binary digits of 2/pi, 32 at a time.</summary>
    private static ulong TwoOverPi(int word) => word switch
    {
        0 => 0xA2F9836E,
        1 => 0x4E441529,
        2 => 0xFC2757D1,
        3 => 0xF534DDC0,
        4 => 0xDB629599,
        5 => 0x3C439041,
        6 => 0xFE5163AB,
        7 => 0xDEBBC561,
        8 => 0xB7246E3A,
        9 => 0x424DD2E0,
        10 => 0x06492EEA,
        11 => 0x09D1921C,
        12 => 0xFE1DEB1C,
        13 => 0xB129A73E,
        14 => 0xE88235F5,
        15 => 0x2EBB4484,
        16 => 0xE99C7026,
        17 => 0xB45F7E41,
        18 => 0x3991D639,
        19 => 0x835339F4,
        20 => 0x9C845F8B,
        21 => 0xBDF9283B,
        22 => 0x1FF897FF,
        23 => 0xDE05980F,
        24 => 0xEF2F118B,
        25 => 0x5A0A6D1F,
        26 => 0x6D367ECF,
        27 => 0x27CB09B7,
        28 => 0x4F463F66,
        29 => 0x9E5FEA2D,
        30 => 0x7527BAC7,
        31 => 0xEBE5F17B,
        32 => 0x3D0739F7,
        33 => 0x8A5292EA,
        34 => 0x6BFB5FB1,
        35 => 0x1F8D5D08,
        36 => 0x56033046,
        37 => 0xFC7B6BAB,
        38 => 0xF0CFBC20,
        _ => 0x9AF4361D,
    };
}
