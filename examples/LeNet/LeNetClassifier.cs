using System.Numerics.Tensors;

namespace GraphDsl.Examples;

/// <summary>The convolutional network over a data set, as the training loop sees it.</summary>
internal sealed class LeNetClassifier(MnistData data, Settings settings) : IClassifier
{
    private readonly LeNet model = new(new NumpyRandomState(23455)) // the tutorial's weights
    {
        TrainX = Digits.ShareImages(data.Train),
        TrainY = Digits.ShareLabels(data.Train),
        ValidationX = Digits.ShareImages(data.Validation),
        ValidationY = Digits.ShareLabels(data.Validation),
        TestX = Digits.ShareImages(data.Test),
        TestY = Digits.ShareLabels(data.Test),
        LearningRate = (floatX)settings.LearningRate,
    };

    public double Train(long index) => model.Train(index);
    public double Validate(long index) => model.Validate(index);
    public double Test(long index) => model.Test(index);
    public void KeepBest() => model.Save(settings.ModelFile);
    public void LoadBest() => model.Load(settings.ModelFile);
    public Tensor<long> Predict(Tensor<floatX> images) => model.Predict(images);
}
