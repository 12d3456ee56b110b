using System.IO.Compression;

namespace GraphDsl.Tests.Data;

/// <summary>Files as NumPy writes them, made by make_samples.py.</summary>
internal static class NpySamples
{
    public static byte[] Float32 => Inflate(
        "H4sIAAAAAAACA5vsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqKuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CsaaOgq1CmQDLgYGhQMMDAf2MzAw" +
        "gLA9kA3ECg4AbXLbp5gAAAA=");

    public static byte[] Bool => Inflate(
        "H4sIAAAAAAACA5vsF+obEMnIUMZQrZ6SWpxcpG6loF6TZKiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6mjoKtQoUAC5GBkYAFpOMu4MAAAA=");

    public static byte[] Int64 => Inflate(
        "H4sIAAAAAAACA5vsF+obEMnIUMZQrZ6SWpxcpG6loG6TaaGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GoY6CsaaOgq1CmQDLkYGCPj3HwLAHKAg" +
        "AIm6re2YAAAA");

    public static byte[] Half => Inflate(
        "H4sIAAAAAAACA5vsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqSuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6mjoKtQoUAC4GC4YDAAG9DwiEAAAA");

    public static byte[] UInt8 => Inflate(
        "H4sIAAAAAAACA5vsF+obEMnIUMZQrZ6SWpxcpG6loF5Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkamZjqaOgq1CmQDLgZGJmYWVjZ2Dk4u" +
        "bh5ePn4BQSFhEVExcQlJKWkZWTl5BUUlZRVVNXUNTS1tHV09fQNDI2MTUzNzC0sraxtbO3sHRydnF1c3dw9PL28fXz//gMCg4JDQsPCIyKjomNi4+ITEpOSU" +
        "1LT0jMys7JzcvPyCwqLiktKy8orKquqa2rr6hsam5pbWtvaOzq7unt6+/gkTJ02eMnXa9BkzZ82eM3fe/AULFy1esnTZ8hUrV61es3bd+g0bN23esnXb9h07" +
        "d+3es3ff/gMHDx0+cvTY8RMnT50+c/bc+QsXL12+cvXa9Rs3b92+c/fe/QcPHz1+8vTZ8xcvX71+8/bd+w8fP33+8vXb9x8/f/3+8/fffwBNSL3FgAEAAA==");

    public static byte[] Scalar => Inflate(
        "H4sIAAAAAAACA5vsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5Gpo6CrUKFAEuBjCQcwAA7k4XI4gAAAA=");

    public static byte[] Empty => Inflate(
        "H4sIAAAAAAACA5vsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqKuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GgY6CsaaOgq1CmQDLgCjaFJ3gAAAAA==");

    public static byte[] Rank4 => Inflate(
        "H4sIAAAAAAACA53K11LCUACE4WDvvddjDeixQbAgdsUKYkHFhpEEQZFggnjh+BS+sD+v4M58F7uzv5FYOBp3KUXlWzVMJ2mrAaEGM5oqhZqy7IKt5xKWbZil" +
        "PaRnHZPdSet5k+72SuGTQpPC75HiR/wjdQpxoQzlqEAlqlCNGtSidKxHAxrRhGa0oBVtaEcHOtGFbvSgF33oxwAGMYRhCIxgFGMYxwQmocIND6YwDYkZzGIO" +
        "81iAFz5o8GMRS1jGCgJYRRBrWMcGNrGFbexgF3sIYR8HOMQRjnGCMCI4RRRnOMcFLhHDFa5xgzhucYd7POARCTxBxzOSMGAihRekkcEr3pDFO3KwkMcHbDgo" +
        "4BNFfOEPGHPNJmACAAA=");

    public static byte[] Fortran => Inflate(
        "H4sIAAAAAAACA5vsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqGuo6Cell9UUpSYF59flJIKEg8pKk0FChdnJBakArkaRjoKxjoKJpo6CrUKZAIuBhSg4QChBaC0" +
        "AZRWgNImUPqDPYTWgvJFoLQhlFaC0qZQmgFK60BpCShtBKVVoLQZlOaA0npQWgZKG0NpNSht7gAAuB5Y60ABAAA=");

    public static byte[] BigEndian => Inflate(
        "H4sIAAAAAAACA5vsF+obEMnIUMZQrZ6SWpxcpG6loG6XZqGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6mjoKtQoUAC77HwxgcIAFQgMARCfa" +
        "65AAAAA=");

    public static byte[] Version2 => Inflate(
        "H4sIAAAAAAACA5vsF+obEMnEUMLAwFCtnpJanFykbqWgbpNmoq6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaRjoKxpo6CrUKZAIuBgaFAwwMB/YD" +
        "rQdheyAbiBUcAMGh7dSYAAAA");

