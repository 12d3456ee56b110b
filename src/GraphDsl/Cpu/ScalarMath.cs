using System.ComponentModel;

namespace GraphDsl.Cpu;

/// <summary>The functions of <see cref="VectorMath"/> for single numbers, with the same bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ScalarMath
{
    /// <inheritdoc cref="VectorMath.Exp"/>
    public static float Exp(float x) => VectorMath.Exp<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Exp2"/>
    public static float Exp2(float x) => VectorMath.Exp2<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Expm1"/>
    public static float Expm1(float x) => VectorMath.Expm1<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Log"/>
    public static float Log(float x) => VectorMath.Log<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Log2"/>
    public static float Log2(float x) => VectorMath.Log2<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Log10"/>
    public static float Log10(float x) => VectorMath.Log10<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Log1p"/>
    public static float Log1p(float x) => VectorMath.Log1p<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Sin"/>
    public static float Sin(float x) => VectorMath.Sin<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Cos"/>
    public static float Cos(float x) => VectorMath.Cos<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Tan"/>
    public static float Tan(float x) => VectorMath.Tan<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Asin"/>
    public static float Asin(float x) => VectorMath.Asin<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Acos"/>
    public static float Acos(float x) => VectorMath.Acos<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Atan"/>
    public static float Atan(float x) => VectorMath.Atan<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Sinh"/>
    public static float Sinh(float x) => VectorMath.Sinh<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Cosh"/>
    public static float Cosh(float x) => VectorMath.Cosh<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Tanh"/>
    public static float Tanh(float x) => VectorMath.Tanh<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Erf"/>
    public static float Erf(float x) => VectorMath.Erf<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Erfc"/>
    public static float Erfc(float x) => VectorMath.Erfc<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Sigmoid"/>
    public static float Sigmoid(float x) => VectorMath.Sigmoid<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Softplus"/>
    public static float Softplus(float x) => VectorMath.Softplus<Scalar1<float>, float>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Pow"/>
    public static float Pow(float x, float y) => VectorMath.Pow<Scalar1<float>, float>(new(x), new(y)).Value;

    /// <inheritdoc cref="VectorMath.Atan2"/>
    public static float Atan2(float y, float x) => VectorMath.Atan2<Scalar1<float>, float>(new(y), new(x)).Value;

    /// <inheritdoc cref="VectorMath.Exp"/>
    public static double Exp(double x) => VectorMath.Exp<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Exp2"/>
    public static double Exp2(double x) => VectorMath.Exp2<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Expm1"/>
    public static double Expm1(double x) => VectorMath.Expm1<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Log"/>
    public static double Log(double x) => VectorMath.Log<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Log2"/>
    public static double Log2(double x) => VectorMath.Log2<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Log10"/>
    public static double Log10(double x) => VectorMath.Log10<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Log1p"/>
    public static double Log1p(double x) => VectorMath.Log1p<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Sin"/>
    public static double Sin(double x) => VectorMath.Sin<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Cos"/>
    public static double Cos(double x) => VectorMath.Cos<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Tan"/>
    public static double Tan(double x) => VectorMath.Tan<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Asin"/>
    public static double Asin(double x) => VectorMath.Asin<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Acos"/>
    public static double Acos(double x) => VectorMath.Acos<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Atan"/>
    public static double Atan(double x) => VectorMath.Atan<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Sinh"/>
    public static double Sinh(double x) => VectorMath.Sinh<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Cosh"/>
    public static double Cosh(double x) => VectorMath.Cosh<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Tanh"/>
    public static double Tanh(double x) => VectorMath.Tanh<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Erf"/>
    public static double Erf(double x) => VectorMath.Erf<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Erfc"/>
    public static double Erfc(double x) => VectorMath.Erfc<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Sigmoid"/>
    public static double Sigmoid(double x) => VectorMath.Sigmoid<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Softplus"/>
    public static double Softplus(double x) => VectorMath.Softplus<Scalar1<double>, double>(new(x)).Value;

    /// <inheritdoc cref="VectorMath.Pow"/>
    public static double Pow(double x, double y) => VectorMath.Pow<Scalar1<double>, double>(new(x), new(y)).Value;

    /// <inheritdoc cref="VectorMath.Atan2"/>
    public static double Atan2(double y, double x) => VectorMath.Atan2<Scalar1<double>, double>(new(y), new(x)).Value;

    /// <summary>-1, 0 or 1; -0 and NaN stay.</summary>
    public static float Sign(float x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <summary>-1, 0 or 1; -0 and NaN stay.</summary>
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <summary>-1, 0 or 1.</summary>
    public static int Sign(int x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <summary>-1, 0 or 1.</summary>
    public static long Sign(long x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <summary>1 / x.</summary>
    public static float Reciprocal(float x) => 1 / x;

    /// <summary>1 / x.</summary>
    public static double Reciprocal(double x) => 1 / x;
}
