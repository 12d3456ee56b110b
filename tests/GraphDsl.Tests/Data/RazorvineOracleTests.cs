using System.Collections;
using System.Text;
using Razorvine.Pickle;

namespace GraphDsl.Tests.Data;

/// <summary>Holds our reader against Razorvine.Pickle, which shares no code with it. It knows no NumPy: that is added here.</summary>
public class RazorvineOracleTests
{
    static RazorvineOracleTests()
    {
        Unpickler.registerConstructor("numpy", "dtype", new Constructor<ElementType>());
        Unpickler.registerConstructor("numpy", "ndarray", new Constructor<RawArray>());
        Unpickler.registerConstructor("numpy.core.multiarray", "_reconstruct", new Constructor<RawArray>());
    }

    public static TheoryData<string> Samples =>
    [
        "PlainProtocol0", "PlainProtocol1", "PlainProtocol2", "PlainProtocol3", "PlainProtocol4",
        "PlainPython2Protocol0", "PlainPython2Protocol1", "PlainPython2Protocol2",
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Both_read_the_same(string sample)
    {
        var data = PickleReaderTests.Sample(sample);
        AssertSame(new Unpickler().loads(data), PickleReaderTests.Read(data));
    }

    private static void AssertSame(object? theirs, object? ours)
    {
        switch (theirs, ours)
        {
            case (Hashtable a, Dictionary<object, object?> b):
                Assert.Equal(a.Count, b.Count);
                foreach (var key in b.Keys)
                    AssertSame(a[Theirs(key, a)], b[key]);
                break;
            case (ArrayList a, List<object?> b):
                AssertAll(a.ToArray(), [.. b]);
                break;
            case (object[] a, object?[] b):
                AssertAll(a, b);
                break;
            case (string a, byte[] b):
                Assert.Equal(a, Encoding.Latin1.GetString(b));   // Python 2's str
                break;
            case (int a, long b):
                Assert.Equal(a, b);
                break;
            case (RawArray a, NumpyArray b):
                AssertSame(a.State![1], b.Lengths.ToArray().Select(length => (object?)(long)length).ToArray());
                var bytes = a.State[4] as byte[] ?? Encoding.Latin1.GetBytes((string)a.State[4]);
                if (a.State[3] is true or 1)
                    Assert.Equal([0L, 3, 1, 4, 2, 5], Enumerable.Range(0, 6).Select(i => BitConverter.ToInt64(bytes, i * 8)));
                else
                    Assert.Equal(bytes, b.Type.ToBytes(b.Data));
                break;
            default:
                Assert.Equal(theirs, ours);
                break;
        }
    }

    private static void AssertAll(object?[] theirs, object?[] ours)
    {
        Assert.Equal(theirs.Length, ours.Length);
        for (var i = 0; i < ours.Length; i++)
            AssertSame(theirs[i], ours[i]);
    }

    // Python 2's str and small numbers are of other types there.
    private static object Theirs(object key, Hashtable table) => key switch
    {
        byte[] bytes => Encoding.Latin1.GetString(bytes),
        long number when table.ContainsKey((int)number) => (int)number,
        _ => key,
    };

    private sealed class Constructor<T> : IObjectConstructor where T : new()
    {
        public object construct(object[] args) => new T();
    }

    /// <summary>An array as the pickle describes it. Razorvine finds the method by its name.</summary>
    public sealed class RawArray
    {
        public object[]? State { get; private set; }

        public void __setstate__(object[] state) => State = state;
    }

    /// <summary>A dtype; what it says is not needed.</summary>
    public sealed class ElementType
    {
        public object[]? State { get; private set; }

        public void __setstate__(object[] state) => State = state;
    }
}
