using System.Text;

namespace GraphDsl.Benchmarks;

/// <summary>Measures both sides in turns and writes the tables; remembers the goals that were missed.</summary>
internal sealed class Report(Options options, Peer? peer)
{
    // What two threads may lose to the noise of a shared machine, where nothing is to be won.
    private const double Noise = 0.9, LargeGain = 1.5;
    private const double ColdStartSeconds = 0.3, ColdStartRatio = 10;

    private readonly StringBuilder text = new();

    /// <summary>The goals that were missed, in words.</summary>
    public List<string> Missed { get; } = [];

    /// <summary>What was written, as Markdown.</summary>
    public string Text => text.ToString();

    public void Run()
    {
        var machine = Machine.Measure();
        Write($"One core at most: {machine.Flops / 1e9:f0} GFLOP/s; {machine.NearBytes / 1e9:f0} GB/s from the caches, {machine.ReadBytes / 1e9:f0} from memory; "
            + $"{machine.CopyBytes / 1e9:f0} GB/s moved from and to memory, {machine.StreamBytes / 1e9:f0} past the cache.");
        Write("");
        if (options.Workloads.Count > 0)
        {
            Write("| workload | threads | ours, steps/s | of the bound | best peer, steps/s | how | ratio | goal | bytes allocated a step |");
            Write("|---|---|---|---|---|---|---|---|---|");
        }
        foreach (var workload in options.Workloads) Compare(workload, machine);
        if (options.ColdStart) CompareColdStart();
        if (options.Load) CompareLoad();
        foreach (string goal in Missed) Write($"- missed: {goal}");
    }

    private void Compare(Workload workload, Machine machine)
    {
        double alone = 0;
        foreach (int threads in options.Threads)
        {
            double steps = Compare(workload, threads, machine);
            if (threads == 1) alone = steps;
            double wanted = alone * (workload.IsLarge ? LargeGain : Noise);
            if (threads == 2 && steps < wanted) Missed.Add($"{workload.Name}: {steps / alone:f2} times as fast with 2 threads, not {(workload.IsLarge ? LargeGain : 1)}");
        }
    }

    private double Compare(Workload workload, int threads, Machine machine)
    {
        var ours = new List<Measured>();
        var theirs = workload.Peers.Select(_ => new List<double>()).ToArray();
        for (int round = 0; round < options.Rounds; round++)
        {
            ours.Add(Worker.Start(workload, threads, options.Seconds));
            for (int way = 0; way < theirs.Length && peer is not null; way++)
                theirs[way].Add(peer.Measure(workload, workload.Peers[way], threads, options.Seconds));
        }
        double steps = Median(ours.Select(m => m.StepsPerSecond));
        string start = $"| {workload.Name} | {threads} | {Rate(steps)} | {steps / workload.Needs.StepsPerSecond(machine, threads):p0} |";
        string bytes = $"{ours.Min(m => m.BytesPerStep):f1}";
        if (peer is null || theirs.Length == 0)
        {
            Write($"{start} | | | | {bytes} |");
            return steps;
        }
        int best = Enumerable.Range(0, theirs.Length).MaxBy(way => Median(theirs[way]));
        double ratio = steps / Median(theirs[best]);
        // The goals are those of one thread; two are held against one.
        string goal = threads == 1 ? $"{workload.Goal}" : "";
        Write($"{start} {Rate(Median(theirs[best]))} | `{workload.Peers[best]}` | {ratio:f2} | {goal} | {bytes} |");
        if (threads == 1 && ratio < workload.Goal) Missed.Add($"{workload.Name}: {ratio:f2} times the best peer with 1 thread, not {workload.Goal}");
        return steps;
    }

    private static string Rate(double steps) => steps < 100 ? $"{steps:f1}" : $"{steps:f0}";

    private void CompareColdStart()
    {
        var ours = new List<double>();
        var theirs = new List<double>();
        for (int round = 0; round < options.Rounds; round++)
        {
            ours.Add(Worker.ColdStart());
            if (peer is not null) theirs.Add(peer.ColdStart());
        }
        double seconds = Median(ours);
        Write("");
        Write($"Start of a process to its first minibatch: {seconds:f2} s" + (peer is null ? "." : $", PyTorch {Median(theirs):f2} s."));
        if (seconds >= ColdStartSeconds) Missed.Add($"cold start: {seconds:f2} s, not {ColdStartSeconds}");
        if (peer is not null && Median(theirs) < ColdStartRatio * seconds) Missed.Add($"cold start: {Median(theirs) / seconds:f1} times as fast as PyTorch's, not {ColdStartRatio}");
    }

    private void CompareLoad()
    {
        double ours = Checkpoint.Load();
        Write("");
        Write($"Loading a checkpoint of {2 * 4 * Checkpoint.Size * Checkpoint.Size / 1e6:f0} MB: {1e3 * ours:f1} ms" + (peer is null ? "." : $", PyTorch {1e3 * peer.Load(Checkpoint.Size):f1} ms."));
    }

    private void Write(string line)
    {
        Console.WriteLine(line);
        text.AppendLine(line);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
