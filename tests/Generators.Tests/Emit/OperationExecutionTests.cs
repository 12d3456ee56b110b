using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Tests.Emit;

/// <summary>Every operation that can be scheduled is compiled and run by some test.</summary>
public sealed class OperationExecutionTests
{
    [Fact]
    public void Every_operation_is_run()
    {
        HashSet<OpCode> covered =
        [
            .. ElementwiseExecutionTests.Covered, .. ViewExecutionTests.Covered, .. ReductionExecutionTests.Covered, .. RowExecutionTests.Covered,
            .. ProductExecutionTests.Covered, .. IndexingExecutionTests.Covered, .. DrawExecutionTests.Covered,
            .. LinearAlgebraExecutionTests.Covered, .. WindowExecutionTests.Covered,
            .. Loops.LoopExecutionTests.Covered,
        ];
        Assert.Equal([], OpTable.All.Where(row => row.Kind != OpKind.Placeholder && !covered.Contains(row.Code)).Select(row => row.Code));
    }
}
