using GraphDsl.Generators.IR;
using GraphDsl.Generators.Kernels;
using GraphDsl.Generators.Scheduling;

namespace GraphDsl.Generators.Emit.Ilgpu;

/// <summary>Scalars on the device: what kernels compute of them stays there until something on the host asks for it.</summary>
internal sealed partial class IlgpuKernelEmitter
{
    private readonly List<string> placesToCome = [];

    /// <summary>A place on the device for a scalar that the next launch computes: a local of the function.</summary>
    /// <param name="isPoisoned">True where its value tells of failed checks.</param>
    /// <param name="isChosen">True where one of several launches writes it.</param>
    public string NewPlace(int node, bool isPoisoned = false, bool isChosen = false)
    {
        var type = Graph[node].Type;
        int slot = context.NewSlot();
        if (context.Kernel is { } loop) return PlaceInLoop(loop, node, slot);
        string local = context.Names.Local(ValueName(node)), place = context.Names.Local(local + "Place");
        placesToCome.Add(FormattableString.Invariant($"var {place} = run.Scalar<{type.InMemory()}>({slot});"));
        context.SetPlace(node, place);
        // Several scalars come in one copy; but in a loop each step has another value.
        string read = context.IsNested || isChosen ? $"Element<{type.InMemory()}, {type.Keyword()}>({place}, 0)"
            : FormattableString.Invariant($"{(isPoisoned ? "ReadChecked" : "Read")}<{type.Keyword()}>({slot})");
        context.Await(node, () =>
        {
            function.Line($"{type.Keyword()} {local} = run.{read};");
            context.SetScalar(node, local);
        });
        return place;
    }

    /// <summary>Declares the places of the next launch, just before it: what is read before that does not take them for written.</summary>
    public void DeclarePlaces()
    {
        function.Lines(placesToCome);
        placesToCome.Clear();
    }

    /// <summary>Makes a part of a memory known as a scalar.</summary>
    public void Bind(int node, string view)
    {
        var type = Graph[node].Type;
        context.SetPlace(node, view);
        context.Await(node, () =>
        {
            string local = context.Names.Local(ValueName(node));
            function.Line($"{type.Keyword()} {local} = run.Element<{type.InMemory()}, {type.Keyword()}>({view}, 0);");
            context.SetScalar(node, local);
        });
    }

    /// <summary>A kernel of one thread for a scalar that follows from others on the device.</summary>
    public void Scalar(ScalarStep step)
    {
        string name = Name(step, "Scalar");
        var fields = NewFields();
        var text = new CodeWriter();
        var values = Text(step.Body, fields, text, []);
        values.Use(step.Value);
        string value = values.Value(step.Value);
        StoreOne(name, Summary(step), fields, text, value, Graph[step.Node].Type, NewPlace(step.Node));
    }

    /// <summary>Stores a scalar of the host or the device in memory of the device.</summary>
    public void Store(int node, string view)
    {
        var type = Graph[node].Type;
        if (Graph[node].Constant is null && context.Place(node) is { } place)
        {
            function.Line(Copy(place, view));
            return;
        }
        var fields = NewFields();
        string value = Graph[node].Constant is { } constant ? DeviceOpText.Constant(constant, type) : type == DType.Bool ? $"({fields.Scalar(node)} != 0)" : fields.Scalar(node);
        StoreOne(NewName("Store"), ["/// <summary>Stores a scalar.</summary>"], fields, new CodeWriter(), value, type, view);
    }

    private void StoreOne(string name, IEnumerable<string> summary, DeviceFields fields, CodeWriter text, string value, DType type, string view)
    {
        string result = View(fields, "result", type, view);
        text.Line($"{result}[0] = {type.Stored(value)};");
        WriteKernel(summary, name, fields, text);
        Launch(name, () => "device.One()", fields, Dim.One);
    }
}
