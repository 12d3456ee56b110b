using System.Numerics.Tensors;
using GraphDsl.Tests.Models;
using GraphDsl.Tests.Support;

namespace GraphDsl.Tests;

/// <summary>Arrays that variables borrow: only the CPU computes with the array itself.</summary>
public class BorrowTests
{
    [Fact]
    public void Functions_see_a_borrowed_array_change()
    {
        var host = new floatX[500 * 3];
        var data = new DataSet { TrainX = new SharedMatrix<floatX>(Tensor.Create(host, [500, 3]), borrow: true), TrainY = Shared.Zeros<int>(500) };
        Assert.All(data.Minibatch(0).Elements(), value => Assert.Equal(0, value));
        host[4] = 7;
        Assert.Equal(7, data.Minibatch(0)[1, 1]);
    }
}
