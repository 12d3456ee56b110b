using BenchmarkDotNet.Running;
using GraphDsl.Benchmarks;

// Single kernels under BenchmarkDotNet:
//     dotnet run -c Release --project benchmarks/Kernels [-- --filter '*Exp*' --job short]
// All arguments are BenchmarkDotNet's; without any, every benchmark runs.
BenchmarkSwitcher.FromAssembly(typeof(Operations).Assembly).Run(args is [] ? ["--filter", "*"] : args);
