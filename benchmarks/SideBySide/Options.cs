using System.Globalization;

namespace GraphDsl.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed class Options
{
    public List<Workload> Workloads { get; } = [];
    public int[] Threads { get; private set; } = [1, 2];
    public int Rounds { get; private set; } = 3;
    public double Seconds { get; private set; } = 1;
    public string? Markdown { get; private set; }

    /// <summary>Whether the start of a process is measured too.</summary>
    public bool ColdStart { get; private set; }

    /// <summary>Whether loading a checkpoint is measured too.</summary>
    public bool Load { get; private set; }

    private const string ColdStartName = "cold_start", LoadName = "load";

    /// <summary>The options, or null and what is wrong.</summary>
    public static Options? Parse(string[] args, out string error)
    {
        var options = new Options();
        error = "";
        for (int i = 0; i < args.Length; i++)
        {
            string name = args[i], value = i + 1 < args.Length ? args[i + 1] : "";
            if (Workload.All.FirstOrDefault(workload => workload.Name == name) is { } workload) options.Workloads.Add(workload);
            else if (name == ColdStartName) options.ColdStart = true;
            else if (name == LoadName) options.Load = true;
            else if (options.Take(name, value)) i++;
            else
            {
                string what = name.StartsWith("--", StringComparison.Ordinal) ? $"{name} {value}".TrimEnd() : name;
                error = $"'{what}' is not understood. Usage: [{string.Join(" | ", Workload.All.Select(w => w.Name).Append(ColdStartName).Append(LoadName))}]... "
                    + "[--threads 1,2] [--rounds 3] [--seconds 1] [--markdown FILE]";
                return null;
            }
        }
        if (options.Workloads.Count > 0 || options.ColdStart || options.Load) return options;
        options.Workloads.AddRange(Workload.All);
        options.ColdStart = options.Load = true;
        return options;
    }

    private bool Take(string name, string value)
    {
        switch (name)
        {
            case "--threads" when value.Split(',').All(t => int.TryParse(t, out int n) && n > 0):
                Threads = [.. value.Split(',').Select(t => int.Parse(t, CultureInfo.InvariantCulture))];
                return true;
            case "--rounds" when int.TryParse(value, out int rounds) && rounds > 0:
                Rounds = rounds;
                return true;
            case "--seconds" when double.TryParse(value, out double seconds) && seconds > 0 && double.IsFinite(seconds):
                Seconds = seconds;
                return true;
            case "--markdown" when value.Length > 0:
                Markdown = value;
                return true;
            default:
                return false;
        }
    }
}
