using System.Numerics.Tensors;

namespace GraphDsl.Tests.State;

public sealed class SharedTests
{
    [Fact]
    public void Factories_make_the_rank_that_the_dimensions_say()
    {
        SharedScalar<float> rate = Shared.Scalar(0.5f, name: "rate");
        SharedVector<float> b = Shared.Zeros<float>(10, name: "b");
        SharedMatrix<double> w = Shared.Ones<double>(2, 3);
        SharedTensor3<int> t3 = Shared.Full(7, 1, 2, 3);
        SharedTensor4<long> t4 = Shared.Zeros<long>(1, 2, 3, 4);
        Assert.Equal((0.5f, 0, "rate"), (rate.Value, rate.Rank, rate.Name));
        Assert.Equal((10, "b"), (b.Lengths[0], b.Name));
        Assert.Equal([2, 3], w.Lengths);
        Assert.All(w.Span.ToArray(), x => Assert.Equal(1, x));
        Assert.All(t3.Span.ToArray(), x => Assert.Equal(7, x));
        Assert.Equal(24, t4.Span.Length);
        Assert.Null(w.Name);
        Assert.Equal([true, true], Shared.Ones<bool>(2).Span.ToArray());
    }

    [Fact]
    public void A_size_may_be_0_but_not_negative()
    {
        Assert.Equal([0, 3], Shared.Zeros<float>(0, 3).GetValue().Lengths);
        Assert.Throws<ArgumentOutOfRangeException>(() => Shared.Zeros<float>(-1));
    }

    [Fact]
    public void Borrow_decides_whether_a_host_array_stays_the_storage()
    {
        float[] array = [0, 0];
        var byDefault = Shared.From(array);
        var copied = Shared.From(array, borrow: false);
        var borrowed = Shared.From(array, name: "s_true", borrow: true);
        for (int i = 0; i < array.Length; i++) array[i]++;
        Assert.Equal([0f, 0f], byDefault.Span.ToArray());
        Assert.Equal([0f, 0f], copied.Span.ToArray());
        Assert.Equal([1f, 1f], borrowed.Span.ToArray());
        Assert.Equal("s_true", borrowed.Name);
    }

    [Fact]
    public void A_borrowed_array_of_several_dimensions_is_the_storage_too()
    {
        float[,] array = { { 1, 2 }, { 3, 4 } };
        var borrowed = Shared.From(array, borrow: true);
        var copied = Shared.From(array);
        array[1, 0] = 30;
        Assert.Equal(30, borrowed.GetValue()[1, 0]);
        Assert.Equal(3, copied.GetValue()[1, 0]);
        borrowed.SetValue(new float[,] { { 5, 6 }, { 7, 8 } });
        Assert.Equal(7, array[1, 0]);
        // No tensor can show such an array: what comes back is a copy.
        borrowed.GetValue(borrow: true)[0, 0] = -1;
        Assert.Equal(5, array[0, 0]);
    }

    [Fact]
    public void A_borrowed_tensor_is_the_storage_if_it_is_dense()
    {
        var dense = Tensor.Create([1f, 2, 3, 4], [2, 2]);
        var borrowed = new SharedMatrix<float>(dense, borrow: true, name: "x");
        dense[0, 1] = 20;
        Assert.Equal(20, borrowed.Span[1]);
        Assert.Same(dense, borrowed.GetValue(borrow: true));

        var strided = Tensor.Create([1f, 2, 3, 4], [2], [2]);
        var copied = new SharedVector<float>(strided, borrow: true);
        Assert.Equal([1f, 3f], copied.Span.ToArray());
        strided[0] = 9;
        Assert.Equal(1, copied.Span[0]);
    }

    [Fact]
    public void GetValue_copies_unless_it_borrows()
    {
        var b = Shared.Zeros<float>(2);
        b.GetValue()[0] = 1;
        Assert.Equal(0, b.Span[0]);
        b.GetValue(borrow: true)[0] = 1;
        Assert.Equal(1, b.Span[0]);
    }

    [Fact]
    public void SetValue_of_the_same_size_reuses_the_storage_and_copies()
    {
        float[] array = [0, 0], value = [5, 6];
        var borrowed = Shared.From(array, borrow: true);
        borrowed.SetValue(value);
        value[0] = 50;
        Assert.Equal([5f, 6f], array);
    }

    [Fact]
    public void SetValue_of_another_size_is_allowed_and_lets_go_of_a_borrowed_array()
    {
        float[] array = [0, 0];
        var borrowed = Shared.From(array, borrow: true);
        borrowed.SetValue(new float[] { 1, 2, 3 });
        Assert.Equal([3], borrowed.Lengths);
        Assert.Equal([0f, 0f], array);
        borrowed.GetValue(borrow: true)[2] = 30;
        Assert.Equal(30, borrowed.Span[2]);
    }

