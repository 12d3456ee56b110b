using GraphDsl.Runtime;

namespace GraphDsl.Tests.State;

/// <summary>Save and Load over modules written by hand as the generator writes them.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("graphdsl").FullName;

    private string Path => System.IO.Path.Combine(folder, "model.npz");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_was_saved_comes_back_in_another_instance()
    {
        var model = new Model();
        model.W.SetValue(new float[,] { { 1, 2 }, { 3, 4 } });
        model.Hidden.B.SetValue(new double[] { 5, 6, 7 });
        model.Steps.Value = 42;
        model.Save(Path);

        var other = new Model();
        other.Load(Path);
        Assert.Equal([1f, 2, 3, 4], other.W.Span.ToArray());
        Assert.Equal([5.0, 6, 7], other.Hidden.B.Span.ToArray());
        Assert.Equal(42, other.Steps.Value);
        Assert.Equal(["Hidden.b", "Steps", "W"], Npz.Read(Path).Keys.Order(StringComparer.Ordinal));
        Assert.Equal([Path], Directory.GetFiles(folder));
    }

    [Fact]
    public void A_borrowed_array_receives_what_is_loaded()
    {
        new Model { W = Shared.Full(3f, 2, 2, name: "W") }.Save(Path);
        float[,] lent = new float[2, 2];
        new Model { W = Shared.From(lent, name: "W", borrow: true) }.Load(Path);
        Assert.Equal(3, lent[1, 1]);
    }

    [Fact]
    public void One_variable_held_twice_is_saved_once()
    {
        var model = new Model();
        model.Second = model.W;
        model.Save(Path);
        Assert.Equal(3, Npz.Read(Path).Count);
    }

    [Fact]
    public void Two_variables_of_one_name_are_refused_and_nothing_is_written()
    {
        var model = new Model { Second = Shared.Zeros<float>(1, 1, name: "W") };
        Assert.Contains("'W'", Assert.Throws<InvalidOperationException>(() => model.Save(Path)).Message);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("lacks 'W'", "Hidden.b", "Steps")]
    [InlineData("holds 'Extra'", "Hidden.b", "Steps", "W", "Extra")]
    public void A_file_with_other_names_is_refused(string why, params string[] names)
    {
        Npz.Write(Path, names.Select(n => (n, n == "Steps" ? NumpyArray.From([1L], []) : n == "W" ? NumpyArray.From(new float[4], 2, 2) : NumpyArray.From(new double[3]))));
        AssertRefused(why);
    }

    [Fact]
    public void A_file_with_another_type_rank_or_declared_size_is_refused()
    {
        Write(NumpyArray.From(new double[4], 2, 2));
        AssertRefused("holds Single, not");
        Write(NumpyArray.From(new float[4]));
        AssertRefused("rank 2; the value has rank 1");
        Write(NumpyArray.From(new float[6], 2, 3));
        AssertRefused("shape (any, 2); the value has the shape (2, 3)");
    }

    [Fact]
    public void A_missing_file_is_an_error_and_changes_nothing() => Assert.ThrowsAny<IOException>(() => new Model().Load(Path));

    [Fact]
    public void Modules_tell_their_device()
    {
        var model = new Model();
        model.To(GraphDevice.Cpu);
        Assert.Same(GraphDevice.Cpu, model.Device);
        Assert.Equal("cpu", model.Device.Name);
    }

    private void Write(NumpyArray w) => Npz.Write(Path, ("Hidden.b", NumpyArray.From([9.0, 9, 9])), ("Steps", NumpyArray.From([9L], [])), ("W", w));

    private void AssertRefused(string why)
    {
        var model = new Model();
        model.W.DeclareShape("W", -1, 2);
        var error = Assert.Throws<InvalidDataException>(() => model.Load(Path));
        Assert.Contains(why, error.Message);
        Assert.Equal(0, model.Hidden.B.Span[0]);
        Assert.Equal(0, model.Steps.Value);
    }

    private sealed class Layer : IGraphModule
    {
        public readonly SharedVector<double> B = Shared.Zeros<double>(3, name: "b");

        ModuleState IGraphModule.State { get; } = new(nameof(Layer));

        IEnumerable<SharedMember> IGraphModule.SharedVariables => [new(B.Name ?? "B", B, true)];
    }

    private sealed class Model : IGraphModule
    {
        public SharedMatrix<float> W { get; init; } = Shared.Zeros<float>(2, 2, name: "W");

        public SharedMatrix<float>? Second { get; set; }

        public SharedScalar<long> Steps { get; } = Shared.Scalar(0L);

        public SharedVector<float> Data { get; } = Shared.Zeros<float>(1000, name: "data");

        public Layer Hidden { get; } = new();

        ModuleState IGraphModule.State { get; } = new(nameof(Model));

        IEnumerable<SharedMember> IGraphModule.SharedVariables
        {
            get
            {
                yield return new(W.Name ?? "W", W, true);
                if (Second is not null) yield return new(Second.Name ?? "Second", Second, true);
                yield return new(Steps.Name ?? "Steps", Steps, true);
                yield return new(Data.Name ?? "Data", Data, false);
                foreach (var inside in ((IGraphModule)Hidden).SharedVariables) yield return inside with { Key = "Hidden." + inside.Key };
            }
        }
    }
}