    public static byte[] Version3 => Inflate(
        "H4sIAAAAAAACA5vsF+obEMnMUMLAwFCtnpJanFykbqWgbpNmoq6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaRjoKxpo6CrUKZAIuBgaFAwwMB/YD" +
        "rQdheyAbiBUcAOODs7eYAAAA");

    public static byte[] Objects => Inflate(
        "H4sIAAAAAAACA5vsF+obEMnIUMZQrZ6SWpxcpG6loF7jr66joJ6WX1RSlJgXn1+UkgoSdkvMKU4FihdnJBakAvkahjqaOgq1CpQArgbm5LzS3IJKveT8olS9" +
        "3NKckszEoqLESq74otTk/LzikqLS5BKuQgaIKq68FIhsIaM3Q2shkzNjUiFzeyFLUCGrhjejN2NrIRtUYUpJZUEqVyF7BBMDA4O/RSFHZ0d7IWdQIZeGN3ME" +
        "I1CsppDbz8/P6z8QgAlv+5JCnqTO2EJev8SSQr4kPQBnXT5HGgEAAA==");

    public static byte[] Structured => Inflate(
        "H4sIAAAAAAACA5vsF+obEMnIUMZQrZ6SWpxcpG6lEK2hnqiuo6Buk2airqmjoKGeBOZlAnmxQEZaflFJUWJefH5RSipIuVtiTnEqULw4I7EgFcjXMNIB6qpV" +
        "IAZwMaABABWgsLmQAAAA");

    public static byte[] Npz => Inflate(
        "H4sIAAAAAAACA+3RP0tbURgH4JOoBTsVieB4nWIhaKoVRAvVpYu0ZCnSqVxrRKH5401o0VJwzO7i1NUv4F6/QT+AS2e/gGvP1ShGpLW6Pk9473nvuXlv8uPU" +
        "VoeGS+HSZGhkp0eHsctrJJTC2nSzvVsIzy42Qv9B7uDd+7e1D4XwJXwrb9Q7n7LyYlJ+tfmyXEnKm62sm6XNj61so57vv0k/d+pxv7OVtuvxfmq2ksw9ryTf" +
        "kwd7GkJyEsLJz/hX8nod+1jJcm0gzvny2NnNOOv/F2d74V5x5iqPC3MR51Khvxb762Cc+ePFg17s8hqPcdLpZtqoz3zd7m4l7TTrdq7i9fojvb+f1v3iPTbc" +
        "dbzhW6ezMrGwtL9TDHmNxjh79ax1HSHfzF2tj4rwolqtVpLZ6sOjXJ8QAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" +
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" +
        "AAAAAAAAAAAAAAAAAAAAAMC/1FYLxdJQqX83GRrZ6dFh7PIaufG9/UJ+XZtutndvj5wvj53dPfIrXtfvGpk/XjzoxS6v8YGRH/F30ulm2qjPfN3ubiXtNOt2" +
        "7nrFysTC0v5OMeQ1OvCKRjGEvXrW6o+NPMm3h+Pnd1ynuvFp+ANum7lCHnUCAA==");

    public static byte[] NpzCompressed => Inflate(
        "H4sIAAAAAAACAwvwZmYRYWBg4ABiRYbcotvLI4GsGUDMyiDCEK6XV1DJyCAAFgCBSCg9+434K2mBkycCjgWsnTcpak7MkrylC/Impy1at3jBvGnxIUFTZojP" +
        "j58yiUuo3PuMph9rl3i6itgSpp9SblZcx2ZZcW3lSmHWY2NrZebhYf9mbGDQsMF2Au8RLj6GABT3fHcQeuWD5J4kdPf44HdP5kJC7jlmBXaNCIMem0ZCyyWf" +
        "ACk0J5husZrsDmR1ALEo0AmJenmJuan65ZklGQoFiUUlxTAndUCd4k4giAg6CeIgRj02g4RCBjTXOEpYWP8HshoKmRg4ga6pSi3Kh7sAJAgC/6EueHtiI9/B" +
        "AAaHi1G1R2/LebYfV0naJth9UKV3m2HHqdURR8J/JH5lT7JL3/197938svbAjxrzNub9Cu47LRD+Vmma4rbYfc9fVb0pulvzf9euL2c//C4uzW6bdybIK3XG" +
        "8kzJuIf6j5kYBi144C4f4M3IJMKMK3EjQAMjiAQndXQtqOkPWcsEIJmETQtqekHWIgy0B2vqQTcCNZKRjVgINAIe5QHerGwgYRYgfACkb4OjAwDabZ270QMA" +
        "AA==");

    private static byte[] Inflate(string base64)
    {
        using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(base64)), CompressionMode.Decompress);
        var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
