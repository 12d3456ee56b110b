using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Scheduling;

/// <summary>A part of the workspace that holds one tensor after another.</summary>
/// <param name="Bytes">The size before rounding up to whole cache lines.</param>
/// <param name="Tensors">What it holds, one after the other.</param>
internal sealed record Slot(Dim Bytes, List<Lifetime> Tensors);

/// <summary>
/// The static memory plan: which tensors of the workspace share memory because they are never alive together.
/// Tensors of sizes that only the call knows share with tensors of the same size.
/// </summary>
internal sealed class MemoryPlan
{
    public List<Slot> Slots { get; } = [];

    public bool IsEmpty => Slots.Count == 0;

    /// <summary>The bytes that the tensors would take without sharing.</summary>
    public Dim BytesWithoutSharing { get; private set; } = Dim.Zero;

    /// <summary>Plans the memory of tensors with these lifetimes.</summary>
    public static MemoryPlan Make(IEnumerable<Lifetime> lifetimes)
    {
        var plan = new MemoryPlan();
        var freeFrom = new List<int>(); // per slot: the first step at which it is free again
        foreach (var tensor in lifetimes.OrderBy(t => t.First).ThenBy(t => t.Memory.Index).ThenBy(t => t.Memory.Slot))
        {
            plan.BytesWithoutSharing += tensor.Bytes;
            int slot = plan.FindFree(freeFrom, tensor);
            if (slot < 0)
            {
                slot = plan.Slots.Count;
                plan.Slots.Add(new(tensor.Bytes, []));
                freeFrom.Add(0);
            }
            else if (tensor.Bytes.IsConstant && tensor.Bytes.Value > plan.Slots[slot].Bytes.Value)
            {
                plan.Slots[slot] = plan.Slots[slot] with { Bytes = tensor.Bytes };
            }
            plan.Slots[slot].Tensors.Add(tensor);
            freeFrom[slot] = tensor.Last + 1;
        }
        return plan;
    }

    /// <summary>The best free slot: of the same size, else the constant one that wastes or grows least.</summary>
    private int FindFree(List<int> freeFrom, Lifetime tensor)
    {
        int best = -1;
        long bestDifference = long.MaxValue;
        for (int slot = 0; slot < Slots.Count; slot++)
        {
            if (freeFrom[slot] > tensor.First) continue;
            if (Slots[slot].Bytes.Equals(tensor.Bytes)) return slot;
            if (!Slots[slot].Bytes.IsConstant || !tensor.Bytes.IsConstant) continue;
            long difference = Math.Abs(Slots[slot].Bytes.Value - tensor.Bytes.Value);
            if (difference >= bestDifference) continue;
            best = slot;
            bestDifference = difference;
        }
        return best;
    }
}

/// <summary>From which step to which a tensor of the workspace is needed.</summary>
internal sealed record Lifetime(Memory Memory, DType Type, Shape Shape, int First, int Last)
{
    public Dim Bytes { get; } = Shape.Count * Type.Size();
}
