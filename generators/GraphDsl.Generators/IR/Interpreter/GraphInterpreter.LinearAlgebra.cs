namespace GraphDsl.Generators.IR.Interpreter;

/// <content>Elimination on square matrices, and operations that look at their operand.</content>
internal sealed partial class GraphInterpreter
{
    private static ReferenceTensor Inverse(ReferenceTensor a)
    {
        int n = (int)a.Lengths[0];
        var identity = ReferenceTensor.Zeros(a.Type, n, n);
        for (int i = 0; i < n; i++) identity.Reals[(i * n) + i] = 1;
        return Solve(a, identity);
    }

    private static ReferenceTensor Det(ReferenceTensor a) =>
        ReferenceTensor.Scalar(a.Type, Eliminate(a.Clone().Reals, [], (int)a.Lengths[0], 0));

    private static ReferenceTensor Solve(ReferenceTensor a, ReferenceTensor right)
    {
        int n = (int)a.Lengths[0], columns = (int)right.Lengths[1];
        var (matrix, result) = (a.Clone().Reals, right.Clone());
        if (Eliminate(matrix, result.Reals, n, columns) == 0) throw new InterpreterException("the matrix is singular");
        double[] x = result.Reals;
        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = 0; k < columns; k++)
            {
                double sum = x[(i * columns) + k];
                for (int j = i + 1; j < n; j++) sum -= matrix[(i * n) + j] * x[(j * columns) + k];
                x[(i * columns) + k] = sum / matrix[(i * n) + i];
            }
        }
        return result;
    }

    /// <summary>Makes the matrix upper triangular, the right-hand sides with it; gives the determinant.</summary>
    private static double Eliminate(double[] a, double[] right, int n, int columns)
    {
        double determinant = 1;
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
                if (Math.Abs(a[(i * n) + k]) > Math.Abs(a[(pivot * n) + k]) || double.IsNaN(a[(i * n) + k])) pivot = i;
            if (pivot != k) determinant = -determinant;
            Swap(a, n, k, pivot);
            Swap(right, columns, k, pivot);
            determinant *= a[(k * n) + k];
            if (a[(k * n) + k] == 0) continue;
            for (int i = k + 1; i < n; i++)
            {
                double factor = a[(i * n) + k] / a[(k * n) + k];
                for (int j = k; j < n; j++) a[(i * n) + j] -= factor * a[(k * n) + j];
                for (int j = 0; j < columns; j++) right[(i * columns) + j] -= factor * right[(k * columns) + j];
            }
        }
        return determinant;
    }

    private static void Swap(double[] rows, int width, int first, int second)
    {
        for (int j = 0; j < width; j++)
            (rows[(first * width) + j], rows[(second * width) + j]) = (rows[(second * width) + j], rows[(first * width) + j]);
    }

    /// <summary>Reads the lower triangle only.</summary>
    private static ReferenceTensor Cholesky(ReferenceTensor a)
    {
        int n = (int)a.Lengths[0];
        var result = ReferenceTensor.Zeros(a.Type, n, n);
        double[] l = result.Reals;
        for (int j = 0; j < n; j++)
        {
            for (int i = j; i < n; i++)
            {
                double sum = a.Reals[(i * n) + j];
                for (int k = 0; k < j; k++) sum -= l[(i * n) + k] * l[(j * n) + k];
                if (i == j && sum <= 0) throw new InterpreterException("the matrix is not positive definite");
                l[(i * n) + j] = i == j ? Math.Sqrt(sum) : sum / l[(j * n) + j];
            }
        }
        return result;
    }

    private static ReferenceTensor Asserted(ReferenceTensor x, ReferenceTensor condition, string message) =>
        condition.Integers.All(holds => holds != 0) ? x : throw new InterpreterException(message);
}
