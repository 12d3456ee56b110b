using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text.Json;
using GraphDsl.Examples;

namespace GraphDsl.Benchmarks;

/// <summary>The other side: PyTorch and NumPy, run by the peers' scripts, which are not part of the repository.</summary>
internal sealed class Peer
{
    private readonly string python;
    private readonly string script;

    private Peer(string python, string script) => (this.python, this.script) = (python, script);

    /// <summary>The peer, or why there is none on this machine.</summary>
    public static (Peer? Peer, string Missing) Find()
    {
        string? script = FindScript();
        if (script is null) return (null, "peers/torch_bench.py is not there (expected beside the repository in ../shared, or under GRAPHDSL_SHARED)");
        string[] pythons = Environment.GetEnvironmentVariable("GRAPHDSL_PYTHON") is { Length: > 0 } named ? [named] : ["/usr/bin/python3", "python3"];
        foreach (string python in pythons)
        {
            if (Run(python, ["-c", "import torch"]) is not null) return (new(python, script), "");
        }
        return (null, $"{string.Join(", ", pythons)} cannot import torch (on Debian: apt-get install python3-torch python3-numpy libopenblas0-pthread)");
    }

    /// <summary>Steps per second.</summary>
    /// <param name="way">One of <see cref="Workload.Peers"/>.</param>
    public double Measure(Workload workload, string way, int threads, double seconds)
    {
        bool isNumPy = way == Workload.NumPy;
        string[] all =
        [
            isNumPy ? Path.Combine(Path.GetDirectoryName(script)!, "numpy_bench.py") : script, workload.Name, "--threads", threads.ToString(CultureInfo.InvariantCulture), "--repeats", "3",
            "--secs", seconds.ToString(CultureInfo.InvariantCulture), .. isNumPy ? [] : way.Split(' '),
            .. Vector512.IsHardwareAccelerated ? [] : (string[])["--core", "auto"], // the script asks OpenBLAS for kernels of AVX-512
        ];
        string line = Run(python, all) ?? throw new InvalidOperationException($"'{python} {string.Join(' ', all)}' failed");
        try
        {
            using var figures = JsonDocument.Parse(line);
            return figures.RootElement.GetProperty("steps_per_second_median").GetDouble();
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException)
        {
            throw new InvalidOperationException($"'{python} {string.Join(' ', all)}' printed no figure: {line}", wrong);
        }
    }

    /// <summary>Seconds from the start of Python to the end of a first minibatch of logistic regression.</summary>
    public double ColdStart()
    {
        const string Step = """
            import torch
            x, y = torch.zeros(600, 784), torch.zeros(600, dtype=torch.long)
            w, b = torch.zeros(784, 10, requires_grad=True), torch.zeros(10, requires_grad=True)
            cost = torch.nn.functional.cross_entropy(torch.addmm(b, x, w), y)
            with torch.no_grad():
                for p, g in zip((w, b), torch.autograd.grad(cost, (w, b))): p.sub_(g, alpha=0.13)
            """;
        long begun = Stopwatch.GetTimestamp();
        if (Run(python, ["-c", Step]) is null) throw new InvalidOperationException("PyTorch's first step failed");
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    /// <summary>Seconds to load two square matrices from a file that PyTorch wrote: the median of nine times.</summary>
    public double Load(int size)
    {
        string step = $$"""
            import os, sys, tempfile, time, torch
            path = os.path.join(tempfile.mkdtemp(), "model.pt")
            torch.save({"first": torch.rand({{size}}, {{size}}), "second": torch.zeros({{size}}, {{size}})}, path)
            model = {"first": torch.zeros({{size}}, {{size}}), "second": torch.zeros({{size}}, {{size}})}
            seconds = []
            for _ in range(9):
                begun = time.perf_counter()
                for name, value in torch.load(path).items(): model[name].copy_(value)
                seconds.append(time.perf_counter() - begun)
            os.remove(path)
            os.rmdir(os.path.dirname(path))
            print(sorted(seconds)[4])
            """;
        string? printed = Run(python, ["-c", step]);
        return double.TryParse(printed, CultureInfo.InvariantCulture, out double seconds) ? seconds : throw new InvalidOperationException("PyTorch's load failed");
    }

    private static string? FindScript()
    {
        string? folder = Environment.GetEnvironmentVariable("GRAPHDSL_SHARED") is { Length: > 0 } named ? named
            : MnistFile.Find() is { } mnist ? Path.Combine(Path.GetDirectoryName(mnist)!, "..") : null;
        if (folder is null) return null;
        string script = Path.GetFullPath(Path.Combine(folder, "peers", "torch_bench.py"));
        return File.Exists(script) ? script : null;
    }

    // What the program prints; null where it does not exist or fails.
    private static string? Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PEERS_QWAIT"] = "0";
        try
        {
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
