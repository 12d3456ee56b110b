namespace GraphDsl.Generators.IR.Interpreter;

// Convolution, pooling and their adjoints: every pair of a window and an element of it that lies on the image is visited.
internal sealed partial class GraphInterpreter
{
    /// <summary>The sizes of a <see cref="WindowAxis"/> at a call.</summary>
    private readonly record struct Windows(int Image, int Window, int Count, int Pad, int Step, int Dilation)
    {
        /// <summary>Positions on the image of a window's elements with their numbers in the window.</summary>
        public IEnumerable<(int Element, int Position)> Of(int window)
        {
            for (int element = 0; element < Window; element++)
            {
                int position = (window * Step) - Pad + (element * Dilation);
                if (position >= 0 && position < Image) yield return (element, position);
            }
        }
    }

    /// <summary>A window's element on one image: the window, its element as a filter sees it, the position on the image.</summary>
    private readonly record struct Meeting(int Window, int Element, int Position);

    private Windows Evaluate(WindowAxis axis) =>
        new((int)Evaluate(axis.Image), (int)Evaluate(axis.Window), (int)Evaluate(axis.Count), (int)Evaluate(axis.Pad), (int)axis.Step, (int)axis.Dilation);

    /// <summary>All meetings of windows with the elements of one image.</summary>
    private List<Meeting> Meetings(WindowData data)
    {
        var (rows, columns) = (Evaluate(data.Rows), Evaluate(data.Columns));
        var all = new List<Meeting>();
        for (int y = 0; y < rows.Count; y++)
        {
            for (int x = 0; x < columns.Count; x++)
            {
                foreach (var (i, row) in rows.Of(y))
                {
                    foreach (var (j, column) in columns.Of(x))
                    {
                        int element = data.Flip ? ((rows.Window - 1 - i) * columns.Window) + columns.Window - 1 - j : (i * columns.Window) + j;
                        all.Add(new((y * columns.Count) + x, element, (row * columns.Image) + column));
                    }
                }
            }
        }
        return all;
    }

    private ReferenceTensor Convolution(Node node, ReferenceTensor[] x)
    {
        var data = (WindowData)node.Data!;
        var result = ReferenceTensor.Zeros(node.Type, Evaluate(node.Shape));
        var (images, filters, windows) = node.Op switch
        {
            OpCode.Conv2d => (x[0], x[1], result),
            OpCode.Conv2dInput => (result, x[1], x[0]),
            _ => (x[0], result, x[1]),
        };
        if (images.Lengths[1] != filters.Lengths[1] || filters.Lengths[0] != windows.Lengths[1] || images.Lengths[0] != windows.Lengths[0])
            throw new InterpreterException("the sizes of a convolution do not fit together");
        int batch = (int)images.Lengths[0], channels = (int)images.Lengths[1], count = (int)filters.Lengths[0];
        int image = (int)(images.Lengths[2] * images.Lengths[3]), filter = (int)(filters.Lengths[2] * filters.Lengths[3]), positions = (int)(windows.Lengths[2] * windows.Lengths[3]);
        var meetings = Meetings(data);
        for (int n = 0; n < batch; n++)
        {
            for (int f = 0; f < count; f++)
            {
                for (int c = 0; c < channels; c++)
                {
                    int atImage = ((n * channels) + c) * image, atFilter = ((f * channels) + c) * filter, atWindow = ((n * count) + f) * positions;
                    foreach (var (window, element, position) in meetings)
                    {
                        int i = atImage + position, k = atFilter + element, w = atWindow + window;
                        if (node.Op == OpCode.Conv2d) result.Reals[w] += images.Reals[i] * filters.Reals[k];
                        else if (node.Op == OpCode.Conv2dInput) result.Reals[i] += windows.Reals[w] * filters.Reals[k];
                        else result.Reals[k] += images.Reals[i] * windows.Reals[w];
                    }
                }
            }
        }
        return result;
    }

    private ReferenceTensor Pooling(Node node, ReferenceTensor[] x)
    {
        var data = (WindowData)node.Data!;
        var result = ReferenceTensor.Zeros(node.Type, Evaluate(node.Shape));
        var meetings = Meetings(data);
        int image = (int)(Evaluate(data.Rows.Image) * Evaluate(data.Columns.Image)), windows = (int)(Evaluate(data.Rows.Count) * Evaluate(data.Columns.Count));
        int own = (int)(node.Shape.Dims.Skip(node.Rank - 2).Aggregate(1L, (count, dim) => count * Evaluate(dim)));
        if (node.Op == OpCode.PoolMax)
            for (int i = 0; i < result.Count; i++) result.Reals[i] = double.NegativeInfinity;
        for (int n = 0; own > 0 && n < result.Count / own; n++)
        {
            foreach (var (window, _, position) in meetings)
            {
                int i = (n * image) + position, w = (n * windows) + window;
                switch (node.Op)
                {
                    case OpCode.PoolSum: result.Reals[w] += x[0].Reals[i]; break;
                    case OpCode.PoolSumInput: result.Reals[i] += x[0].Reals[w]; break;
                    case OpCode.PoolMax: result.Reals[w] = Math.Max(result.Reals[w], x[0].Reals[i]); break;
                    case OpCode.PoolMaxInput when x[0].Reals[i] == x[1].Reals[w]: result.Reals[i] += x[2].Reals[w]; break;
                    case OpCode.PoolMaxPick when x[0].Reals[i] == x[1].Reals[w]: result.Reals[w] += x[2].Reals[i]; break;
                }
            }
        }
        return result;
    }
}
