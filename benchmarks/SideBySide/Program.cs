using System.Globalization;
using GraphDsl.Benchmarks;

// Holds training steps against PyTorch's on this machine, in turns:
//     dotnet run -c Release --project benchmarks/SideBySide [WORKLOAD...] [--threads 1,2] [--rounds 3] [--seconds 1]
// Each figure is the median of the rounds. Exit code 0: all goals reached (or no peer here), 1: not all, 2: wrong arguments.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (Worker.Run(args)) return 0;
if (args is ["--machine"]) { Console.WriteLine(Machine.Measure()); return 0; }

var names = new List<string>();
int[] threads = [1, 2];
int rounds = 3;
double seconds = 1;
for (int i = 0; i < args.Length; i++)
{
    string? value = i + 1 < args.Length ? args[i + 1] : null;
    switch (args[i])
    {
        case "--threads" when value is not null && value.Split(',').All(t => int.TryParse(t, out int n) && n > 0):
            threads = [.. value.Split(',').Select(int.Parse)];
            i++;
            break;
        case "--rounds" when int.TryParse(value, out rounds) && rounds > 0:
            i++;
            break;
        case "--seconds" when double.TryParse(value, out seconds) && seconds > 0:
            i++;
            break;
        case var name when Workload.All.Any(workload => workload.Name == name):
            names.Add(name);
            break;
        default:
            Console.Error.WriteLine($"'{args[i]}' is not understood. Usage: [{string.Join(" | ", Workload.All.Select(w => w.Name))}]... [--threads 1,2] [--rounds 3] [--seconds 1]");
            return 2;
    }
}

var (peer, missing) = Peer.Find();
if (peer is null) Console.WriteLine($"Without a peer: {missing}.\n");
Console.WriteLine("| workload | threads | ours, steps/s | PyTorch at its best, steps/s | how | ratio | goal | bytes allocated a step |");
Console.WriteLine("|---|---|---|---|---|---|---|---|");
bool reached = true;
foreach (var workload in Workload.All.Where(workload => names.Count == 0 || names.Contains(workload.Name)))
{
    foreach (int count in threads) reached &= Compare(workload, count);
}
return reached ? 0 : 1;

bool Compare(Workload workload, int count)
{
    var ours = new List<Measured>();
    var theirs = workload.Peers.Select(_ => new List<double>()).ToArray();
    for (int round = 0; round < rounds; round++)
    {
        ours.Add(Worker.Start(workload, count, seconds));
        for (int way = 0; way < theirs.Length && peer is not null; way++)
            theirs[way].Add(peer.Measure(workload, workload.Peers[way], count, seconds));
    }
    double steps = Median(ours.Select(m => m.StepsPerSecond));
    string start = $"| {workload.Name} | {count} | {Figure(steps)} |";
    string bytes = $"{ours.Min(m => m.BytesPerStep):f1}";
    if (peer is null)
    {
        Console.WriteLine($"{start} | | | {workload.Goal} | {bytes} |");
        return true;
    }
    int best = Enumerable.Range(0, theirs.Length).MaxBy(way => Median(theirs[way]));
    double ratio = steps / Median(theirs[best]);
    Console.WriteLine($"{start} {Figure(Median(theirs[best]))} | {workload.Peers[best]} | {ratio:f2} | {workload.Goal} | {bytes} |");
    return ratio >= workload.Goal;
}

static double Median(IEnumerable<double> values)
{
    double[] sorted = [.. values.Order()];
    return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}

// Few steps a second are told more exactly.
static string Figure(double rate) => rate.ToString(rate < 100 ? "f1" : "f0");
