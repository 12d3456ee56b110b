namespace GraphDsl;

/// <summary>What a describing method returns: made by <c>T.Function</c>, read by the generator, never there at run time.</summary>
public sealed class Function
{
    private Function()
    {
    }
}
