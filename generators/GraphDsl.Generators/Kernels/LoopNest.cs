using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Kernels;

/// <summary>One loop around a body.</summary>
internal readonly record struct LoopAxis(Dim Size, bool Reduced);

/// <summary>
/// The loops around a kernel's bodies, with the strides of every place in step: loops of one iteration are dropped and
/// neighbours that walk through all memories without a jump become one.
/// </summary>
internal sealed class LoopNest
{
    private LoopNest(List<LoopAxis> axes) => Axes = axes;

    public List<LoopAxis> Axes { get; }

    public int Rank => Axes.Count;

    /// <summary>Simplifies the loops; <paramref name="bodies"/> and <paramref name="stores"/> are rewritten to match.</summary>
    public static LoopNest Collapse(IEnumerable<LoopAxis> axes, IReadOnlyList<Body> bodies, List<Store> stores)
    {
        var nest = new LoopNest([.. axes]);
        for (int axis = nest.Rank - 1; axis >= 0; axis--)
        {
            // A reduction keeps one loop of each kind: its driver needs them.
            bool needed = nest.Axes.Any(a => a.Reduced) && nest.Axes.Count(a => a.Reduced == nest.Axes[axis].Reduced) == 1;
            if (nest.Axes[axis].Size.IsOne && !needed) nest.Drop(axis, bodies, stores);
        }
        for (int axis = nest.Rank - 2; axis >= 0; axis--)
        {
            var (outer, inner) = (nest.Axes[axis], nest.Axes[axis + 1]);
            if (outer.Reduced != inner.Reduced) continue;
            bool joins = Places(bodies, stores).All(p => p.Strides[axis].Equals(p.Strides[axis + 1] * inner.Size));
            if (!joins) continue;
            nest.Axes[axis + 1] = inner with { Size = outer.Size * inner.Size };
            nest.Drop(axis, bodies, stores);
        }
        if (nest.Rank == 0)
        {
            // One element: a loop of one step.
            nest.Axes.Add(new(Dim.One, false));
            Rewrite(bodies, stores, p => p with { Strides = EquatableArray.Of(Dim.One) });
        }
        return nest;
    }

    /// <summary>Puts the loops into another order.</summary>
    public void Permute(int[] order, IReadOnlyList<Body> bodies, List<Store> stores)
    {
        var axes = order.Select(a => Axes[a]).ToList();
        Axes.Clear();
        Axes.AddRange(axes);
        Rewrite(bodies, stores, p => p with { Strides = order.Select(a => p.Strides[a]).ToEquatable() });
    }

    private static IEnumerable<Place> Places(IReadOnlyList<Body> bodies, List<Store> stores) =>
        bodies.SelectMany(b => b.Instructions).Where(i => i.Place is not null).Select(i => i.Place!).Concat(stores.Select(s => s.Place));

    private void Drop(int axis, IReadOnlyList<Body> bodies, List<Store> stores)
    {
        Axes.RemoveAt(axis);
        Rewrite(bodies, stores, p => p with { Strides = p.Strides.Where((_, i) => i != axis).ToEquatable() });
    }

    private static void Rewrite(IReadOnlyList<Body> bodies, List<Store> stores, Func<Place, Place> rewrite)
    {
        foreach (var body in bodies)
        {
            for (int i = 0; i < body.Instructions.Count; i++)
                if (body[i].Place is { } place) body.Instructions[i] = body[i] with { Place = rewrite(place) };
        }
        for (int i = 0; i < stores.Count; i++) stores[i] = stores[i] with { Place = rewrite(stores[i].Place) };
    }
}
