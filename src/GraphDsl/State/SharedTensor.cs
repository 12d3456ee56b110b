namespace GraphDsl;

/// <summary>
/// A shared variable whose rank only its value tells: what <c>Shared.From</c> makes of a tensor. It converts to the variable of
/// its rank, which is the same variable: a value set through one is seen through the other. Graphs need the one of a known rank.
/// </summary>
public sealed class SharedTensor<TElement> : Shared<TElement>
{
    internal SharedTensor(SharedCell<TElement> cell)
        : base(cell)
    {
    }

    /// <summary>The variable as a vector.</summary>
    /// <exception cref="InvalidCastException">It has another rank.</exception>
    public static implicit operator SharedVector<TElement>(SharedTensor<TElement> variable) => new(variable.OfRank(1));

    /// <summary>The variable as a matrix.</summary>
    /// <exception cref="InvalidCastException">It has another rank.</exception>
    public static implicit operator SharedMatrix<TElement>(SharedTensor<TElement> variable) => new(variable.OfRank(2));

    /// <summary>The variable as a tensor of rank 3.</summary>
    /// <exception cref="InvalidCastException">It has another rank.</exception>
    public static implicit operator SharedTensor3<TElement>(SharedTensor<TElement> variable) => new(variable.OfRank(3));

    /// <summary>The variable as a tensor of rank 4.</summary>
    /// <exception cref="InvalidCastException">It has another rank.</exception>
    public static implicit operator SharedTensor4<TElement>(SharedTensor<TElement> variable) => new(variable.OfRank(4));

    private SharedCell<TElement> OfRank(int rank) => Rank == rank ? Cell
        : throw new InvalidCastException($"The shared variable {this} has rank {Rank}, not {rank}.");
}
