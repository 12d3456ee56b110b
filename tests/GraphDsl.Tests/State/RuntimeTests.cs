using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using GraphDsl.Runtime;

namespace GraphDsl.Tests.State;

/// <summary>What generated functions stand on: the call guard, the workspace, arguments and results.</summary>
public sealed class RuntimeTests
{
    [Fact]
    public void A_second_thread_is_turned_away_and_told_why()
    {
        var state = new ModuleState("Model");
        using var inside = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var first = new Thread(() =>
        {
            using var call = state.Enter("Train");
            inside.Set();
            leave.Wait();
        });
        first.Start();
        inside.Wait();
        var error = Assert.Throws<InvalidOperationException>(() => state.Enter("Predict"));
        leave.Set();
        first.Join();
        Assert.Contains("Model.Predict", error.Message);
        Assert.Contains("Model.Train", error.Message);
        Assert.Contains("one thread at a time", error.Message);
        state.Enter("Predict").Dispose();
    }

    [Fact]
    public void A_call_that_throws_ends_all_the_same()
    {
        var state = new ModuleState("Model");
        Assert.Throws<FormatException>((Action)(() =>
        {
            using var call = state.Enter("Train");
            throw new FormatException();
        }));
        state.Enter("Train").Dispose();
    }

    [Fact]
    public void A_workspace_grows_is_aligned_and_keeps_what_fits()
    {
        var workspace = new Workspace();
        workspace.Reserve(100);
        Assert.True(Aligned(workspace.Span<float>(0, 10)) && Aligned(workspace.Span<double>(64, 4)));
        workspace.Span<float>(64, 4).Fill(3);
        workspace.Reserve(50);
        Assert.Equal(3, workspace.Span<float>(64, 4)[3]);
        workspace.Reserve(1 << 20);
        Assert.True(workspace.Capacity >= 1 << 20 && Aligned(workspace.Span<byte>(0, 1 << 20)));
    }

    [Fact]
    public void Entering_and_reserving_allocate_nothing()
    {
        var state = new ModuleState("Model");
        var workspace = new Workspace();
        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            using var call = state.Enter("Train");
            workspace.Reserve(4096);
            workspace.Span<float>(0, 8)[0] = 1;
        }
    }

    [Fact]
    public void Dense_arguments_are_not_copied_and_others_are_put_in_order()
    {
        float[] array = [1, 2, 3, 4, 5, 6];
        float[]? copy = null;
        var dense = TensorArgument.Dense("Predict", "x", new ReadOnlyTensorSpan<float>(array, [2, 3]), 2, ref copy);
        Assert.True(Unsafe.AreSame(in dense[0], in array[0]));
        Assert.Null(copy);
        var transposed = TensorArgument.Dense("Predict", "x", new ReadOnlyTensorSpan<float>(array, [3, 2], [1, 3]), 2, ref copy);
        Assert.Equal([1f, 4, 2, 5, 3, 6], transposed.ToArray());
        float[]? kept = copy;
        TensorArgument.Dense("Predict", "x", new ReadOnlyTensorSpan<float>(array, [3, 2], [1, 3]), 2, ref copy);
        Assert.Same(kept, copy);
        Assert.Equal(0, TensorArgument.Dense("Predict", "x", new ReadOnlyTensorSpan<float>(array, [0, 3]), 2, ref copy).Length);
    }

    [Fact]
    public void An_argument_of_another_rank_is_named()
    {
        float[]? copy = null;
        var error = Assert.Throws<ArgumentException>(() => TensorArgument.Dense<float>("Predict", "x", new float[3], 2, ref copy));
        Assert.Contains("Predict: x must have rank 2, not 1 (its shape is (3,))", error.Message);
    }

    [Fact]
    public void A_result_makes_a_tensor()
    {
        var result = new TensorResult<long>("Predict", "digits");
        result.Begin(2, 2).Fill(7);
        var tensor = result.ToTensor();
        Assert.Equal([2, 2], tensor.Lengths);
        Assert.Equal(7, tensor[1, 1]);
    }

    [Fact]
    public void A_dense_destination_is_written_directly()
    {
        float[] memory = new float[4];
        var result = new TensorResult<float>("Predict", "y", new TensorSpan<float>(memory, [2, 2]));
        result.AvoidOverlap<float>(new float[4]);
        result.Begin(2, 2)[3] = 5;
        Assert.Equal(5, memory[3]);
        result.Complete();
        Assert.Equal(5, memory[3]);
    }

    [Fact]
    public void A_destination_with_gaps_is_filled_on_completion()
    {
        float[] memory = new float[4];
        var result = new TensorResult<float>("Predict", "y", new TensorSpan<float>(memory, [2], [2]));
        ((ReadOnlySpan<float>)[8, 9]).CopyTo(result.Begin(2));
        Assert.Equal([0f, 0, 0, 0], memory);
        result.Complete();
        Assert.Equal([8f, 0, 9, 0], memory);
    }

    [Fact]
    public void A_destination_that_overlaps_an_argument_is_written_last()
    {
        float[] memory = [1, 2, 3, 4];
        var result = new TensorResult<float>("Reverse", "y", new TensorSpan<float>(memory, [4]));
        ReadOnlySpan<float> x = memory;
        result.AvoidOverlap(x);
        var y = result.Begin(4);
        for (int i = 0; i < 4; i++) y[i] = x[3 - i];
        result.Complete();
        Assert.Equal([4f, 3, 2, 1], memory);
    }

    [Fact]
    public void A_destination_of_another_shape_is_refused_before_anything_is_written()
    {
        float[] memory = [1, 2, 3];
        var error = Assert.Throws<ArgumentException>(() =>
        {
            var result = new TensorResult<float>("Predict", "y", memory);
            result.Begin(2, 2);
        });
        Assert.Contains("Predict: y must have the shape (2, 2), not (3,)", error.Message);
        Assert.Equal([1f, 2, 3], memory);
    }

    /// <summary>The workspace is pinned, so that the distance to null stays what it is.</summary>
    private static bool Aligned<TElement>(Span<TElement> span)
        where TElement : unmanaged => ((nint)Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref Unsafe.As<TElement, byte>(ref span[0])) & 63) == 0;
}
