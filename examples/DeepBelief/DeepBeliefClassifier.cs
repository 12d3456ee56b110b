using System.Numerics.Tensors;

namespace GraphDsl.Examples;

/// <summary>The deep belief network over a data set, as the training loops see it.</summary>
internal sealed class DeepBeliefClassifier(MnistData data, Settings settings) : IPretrained
{
    private readonly DeepBelief model = new(new NumpyRandomState(89677), seed: 89677)
    {
        TrainX = Digits.ShareImages(data.Train),
        TrainY = Digits.ShareLabels(data.Train),
        ValidationX = Digits.ShareImages(data.Validation),
        ValidationY = Digits.ShareLabels(data.Validation),
        TestX = Digits.ShareImages(data.Test),
        TestY = Digits.ShareLabels(data.Test),
        LearningRate = (floatX)settings.LearningRate,
    };

    public IReadOnlyList<Func<long, double>> Layers =>
        [index => model.PretrainFirst(index), index => model.PretrainSecond(index), index => model.PretrainThird(index)];

    public double Train(long index) => model.Train(index);
    public double Validate(long index) => model.Validate(index);
    public double Test(long index) => model.Test(index);
    public void KeepBest() => model.Save(settings.ModelFile);
    public void LoadBest() => model.Load(settings.ModelFile);
    public Tensor<long> Predict(Tensor<floatX> images) => model.Predict(images);
}
