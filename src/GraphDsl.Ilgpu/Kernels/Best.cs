using System.ComponentModel;
using ILGPU;

namespace GraphDsl.Ilgpu;

/// <summary>
/// Where the greatest number of a team is: of several that are equal the first, a NaN before all others. All threads of the group call
/// together; all of a team get the place.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Best
{
    /// <summary>Whether a number is greater than the best so far.</summary>
    public static bool IsBetter(float value, float best) => (value > best) | (DeviceMath.IsNaN(value) & (DeviceMath.IsNaN(best) == false));

    /// <inheritdoc cref="IsBetter(float, float)"/>
    public static bool IsBetter(double value, double best) => (value > best) | (DeviceMath.IsNaN(value) & (DeviceMath.IsNaN(best) == false));

    /// <inheritdoc cref="IsBetter(float, float)"/>
    public static bool IsBetter(int value, int best) => value > best;

    /// <inheritdoc cref="IsBetter(float, float)"/>
    public static bool IsBetter(long value, long best) => value > best;

    /// <summary>The place of the greatest number over a team.</summary>
    /// <param name="shared">One place for each thread of the group.</param>
    /// <param name="places">Another one.</param>
    /// <param name="lane">The thread's place in its team.</param>
    /// <param name="lanes">The size of the team.</param>
    /// <param name="step">From one of the team to the next, in threads.</param>
    /// <param name="value">The thread's greatest number.</param>
    /// <param name="place">Where that is; -1 where the thread has none.</param>
    public static int Place(ArrayView<float> shared, ArrayView<int> places, int lane, int lanes, int step, float value, int place) =>
        Place<float, SingleOrder>(shared, places, lane, lanes, step, value, place);

    /// <inheritdoc cref="Place(ArrayView{float}, ArrayView{int}, int, int, int, float, int)"/>
    public static int Place(ArrayView<double> shared, ArrayView<int> places, int lane, int lanes, int step, double value, int place) =>
        Place<double, DoubleOrder>(shared, places, lane, lanes, step, value, place);

    /// <inheritdoc cref="Place(ArrayView{float}, ArrayView{int}, int, int, int, float, int)"/>
    public static int Place(ArrayView<int> shared, ArrayView<int> places, int lane, int lanes, int step, int value, int place) =>
        Place<int, IntOrder>(shared, places, lane, lanes, step, value, place);

    /// <inheritdoc cref="Place(ArrayView{float}, ArrayView{int}, int, int, int, float, int)"/>
    public static int Place(ArrayView<long> shared, ArrayView<int> places, int lane, int lanes, int step, long value, int place) =>
        Place<long, LongOrder>(shared, places, lane, lanes, step, value, place);

    private static int Place<T, TOrder>(ArrayView<T> shared, ArrayView<int> places, int lane, int lanes, int step, T value, int place)
        where T : unmanaged
        where TOrder : struct, IOrder<T>
    {
        if (lanes == 1) return place;
        var order = default(TOrder);
        shared[Group.IdxX] = value;
        places[Group.IdxX] = place;
        for (int half = lanes >> 1; half > 0; half >>= 1)
        {
            Group.Barrier();
            if (lane >= half) continue;
            int other = Group.IdxX + (half * step), own = places[Group.IdxX], others = places[other];
            T best = shared[Group.IdxX], candidate = shared[other];
            bool isFirst = (others < own) & (order.IsBetter(best, candidate) == false);
            if ((others >= 0) & ((own < 0) | order.IsBetter(candidate, best) | isFirst))
            {
                shared[Group.IdxX] = candidate;
                places[Group.IdxX] = others;
            }
        }
        Group.Barrier();
        int result = places[Group.IdxX - (lane * step)];
        Group.Barrier(); // the memory is free again
        return result;
    }

    private interface IOrder<T>
    {
        bool IsBetter(T value, T best);
    }

    private readonly struct SingleOrder : IOrder<float>
    {
        public bool IsBetter(float value, float best) => Best.IsBetter(value, best);
    }

    private readonly struct DoubleOrder : IOrder<double>
    {
        public bool IsBetter(double value, double best) => Best.IsBetter(value, best);
    }

    private readonly struct IntOrder : IOrder<int>
    {
        public bool IsBetter(int value, int best) => Best.IsBetter(value, best);
    }

    private readonly struct LongOrder : IOrder<long>
    {
        public bool IsBetter(long value, long best) => Best.IsBetter(value, best);
    }
}
