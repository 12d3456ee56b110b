using GraphDsl.Generators.Diagnostics;
using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Capture;

/// <summary>Operations that give their operand, and look at it on the way.</summary>
internal static partial class Catalogue
{
    private const string DebuggingGroup = "debugging";

    private static IEnumerable<CatalogueEntry> Debugging() =>
    [
        Node("Print", DebuggingGroup, c =>
            c.Tensor(0) is var x ? c.Graph.Add(OpCode.Print, new DebugData(Message(c), c.Evaluator.NameOf(x, c.Place(0)), c.Evaluator.NextPrint()), x) : 0),
        Node("Assert", DebuggingGroup, c =>
        {
            var (x, condition) = (c.Tensor(0), c.Tensor(1));
            return c.Graph.Add(OpCode.Assert, new DebugData(Message(c), c.Evaluator.NameOf(condition, c.Place(1)), 0), x, condition);
        }),
    ];

    private static string Message(OperationCall c) => c["message"] switch
    {
        ConstantValue { Object: string message } => message,
        _ => throw new CaptureException(Descriptors.NotKnown, c.Place("message"), "message", "a message is a constant"),
    };
}
