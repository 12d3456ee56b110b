using System.Diagnostics;
using System.Globalization;

namespace GraphDsl.Benchmarks;

/// <summary>What one process measured of a workload.</summary>
internal readonly record struct Measured(double StepsPerSecond, double BytesPerStep);

/// <summary>Our side, in a process of its own: the number of threads is chosen when a process starts.</summary>
internal static class Worker
{
    private const string Flag = "--measure", FirstStepFlag = "--first-step";

    /// <summary>Seconds from the start of a process to the end of its first minibatch.</summary>
    public static double ColdStart()
    {
        long begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(Again(FirstStepFlag))!;
        process.WaitForExit();
        return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(begun).TotalSeconds : throw new InvalidOperationException("the first step failed");
    }

    private static ProcessStartInfo Again(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return start;
    }

    /// <summary>Starts this program once more to measure.</summary>
    public static Measured Start(Workload workload, int threads, double seconds)
    {
        var start = Again(Flag, workload.Name, seconds.ToString(CultureInfo.InvariantCulture));
        start.Environment["GRAPHDSL_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        string[] figures = process.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.TrimEntries);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{workload.Name}: our side ended with exit code {process.ExitCode}");
        return new(double.Parse(figures[0], CultureInfo.InvariantCulture), double.Parse(figures[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Measures, if that is what the program was started for.</summary>
    public static bool Run(string[] args)
    {
        if (args is [FirstStepFlag])
        {
            LogisticRegression.FirstStep();
            return true;
        }
        if (args is not [Flag, var name, var seconds]) return false;
        var step = Workload.All.Single(workload => workload.Name == name).Prepare();
        var measured = Measure(step, double.Parse(seconds, CultureInfo.InvariantCulture));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{measured.StepsPerSecond:r} {measured.BytesPerStep:r}"));
        return true;
    }

    /// <summary>The median of three blocks, after as long a start as one block takes: the code is compiled in stages.</summary>
    private static Measured Measure(Func<double> step, double seconds)
    {
        Block(step, seconds);
        var rates = new double[3];
        double bytes = double.PositiveInfinity;
        for (int block = 0; block < rates.Length; block++)
        {
            (rates[block], double perStep) = Block(step, seconds);
            bytes = Math.Min(bytes, perStep);
        }
        Array.Sort(rates);
        return new(rates[1], bytes);
    }

    private static (double StepsPerSecond, double BytesPerStep) Block(Func<double> step, double seconds)
    {
        // A stopwatch would be 40 bytes of its own.
        long before = GC.GetTotalAllocatedBytes(precise: true), start = Stopwatch.GetTimestamp();
        long steps = 0;
        for (; Stopwatch.GetElapsedTime(start).TotalSeconds < seconds; steps++)
        {
            double result = step();
            if (!double.IsFinite(result)) throw new InvalidOperationException($"step {steps} gave {result}");
        }
        double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (steps / elapsed, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)steps);
    }
}
