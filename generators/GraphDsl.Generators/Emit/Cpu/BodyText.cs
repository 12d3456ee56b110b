using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;

namespace GraphDsl.Generators.Emit.Cpu;

/// <summary>
/// Writes a body as C#: loads are locals, a value that is used once stands where it is used while the expression stays short,
/// others are locals too.
/// </summary>
internal abstract class BodyText(Graph graph, Body body, KernelFields fields, CodeWriter writer)
{
    private const int LongestInline = 60;

    private readonly Dictionary<int, string> values = [];
    private readonly Dictionary<int, int> uses = CountUses(body);
    private readonly NameAllocator locals = new();

    protected Graph Graph => graph;

    protected Body Body => body;

    protected KernelFields Fields => fields;

    /// <summary>The text of the value that the kernel around the body provides.</summary>
    public string? Core { get; set; }

    /// <summary>Names that locals must not take.</summary>
    public void Reserve(params string[] names)
    {
        foreach (string name in names) locals.Reserve(name);
    }

    /// <summary>Marks a value as used once more, by a store.</summary>
    public void Use(int value) => uses[value] = uses.TryGetValue(value, out int count) ? count + 1 : 1;

    /// <summary>Writes what a value needs and returns its text.</summary>
    public string Value(int value)
    {
        var needed = new bool[body.Instructions.Count];
        needed[value] = true;
        for (int i = value; i >= 0; i--)
        {
            if (!needed[i] || values.ContainsKey(i)) continue;
            foreach (int argument in body[i].Arguments) needed[argument] = true;
        }
        for (int i = 0; i <= value; i++)
            if (needed[i] && !values.ContainsKey(i)) values[i] = Text(i);
        return values[value];
    }

    protected abstract string Load(Instruction load);

    protected abstract string Operation(Instruction operation, string[] operands);

    protected abstract string Scalar(Instruction scalar);

    protected abstract string Index(Instruction index);

    protected abstract string LocalType(DType type);

    protected abstract bool IsOperator(Instruction operation);

    /// <summary>The element type that an operation works on.</summary>
    protected DType OperandType(Instruction operation) => body[operation.Arguments[operation.Op == OpCode.Select ? 1 : 0]].Type;

    private static Dictionary<int, int> CountUses(Body body)
    {
        var uses = new Dictionary<int, int>();
        foreach (var instruction in body.Instructions)
        {
            int times = instruction.Op == OpCode.Sqr ? 2 : 1;
            foreach (int argument in instruction.Arguments) uses[argument] = (uses.TryGetValue(argument, out int n) ? n : 0) + times;
        }
        return uses;
    }

    private string Text(int value)
    {
        var instruction = body[value];
        switch (instruction.Kind)
        {
            case InstructionKind.Core:
                return Core ?? throw new InvalidOperationException("a body without a core reads it");
            case InstructionKind.Constant or InstructionKind.Scalar:
                return Scalar(instruction);
            case InstructionKind.Load:
                string load = Load(instruction);
                return IsUsedOnce(value) ? load : Local(instruction, load);
            case InstructionKind.Index:
                return Index(instruction);
            default:
                var operands = instruction.Arguments.Select(a => Bracket(instruction, a, values[a])).ToArray();
                string text = Operation(instruction, operands);
                return IsUsedOnce(value) && text.Length <= LongestInline ? text : Local(instruction, text);
        }
    }

    private bool IsUsedOnce(int value) => !uses.TryGetValue(value, out int count) || count <= 1;

    /// <summary>Operators inside of operators stand in brackets; locals, calls and arguments of calls need none.</summary>
    private string Bracket(Instruction parent, int argument, string text)
    {
        if (!IsOperator(parent)) return text;
        bool isOperator = body[argument].Kind is InstructionKind.Operation or InstructionKind.Index && text.IndexOf(' ') >= 0;
        bool isPrefix = text[0] is '-' or '!' or '~';
        return (isOperator || isPrefix) && !Closes(text) ? $"({text})" : text;
    }

