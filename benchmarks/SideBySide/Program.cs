using System.Globalization;
using GraphDsl.Benchmarks;

// Holds workloads against PyTorch's and against what the machine can do, in turns:
//     dotnet run -c Release --project benchmarks/SideBySide [WORKLOAD...] [--threads 1,2] [--rounds 3] [--seconds 1] [--markdown FILE]
// Each figure is the median of the rounds. Exit code 0: all goals reached, 1: not all, 2: wrong arguments or a side that fails. Without a peer
// its goals are left out.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (Worker.Run(args)) return 0;
if (Options.Parse(args, out string error) is not { } options)
{
    Console.Error.WriteLine(error);
    return 2;
}
var (peer, missing) = Peer.Find();
if (peer is null) Console.Error.WriteLine($"Without a peer: {missing}.");
var report = new Report(options, peer);
try
{
    report.Run();
}
catch (InvalidOperationException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 2;
}
if (options.Markdown is { } path) File.WriteAllText(path, report.Text);
return report.Missed.Count == 0 ? 0 : 1;