    [Fact]
    public void SetValue_of_another_rank_throws_and_changes_nothing()
    {
        var w = Shared.Full(2f, 2, 3, name: "W");
        var error = Assert.Throws<ArgumentException>(() => w.SetValue(new float[] { 1, 2 }));
        Assert.Contains("W has rank 2; the value has rank 1, shape (2,)", error.Message);
        Assert.Equal([2, 3], w.Lengths);
        Assert.All(w.Span.ToArray(), x => Assert.Equal(2, x));
    }

    [Fact]
    public void SetValue_of_a_view_of_the_variable_itself_is_read_before_it_is_written()
    {
        var w = Shared.From(new float[,] { { 1, 2 }, { 3, 4 } });
        float[] live = new float[4];
        var lent = new SharedMatrix<float>(Tensor.Create(live, [2, 2]), borrow: true);
        lent.SetValue(w.GetValue());
        // The transpose, as a view of the very same memory.
        lent.SetValue(new ReadOnlyTensorSpan<float>(live, [2, 2], [1, 2]));
        Assert.Equal([1f, 3, 2, 4], live);
    }

    [Fact]
    public void A_declared_shape_fixes_the_size()
    {
        var w = Shared.Zeros<float>(784, 10, name: "W");
        w.DeclareShape("Weights", -1, 10);
        w.SetValue(new float[2, 10]);
        var error = Assert.Throws<ArgumentException>(() => w.SetValue(new float[2, 9]));
        Assert.Contains("Weights is declared with the shape (any, 10); the value has the shape (2, 9)", error.Message);
        Assert.Equal([2, 10], w.Lengths);
    }

    [Fact]
    public void Declarations_of_two_modules_add_up_and_one_that_does_not_fit_is_refused()
    {
        var w = Shared.Zeros<float>(784, 10);
        w.DeclareShape("W", 784, -1);
        w.DeclareShape("W", -1, 10);
        Assert.Throws<ArgumentException>(() => w.SetValue(new float[784, 9]));
        Assert.Throws<ArgumentException>(() => w.SetValue(new float[783, 10]));
        Assert.Contains("(784, 11)", Assert.Throws<ArgumentException>(() => w.DeclareShape("V", 784, 11)).Message);
        Assert.Contains("W is declared", Assert.Throws<ArgumentException>(() => w.SetValue(new float[1, 10])).Message);
        Assert.Throws<ArgumentException>(() => w.DeclareShape("W", 784));
    }

    [Fact]
    public void Scalars_are_read_and_written_as_values_and_as_tensors_of_one_element()
    {
        var rate = Shared.Scalar(0.5, name: "rate");
        Assert.Equal([1], rate.GetValue().Lengths);
        Assert.Equal(0, rate.Lengths.Length);
        rate.SetValue(0.25);
        Assert.Equal(0.25, rate.GetValue()[0]);
        rate.SetValue(new double[] { 2 });
        Assert.Equal(2, rate.Value);
        rate.GetValue(borrow: true)[0] = 3;
        Assert.Equal(3, rate.Value);
        Assert.Throws<ArgumentException>(() => rate.SetValue(new double[] { 1, 2 }));
        Assert.Equal(3, rate.Value);
        Assert.Equal(4, new SharedScalar<double>(Tensor.Create([4.0])).Value);
        Assert.Throws<ArgumentException>(() => new SharedScalar<double>(Tensor.Create([4.0, 5.0])));
    }

    [Fact]
    public void A_variable_made_of_a_tensor_becomes_the_one_of_its_rank()
    {
        var made = Shared.From(Tensor.Create([1f, 2, 3, 4, 5, 6], [2, 3]), name: "x");
        SharedMatrix<float> x = made;
        x.SetValue(new float[1, 3]);
        Assert.Equal([1, 3], made.Lengths);
        Assert.Equal(("x", "x"), (made.Name, x.Name));
        Assert.Contains("rank 2, not 1", Assert.Throws<InvalidCastException>(() => (SharedVector<float>)made).Message);
    }

    [Fact]
    public void A_constructor_refuses_another_rank()
    {
        var error = Assert.Throws<ArgumentException>(() => new SharedMatrix<float>(Tensor.Create([1f, 2]), name: "W"));
        Assert.Contains("W has rank 2; the value has rank 1, shape (2,)", error.Message);
        Assert.Throws<ArgumentNullException>(() => new SharedMatrix<float>((Tensor<float>)null!));
        Assert.Throws<ArgumentNullException>(() => Shared.From((float[])null!));
    }

    [Fact]
    public void Generated_assignments_reuse_or_replace_the_storage()
    {
        var b = Shared.Zeros<float>(2);
        var live = b.GetValue(borrow: true);
        b.Assign([1, 2], [2]);
        Assert.Equal(2, live[1]);
        b.Assign([1, 2, 3], [3]);
        Assert.Equal([3], b.Lengths);
        b.DeclareShape("b", 3);
        Assert.Throws<ArgumentException>(() => b.Assign([1], [1]));
    }
}
