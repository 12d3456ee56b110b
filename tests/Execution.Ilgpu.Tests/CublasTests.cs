using System.Numerics;
using System.Runtime.InteropServices;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>
/// Products that are handed to cuBLAS: its functions are played by methods with the same calling convention, which multiply in the memory
/// of the simulated device as cuBLAS's documentation says, by columns.
/// </summary>
public class CublasTests
{
    [Fact]
    public void Every_layout_gives_what_the_processor_gives()
    {
        using var device = NewDevice();
        var module = new LargeProducts();
        var (a, b) = (Numbers(7, 5), Numbers(5, 3));
        var (at, bt) = (Transposed(a), Transposed(b));
        var wide = Numbers(7, 11);
        double[][] Run() =>
        [
            module.Plain(new(a), new(b)).Elements(), module.Left(new(at), new(b)).Elements(), module.Right(new(a), new(bt)).Elements(),
            module.Both(new(at), new(bt)).Elements(), module.Part(new(wide), new(b)).Elements(),
        ];
        var expected = Run();
        module.To(device);
        StandIn.Calls = 0;
        Assert.Equal(expected, Run());
        Assert.Equal(5, StandIn.Calls);
    }

    [Fact]
    public void An_update_goes_into_the_weights()
    {
        using var device = NewDevice();
        float[] Train(bool onDevice)
        {
            var module = new LargeUpdate();
            if (onDevice) module.To(device);
            module.Step(new(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }), new(new float[,] { { 1, -1 }, { 2, 0.5f } }), 0.25f);
            return module.W.GetValue().Elements();
        }
        var expected = Train(onDevice: false);
        StandIn.Calls = 0;
        Assert.Equal(expected, Train(onDevice: true));
        Assert.Equal(1, StandIn.Calls);
    }

    [Fact]
    public void What_the_library_cannot_do_is_done_by_kernels()
    {
        using var device = NewDevice();
        var module = new LargeProducts();
        var (a, b) = (Numbers(7, 5), Numbers(5, 3));
        var backwards = module.Reversed(new(a), new(b)).Elements();
        int[] Integers() => module.Integers(new(new[,] { { 1, 2 } }), new(new[,] { { 3 }, { 4 } })).Elements();
        var expected = Integers();
        var empty = module.Plain(new(new double[0, 5]), new(b));
        module.To(device);
        Assert.Equal(backwards, module.Reversed(new(a), new(b)).Elements());
        StandIn.Calls = 0;
        Assert.Equal(expected, Integers());
        Assert.Equal(0, StandIn.Calls);
        Assert.Equal(empty.Lengths.ToArray(), module.Plain(new(new double[0, 5]), new(b)).Lengths.ToArray());
    }

    [Fact]
    public void A_failure_is_told_with_the_sizes()
    {
        using var device = NewDevice();
        var module = new LargeProducts();
        module.To(device);
        StandIn.Status = 13;
        try
        {
            var failure = Assert.Throws<InvalidOperationException>(() => module.Plain(new(Numbers(7, 5)), new(Numbers(5, 3))));
            Assert.Equal("cuBLAS did not multiply 7 x 5 by 5 x 3 elements: status 13.", failure.Message);
        }
        finally
        {
            StandIn.Status = 0;
        }
    }

    [Fact]
    public void A_library_that_lacks_a_function_is_not_used()
    {
        using var device = IlgpuDevice.CreateCpu();
        Assert.False(device.UseCublas(name => name == "cublasDgemm_v2" ? 0 : StandIn.Export(name)));
        var module = new LargeProducts();
        var (a, b) = (Numbers(7, 5), Numbers(5, 3));
        var expected = module.Plain(new(a), new(b)).Elements();
        module.To(device);
        Assert.Equal(expected, module.Plain(new(a), new(b)).Elements());
    }

    [Fact]
    public void Disposal_of_the_device_gives_the_library_back()
    {
        StandIn.Open = 0;
        var device = NewDevice();
        Assert.Equal(1, StandIn.Open);
        device.Dispose();
        device.Dispose();
        Assert.Equal(0, StandIn.Open);
    }

    private static IlgpuDevice NewDevice()
    {
        var device = IlgpuDevice.CreateCpu();
        Assert.True(device.UseCublas(StandIn.Export));
        return device;
    }

    // Small whole numbers: their products and sums are exact in any order.
    private static double[,] Numbers(int rows, int columns)
    {
        var numbers = new double[rows, columns];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++) numbers[row, column] = ((row * 7) + (column * 3)) % 11 - 5;
        return numbers;
    }

    private static double[,] Transposed(double[,] matrix)
    {
        var transposed = new double[matrix.GetLength(1), matrix.GetLength(0)];
        for (int row = 0; row < matrix.GetLength(0); row++)
            for (int column = 0; column < matrix.GetLength(1); column++) transposed[column, row] = matrix[row, column];
        return transposed;
    }

    private static unsafe class StandIn
    {
        public static int Calls { get; set; }

        public static int Open { get; set; }

        public static int Status { get; set; }

        public static IntPtr Export(string name) => name switch
        {
            "cublasCreate_v2" => (IntPtr)(delegate* unmanaged<IntPtr*, int>)&Create,
            "cublasDestroy_v2" => (IntPtr)(delegate* unmanaged<IntPtr, int>)&Destroy,
            "cublasSetStream_v2" => (IntPtr)(delegate* unmanaged<IntPtr, IntPtr, int>)&SetStream,
            "cublasSgemm_v2" => (IntPtr)(delegate* unmanaged<IntPtr, int, int, int, int, int, float*, float*, int, float*, int, float*, float*, int, int>)&Single,
            "cublasDgemm_v2" => (IntPtr)(delegate* unmanaged<IntPtr, int, int, int, int, int, double*, double*, int, double*, int, double*, double*, int, int>)&Double,
            _ => 0,
        };

        [UnmanagedCallersOnly]
        private static int Create(IntPtr* handle)
        {
            *handle = 42;
            Open++;
            return 0;
        }

        [UnmanagedCallersOnly]
        private static int Destroy(IntPtr handle)
        {
            Open -= handle == 42 ? 1 : 0;
            return 0;
        }

        [UnmanagedCallersOnly]
        private static int SetStream(IntPtr handle, IntPtr stream) => handle == 42 && stream == 0 ? 0 : 7;

        [UnmanagedCallersOnly]
        private static int Single(
            IntPtr handle, int opA, int opB, int m, int n, int k, float* alpha, float* a, int lda, float* b, int ldb, float* beta, float* c, int ldc) =>
            handle == 42 ? Multiply(opA, opB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc) : 7;

        [UnmanagedCallersOnly]
        private static int Double(
            IntPtr handle, int opA, int opB, int m, int n, int k, double* alpha, double* a, int lda, double* b, int ldb, double* beta, double* c, int ldc) =>
            handle == 42 ? Multiply(opA, opB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc) : 7;

        private static int Multiply<T>(int opA, int opB, int m, int n, int k, T* alpha, T* a, int lda, T* b, int ldb, T* beta, T* c, int ldc)
            where T : unmanaged, INumber<T>
        {
            Calls++;
            if (Status != 0) return Status;
            if (lda < (opA == 0 ? m : k) || ldb < (opB == 0 ? k : n) || ldc < m) return 7;
            for (int column = 0; column < n; column++)
                for (int row = 0; row < m; row++)
                {
                    var sum = T.Zero;
                    for (int i = 0; i < k; i++) sum += a[opA == 0 ? row + (i * lda) : i + (row * lda)] * b[opB == 0 ? i + (column * ldb) : column + (i * ldb)];
                    T* element = &c[row + (column * ldc)];
                    *element = (*alpha * sum) + (*beta == T.Zero ? T.Zero : *beta * *element);
                }
            return 0;
        }
    }
}

