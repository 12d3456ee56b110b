using System.Diagnostics;
using System.Globalization;
using GraphDsl.Benchmarks;

// What a step of a loop costs that does next to nothing:
//     dotnet run -c Release --project benchmarks/Loops
// Each figure is the least of several rounds of a million steps, after some for a start.
const int Count = 1_000_000, Rounds = 20;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
floatX[] x = new floatX[Count], sums = new floatX[Count], start = new floatX[16], last = new floatX[16];

(string What, double Goal, Action Run)[] loops =
[
    ("a counter", 10, () => Steps.Count(Count)),
    ("a scalar, halved", 10, () => Steps.Decay(1, Count)),
    ("running sums of a sequence, all kept", 10, () => Steps.Sums(x, sums)),
    ("16 elements, halved", 50, () => Steps.Vector(start, Count, last)),
];

bool holds = true;
Console.WriteLine($"{"a step of",-40}{"ns",8}{"goal",8}{"bytes",8}");
foreach (var (what, goal, run) in loops)
{
    double least = double.PositiveInfinity;
    for (int round = 0; round < 3; round++) run();
    long before = GC.GetAllocatedBytesForCurrentThread();
    for (int round = 0; round < Rounds; round++)
    {
        long begin = Stopwatch.GetTimestamp();
        run();
        least = Math.Min(least, Stopwatch.GetElapsedTime(begin).TotalNanoseconds / Count);
    }

    long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
    Console.WriteLine($"{what,-40}{least,8:f2}{goal,8}{bytes,8}");
    holds &= least < goal && bytes == 0;
}

return holds ? 0 : 1;
