using System.Globalization;
using GraphDsl.Benchmarks;
using GraphDsl.Examples;

// How the time of training steps grows with the batch, the steps of a scan, the layers and the width:
//     dotnet run -c Release --project benchmarks/Growth [-- --plot growth.svg]
// Exit code 0: what a unit of work costs has no cliff, 1: there is one, 2: wrong arguments.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not ([] or ["--plot", _]))
{
    Console.Error.WriteLine("Usage: [--plot FILE.svg]");
    return 2;
}
var curves = new List<Curve>();
var cliffs = new List<string>();
foreach (var series in Series.All)
{
    var costs = series.Sizes.Select(series.Measure).ToArray();
    // What looks like a cliff is measured once more, with the sizes before it: something else may have run meanwhile.
    foreach (int cliff in Cliffs.In(costs).ToArray())
    {
        for (int i = Math.Max(0, cliff - Cliffs.Reach); i <= cliff; i++) costs[i] = Math.Min(costs[i], series.Measure(series.Sizes[i]));
    }
    var found = Cliffs.In(costs).ToHashSet();
    Console.WriteLine($"| {series.Name} | ns for each {series.Unit} | of the size before |");
    Console.WriteLine("|---|---|---|");
    for (int i = 0; i < costs.Length; i++)
    {
        Console.WriteLine($"| {series.Sizes[i]} | {1e9 * costs[i]:g4} | {(i == 0 ? "" : $"{costs[i] / costs[i - 1]:f2}")}{(found.Contains(i) ? ", a cliff" : "")} |");
        if (found.Contains(i)) cliffs.Add($"{series.Name} {series.Sizes[i]}");
    }
    Console.WriteLine();
    double least = costs.Min();
    curves.Add(new($"{series.Name}: time for each {series.Unit}", [.. series.Sizes.Select((size, i) => (Math.Log2(size), Math.Log2(costs[i] / least)))]));
}
if (args is [_, var path])
    LearningCurves.Write(path, "Time for each unit of work: doublings of the least", "doublings of the size", curves);
foreach (string cliff in cliffs) Console.WriteLine($"- a cliff at {cliff}");
return cliffs.Count == 0 ? 0 : 1;