/// <summary>Products of matrices of any size.</summary>
[GraphModule]
public sealed partial class LargeProducts
{
    [GraphFunction]
    private Function PlainGraph(Matrix<double> a, Matrix<double> b) => T.Function(outputs: T.Dot(a, b));

    [GraphFunction]
    private Function LeftGraph(Matrix<double> a, Matrix<double> b) => T.Function(outputs: T.Dot(a.T, b));

    [GraphFunction]
    private Function RightGraph(Matrix<double> a, Matrix<double> b) => T.Function(outputs: T.Dot(a, b.T));

    [GraphFunction]
    private Function BothGraph(Matrix<double> a, Matrix<double> b) => T.Function(outputs: T.Dot(a.T, b.T));

    /// <summary>Rows that lie further apart than they are long.</summary>
    [GraphFunction]
    private Function PartGraph(Matrix<double> a, Matrix<double> b) => T.Function(outputs: T.Dot(a[.., 2..7], b));

    /// <summary>Rows from the last to the first.</summary>
    [GraphFunction]
    private Function ReversedGraph(Matrix<double> a, Matrix<double> b) => T.Function(outputs: T.Dot(a[T.Slice(step: -1)], b));

    [GraphFunction]
    private Function IntegersGraph(Matrix<int> a, Matrix<int> b) => T.Function(outputs: T.Dot(a, b));
}

/// <summary>A product that is the update of the weights.</summary>
[GraphModule]
public sealed partial class LargeUpdate
{
    public readonly SharedMatrix<float> W = Shared.Zeros<float>(3, 2, name: "W");

    [GraphFunction]
    private Function StepGraph(Matrix<float> x, Matrix<float> d, Scalar<float> rate) => T.Function(updates: [(W, W - rate * T.Dot(x.T, d))]);
}
