using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Inference;

// Convolution and pooling: the windows that the data describes must be those of the operands.
internal static partial class ShapeRules
{
    /// <summary>Images (batch, channels, rows, columns) and filters (filters, channels, rows, columns) to (batch, filters, rows, columns).</summary>
    private static Shape Conv2d(InferenceContext c)
    {
        var (images, filters) = (Rank4(c, 0, "images"), Rank4(c, 1, "filters"));
        var data = c.Data<WindowData>();
        Fit(c, images[1], filters[1], "channels");
        RequireImage(c, data, images);
        RequireWindow(c, data, filters);
        RequireInside(c, data.Rows, 2, "rows");
        RequireInside(c, data.Columns, 3, "columns");
        return Shape.Of(images[0], filters[0], data.Rows.Count, data.Columns.Count);
    }

    /// <summary>The adjoint by the images: results and filters to images.</summary>
    private static Shape Conv2dInput(InferenceContext c)
    {
        var (results, filters) = (Rank4(c, 0, "results"), Rank4(c, 1, "filters"));
        var data = c.Data<WindowData>();
        Fit(c, results[1], filters[0], "filters");
        RequireCount(c, data, results);
        RequireWindow(c, data, filters);
        return Shape.Of(results[0], filters[1], data.Rows.Image, data.Columns.Image);
    }

    /// <summary>The adjoint by the filters: images and results to filters.</summary>
    private static Shape Conv2dFilters(InferenceContext c)
    {
        var (images, results) = (Rank4(c, 0, "images"), Rank4(c, 1, "results"));
        var data = c.Data<WindowData>();
        Fit(c, images[0], results[0], "images");
        RequireImage(c, data, images);
        RequireCount(c, data, results);
        return Shape.Of(results[1], images[1], data.Rows.Window, data.Columns.Window);
    }

    /// <summary>One value for each window: of images, and of what has the shape of the images.</summary>
    private static Shape Pool(InferenceContext c)
    {
        var images = Images(c, c[0].Shape);
        var data = c.Data<WindowData>();
        RequireImage(c, data, images);
        var result = WithLast(images, data.Rows.Count, data.Columns.Count);
        if (c.Count == 3)
        {
            SameShape(c, c[1].Shape, result);
            SameShape(c, c[2].Shape, images);
        }
        return result;
    }

    /// <summary>The adjoint: one value for each element of the images from <paramref name="results"/>.</summary>
    private static Shape PoolInput(InferenceContext c, Shape results)
    {
        Images(c, results);
        var data = c.Data<WindowData>();
        RequireCount(c, data, results);
        var images = WithLast(results, data.Rows.Image, data.Columns.Image);
        if (c.Count == 3)
        {
            SameShape(c, c[0].Shape, images);
            SameShape(c, c[1].Shape, results);
        }
        return images;
    }

    private static Shape Rank4(InferenceContext c, int operand, string what) => c[operand].Rank == 4 ? c[operand].Shape
        : throw c.Error(GraphError.Rank, $"{what} of a convolution have rank 4, not the shape {c.Builder.Describe(c[operand].Shape)}");

    private static Shape Images(InferenceContext c, Shape shape) => shape.Rank >= 2 ? shape
        : throw c.Error(GraphError.Rank, $"pooling needs rows and columns, not the shape {c.Builder.Describe(shape)}");

    private static Shape WithLast(Shape shape, Dim rows, Dim columns) => Shape.Of([.. shape.Dims.Take(shape.Rank - 2), rows, columns]);

    private static void RequireImage(InferenceContext c, WindowData data, Shape shape) => RequireLast(c, shape, data.Rows.Image, data.Columns.Image);

    private static void RequireWindow(InferenceContext c, WindowData data, Shape shape) => RequireLast(c, shape, data.Rows.Window, data.Columns.Window);

    private static void RequireCount(InferenceContext c, WindowData data, Shape shape) => RequireLast(c, shape, data.Rows.Count, data.Columns.Count);

    private static void RequireLast(InferenceContext c, Shape shape, Dim rows, Dim columns)
    {
        Fit(c, shape[shape.Rank - 2], rows, "rows");
        Fit(c, shape[shape.Rank - 1], columns, "columns");
    }

    private static void SameShape(InferenceContext c, Shape actual, Shape expected)
    {
        if (actual.Rank != expected.Rank) throw c.ShapesDiffer();
        for (int axis = 0; axis < actual.Rank; axis++)
        {
            if (Dim.SurelyDiffer(actual[axis], expected[axis])) throw c.ShapesDiffer();
            c.RequireEqual(actual[axis], expected[axis], FormattableString.Invariant($"the size of axis {axis}"));
        }
    }

    private static void Fit(InferenceContext c, Dim actual, Dim expected, string what)
    {
        if (Dim.SurelyDiffer(actual, expected))
        {
            var shapes = string.Join(" and ", Enumerable.Range(0, c.Count).Select(i => c.Builder.Describe(c[i].Shape)));
            throw c.Error(GraphError.Shape, $"shapes {shapes} do not fit: {c.Builder.Describe(actual)} {what} meet {c.Builder.Describe(expected)}");
        }
        c.RequireEqual(actual, expected, "the number of " + what);
    }

    private static void RequireInside(InferenceContext c, WindowAxis axis, int number, string what)
    {
        if (axis.Extent is { IsConstant: true } extent && axis.Padded is { IsConstant: true } padded && extent.Value > padded.Value)
            throw c.Error(GraphError.Shape, $"a filter of {extent} {what} does not fit into an image of {padded} {what}");
        c.RequireAtMost(axis.Extent, axis.Padded, number, FormattableString.Invariant($"axis {number} (the {what} of an image with its padding, where a filter's must fit)"));
    }
}
