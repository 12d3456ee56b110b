using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using GraphDsl;
using GraphDsl.Examples;

// Holds loading mnist.pkl.gz against just inflating it, in time and in memory:
//     dotnet run -c Release --project benchmarks/DataPath [PATH]
// Each figure is the median of several rounds in which the two take turns. "Inflated and thrown away" reads through
// one small buffer, which is the least that can be done; "inflated into memory" keeps the bytes, as a reader must.
const int Rounds = 9;
const double MostTimes = 1.2;
const double MostMegabytes = 350;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if ((args.Length > 0 ? args[0] : MnistFile.Find()) is not { } path || !File.Exists(path))
{
    Console.Error.WriteLine($"mnist.pkl.gz is not there; expected as argument, in {MnistFile.Variable} or as ../shared/data/mnist.pkl.gz");
    return 1;
}

// The first load comes first, so that the peak is that of a program which loads once.
var first = Time(() => MnistPickle.Load(path));
var peak = Megabytes(Process.GetCurrentProcess().PeakWorkingSet64);

var inflate = new List<double>();
var keep = new List<double>();
var load = new List<double>();
for (var round = 0; round < Rounds; round++)
{
    inflate.Add(Time(() => (object)Inflate(path)));
    keep.Add(Time(() => InflateIntoMemory(path)));
    load.Add(Time(() => MnistPickle.Load(path)));
}

var bytes = Inflate(path);
var ratio = Median(load) / Median(inflate);
Console.WriteLine($"{Path.GetFileName(path)}: {Megabytes(new FileInfo(path).Length):f1} MB, inflated {Megabytes(bytes):f1} MB, {Environment.ProcessorCount} processors");
Console.WriteLine($"inflated and thrown away  {Median(inflate),8:f1} ms");
Console.WriteLine($"inflated into memory      {Median(keep),8:f1} ms");
Console.WriteLine($"MnistPickle.Load          {Median(load),8:f1} ms   (the first, with compiling: {first:f1} ms)");
Console.WriteLine($"load / thrown away        {ratio,8:f2}      (wanted: at most {MostTimes})");
Console.WriteLine($"load / into memory        {Median(load) / Median(keep),8:f2}");
Console.WriteLine($"peak working set          {peak,8:f1} MB   (wanted: under {MostMegabytes})");
var within = ratio <= MostTimes && peak < MostMegabytes;
Console.WriteLine(within ? "within the bounds" : "beyond the bounds");
return within ? 0 : 2;

static double Time(Func<object> action)
{
    GC.Collect();
    GC.WaitForPendingFinalizers();
    var clock = Stopwatch.StartNew();
    var result = action();
    var elapsed = clock.Elapsed.TotalMilliseconds;
    GC.KeepAlive(result);
    return elapsed;
}

static long Inflate(string path)
{
    using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
    var buffer = new byte[1 << 16];
    long total = 0;
    for (int count; (count = gzip.Read(buffer)) > 0; total += count)
    {
    }

    return total;
}

static byte[] InflateIntoMemory(string path)
{
    var content = GC.AllocateUninitializedArray<byte>((int)Inflated(path));
    using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
    gzip.ReadExactly(content);
    return content;
}

// The length that stands at the end of a gzip file.
static uint Inflated(string path)
{
    using var file = File.OpenRead(path);
    file.Seek(-4, SeekOrigin.End);
    Span<byte> length = stackalloc byte[4];
    file.ReadExactly(length);
    return BitConverter.ToUInt32(length);
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

static double Megabytes(long bytes) => bytes / 1e6;