    /// <summary>True where the text is one bracket or one call: the first bracket closes at the end, only a name stands before.</summary>
    private static bool Closes(string text)
    {
        int depth = 0;
        int open = text.IndexOf('(');
        if (open < 0 || text.IndexOf(' ') is var space && space >= 0 && space < open || text[0] is '-' or '!' or '~') return false;
        for (int i = open; i < text.Length; i++)
        {
            if (text[i] == '(') depth++;
            if (text[i] == ')' && --depth == 0) return i == text.Length - 1;
        }
        return false;
    }

    private string Local(Instruction instruction, string text)
    {
        string wish = Wish(instruction);
        string name = locals.Local(wish);
        while (!fields.Names.TryTake(name)) name = locals.Local(wish); // fields and locals share one scope
        writer.Line($"{LocalType(instruction.Type)} {name} = {text};");
        return name;
    }

    /// <summary>What a loaded element is called.</summary>
    protected virtual string LoadName(Instruction load) => fields.Span(load.Place!, load.Type, written: false) + "At";

    private string Wish(Instruction instruction)
    {
        var node = graph[instruction.Node];
        if (instruction.Kind == InstructionKind.Load) return LoadName(instruction);
        return node.Site >= 0 && graph.Sites[node.Site].Name is { } name ? name : ValueNames.Of(instruction.Op);
    }
}

/// <summary>Bodies over vectors <c>V</c>.</summary>
internal sealed class VectorText(Graph graph, Body body, KernelFields fields, CodeWriter writer, DType type, ILanes lanes)
    : BodyText(graph, body, fields, writer)
{
    protected override string LocalType(DType _) => "var";

    protected override bool IsOperator(Instruction operation) => OpText.IsVectorOperator(operation.Op, OperandType(operation));

    protected override string Load(Instruction load)
    {
        string span = Fields.Span(load.Place!, load.Type, written: false);
        return load.Type == DType.Bool ? lanes.LoadMask(span, load.Place!, type) : lanes.Load(span, load.Place!);
    }

    protected override string Scalar(Instruction scalar) =>
        $"V.Broadcast({(scalar.Constant is { } constant ? OpText.ConstantText(constant, scalar.Type) : Fields.Scalar(scalar.Node))})";

    protected override string Index(Instruction index) => lanes.Index(index.Place!, type);

    protected override string Operation(Instruction operation, string[] operands)
    {
        if (operation.Op != OpCode.Cast) return OpText.VectorText(operation.Op, type, OperandType(operation), operands);
        var argument = Body[operation.Arguments[0]];
        return argument.Kind == InstructionKind.Index || argument.Type == type ? operands[0]
            : $"V.Select({operands[0]}, V.Broadcast(1), V.Zero)";
    }
}

/// <summary>Bodies over single elements.</summary>
internal class ElementText(Graph graph, Body body, KernelFields fields, CodeWriter writer, Func<Place, string> address)
    : BodyText(graph, body, fields, writer)
{
    protected override string LocalType(DType type) => type.Keyword();

    protected override bool IsOperator(Instruction operation) => OpText.IsScalarOperator(operation.Op, OperandType(operation));

    protected override string Load(Instruction load) =>
        $"{Fields.Span(load.Place!, load.Type, written: false)}[{address(load.Place!)}]";

    protected override string Scalar(Instruction scalar) =>
        scalar.Constant is { } constant ? OpText.ConstantText(constant, scalar.Type) : Fields.Scalar(scalar.Node);

    protected override string Index(Instruction index)
    {
        // A memory would begin at the offset; positions have none that could.
        var place = index.Place!;
        string first = place.IsForward && !place.Offset.IsZero ? Fields.Size(place.Offset, "first") + " + " : "";
        return $"(long)({first}{Inner(address(place))})";
    }

    protected override string Operation(Instruction operation, string[] operands)
    {
        var from = OperandType(operation);
        return operation.Op == OpCode.Cast ? OpText.CastText(from, operation.Type, operands[0]) : OpText.ScalarText(operation.Op, from, operands);
    }

    private static string Inner(string address) => address.StartsWith("(int)", StringComparison.Ordinal) ? address.Substring(5) : address;
}

/// <summary>How a kernel's loops reach the lanes of a place.</summary>
internal interface ILanes
{
    string Load(string span, Place place);

    string LoadMask(string span, Place place, DType type);

    string Store(string value, string span, Place place);

    string StoreMask(string value, string span, Place place);

    string Index(Place place, DType type);
}
