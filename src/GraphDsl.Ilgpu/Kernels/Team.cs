using System.ComponentModel;
using ILGPU;

namespace GraphDsl.Ilgpu;

/// <summary>
/// Reductions over a team: threads of a group that share one result, a power of two. Each puts its number into memory that the group
/// shares, then halves of the team are added to each other. All threads of the group call together; all of a team get the result.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Team
{
    /// <summary>The sum over a team.</summary>
    /// <param name="shared">One place for each thread of the group.</param>
    /// <param name="lane">The thread's place in its team.</param>
    /// <param name="lanes">The size of the team.</param>
    /// <param name="step">From one of the team to the next, in threads.</param>
    /// <param name="value">The thread's number.</param>
    public static float Sum(ArrayView<float> shared, int lane, int lanes, int step, float value)
    {
        if (lanes == 1) return value;
        shared[Group.IdxX] = value;
        for (int half = lanes >> 1; half > 0; half >>= 1)
        {
            Group.Barrier();
            if (lane < half) shared[Group.IdxX] = shared[Group.IdxX] + shared[Group.IdxX + (half * step)];
        }
        Group.Barrier();
        float result = shared[Group.IdxX - (lane * step)];
        Group.Barrier(); // the memory is free again
        return result;
    }

    /// <summary>The sum over a team.</summary>
    /// <param name="shared">One place for each thread of the group.</param>
    /// <param name="lane">The thread's place in its team.</param>
    /// <param name="lanes">The size of the team.</param>
    /// <param name="step">From one of the team to the next, in threads.</param>
    /// <param name="value">The thread's number.</param>
    public static double Sum(ArrayView<double> shared, int lane, int lanes, int step, double value)
    {
        if (lanes == 1) return value;
        shared[Group.IdxX] = value;
        for (int half = lanes >> 1; half > 0; half >>= 1)
        {
            Group.Barrier();
            if (lane < half) shared[Group.IdxX] = shared[Group.IdxX] + shared[Group.IdxX + (half * step)];
        }
        Group.Barrier();
        double result = shared[Group.IdxX - (lane * step)];
        Group.Barrier(); // the memory is free again
        return result;
    }

    /// <summary>The sum over a team.</summary>
    /// <param name="shared">One place for each thread of the group.</param>
    /// <param name="lane">The thread's place in its team.</param>
    /// <param name="lanes">The size of the team.</param>
    /// <param name="step">From one of the team to the next, in threads.</param>
    /// <param name="value">The thread's number.</param>
    public static int Sum(ArrayView<int> shared, int lane, int lanes, int step, int value)
    {
        if (lanes == 1) return value;
        shared[Group.IdxX] = value;
        for (int half = lanes >> 1; half > 0; half >>= 1)
        {
            Group.Barrier();
            if (lane < half) shared[Group.IdxX] = shared[Group.IdxX] + shared[Group.IdxX + (half * step)];
        }
        Group.Barrier();
        int result = shared[Group.IdxX - (lane * step)];
        Group.Barrier(); // the memory is free again
        return result;
    }

    /// <summary>The sum over a team.</summary>
    /// <param name="shared">One place for each thread of the group.</param>
    /// <param name="lane">The thread's place in its team.</param>
    /// <param name="lanes">The size of the team.</param>
    /// <param name="step">From one of the team to the next, in threads.</param>
    /// <param name="value">The thread's number.</param>
    public static long Sum(ArrayView<long> shared, int lane, int lanes, int step, long value)
    {
        if (lanes == 1) return value;
        shared[Group.IdxX] = value;
        for (int half = lanes >> 1; half > 0; half >>= 1)
        {
            Group.Barrier();
            if (lane < half) shared[Group.IdxX] = shared[Group.IdxX] + shared[Group.IdxX + (half * step)];
        }
        Group.Barrier();
        long result = shared[Group.IdxX - (lane * step)];
        Group.Barrier(); // the memory is free again
        return result;
    }

    /// <summary>The product over a team.</summary>
    /// <param name="shared">One place for each thread of the group.</param>
    /// <param name="lane">The thread's place in its team.</param>
    /// <param name="lanes">The size of the team.</param>
    /// <param name="step">From one of the team to the next, in threads.</param>
    /// <param name="value">The thread's number.</param>
    public static float Prod(ArrayView<float> shared, int lane, int lanes, int step, float value)
    {
        if (lanes == 1) return value;
        shared[Group.IdxX] = value;
        for (int half = lanes >> 1; half > 0; half >>= 1)
        {
            Group.Barrier();
            if (lane < half) shared[Group.IdxX] = shared[Group.IdxX] * shared[Group.IdxX + (half * step)];
        }
        Group.Barrier();
        float result = shared[Group.IdxX - (lane * step)];
        Group.Barrier(); // the memory is free again
        return result;
    }

    /// <summary>The product over a team.</summary>
    /// <param name="shared">One place for each thread of the group.</param>
    /// <param name="lane">The thread's place in its team.</param>
    /// <param name="lanes">The size of the team.</param>
    /// <param name="step">From one of the team to the next, in threads.</param>
    /// <param name="value">The thread's number.</param>
    public static double Prod(ArrayView<double> shared, int lane, int lanes, int step, double value)
    {
        if (lanes == 1) return value;
        shared[Group.IdxX] = value;
        for (int half = lanes >> 1; half > 0; half >>= 1)
        {
            Group.Barrier();
            if (lane < half) shared[Group.IdxX] = shared[Group.IdxX] * shared[Group.IdxX + (half * step)];
        }
        Group.Barrier();
        double result = shared[Group.IdxX - (lane * step)];
        Group.Barrier(); // the memory is free again
        return result;
    }

    /// <summary>The product over a team.</summary>
    /// <param name="shared">One place for each thread of the group.</param>
    /// <param name="lane">The thread's place in its team.</param>
    /// <param name="lanes">The size of the team.</param>
    /// <param name="step">From one of the team to the next, in threads.</param>
    /// <param name="value">The thread's number.</param>
    public static int Prod(ArrayView<int> shared, int lane, int lanes, int step, int value)
    {
        if (lanes == 1) return value;
        shared[Group.IdxX] = value;
        for (int half = lanes >> 1; half > 0; half >>= 1)
        {
            Group.Barrier();
            if (lane < half) shared[Group.IdxX] = shared[Group.IdxX] * shared[Group.IdxX + (half * step)];
        }
        Group.Barrier();
        int result = shared[Group.IdxX - (lane * step)];
        Group.Barrier(); // the memory is free again
        return result;
    }

    /// <summary>The product over a team.</summary>
    /// <param name="shared">One place for each thread of the group.</param>
    /// <param name="lane">The thread's place in its team.</param>
    /// <param name="lanes">The size of the team.</param>
    /// <param name="step">From one of the team to the next, in threads.</param>
    /// <param name="value">The thread's number.</param>
    public static long Prod(ArrayView<long> shared, int lane, int lanes, int step, long value)
    {
        if (lanes == 1) return value;
        shared[Group.IdxX] = value;
        for (int half = lanes >> 1; half > 0; half >>= 1)
        {
            Group.Barrier();
            if (lane < half) shared[Group.IdxX] = shared[Group.IdxX] * shared[Group.IdxX + (half * step)];
        }
        Group.Barrier();
        long result = shared[Group.IdxX - (lane * step)];
        Group.Barrier(); // the memory is free again
        return result;
    }

    /// <summary>The greatest number, NaN if any is NaN over a team.</summary>
    /// <param name="shared">One place for each thread of the group.</param>
    /// <param name="lane">The thread's place in its team.</param>
    /// <param name="lanes">The size of the team.</param>
    /// <param name="step">From one of the team to the next, in threads.</param>
    /// <param name="value">The thread's number.</param>
    public static float Max(ArrayView<float> shared, int lane, int lanes, int step, float value)
    {
        if (lanes == 1) return value;
        shared[Group.IdxX] = value;
        for (int half = lanes >> 1; half > 0; half >>= 1)
        {
            Group.Barrier();
            if (lane < half) shared[Group.IdxX] = DeviceMath.Max(shared[Group.IdxX], shared[Group.IdxX + (half * step)]);
        }
        Group.Barrier();
        float result = shared[Group.IdxX - (lane * step)];
        Group.Barrier(); // the memory is free again
        return result;
    }

    /// <summary>The greatest number, NaN if any is NaN over a team.</summary>
    /// <param name="shared">One place for each thread of the group.</param>
    /// <param name="lane">The thread's place in its team.</param>
    /// <param name="lanes">The size of the team.</param>
    /// <param name="step">From one of the team to the next, in threads.</param>
    /// <param name="value">The thread's number.</param>
    public static double Max(ArrayView<double> shared, int lane, int lanes, int step, double value)
    {
        if (lanes == 1) return value;
        shared[Group.IdxX] = value;
        for (int half = lanes >> 1; half > 0; half >>= 1)
        {
            Group.Barrier();
            if (lane < half) shared[Group.IdxX] = DeviceMath.Max(shared[Group.IdxX], shared[Group.IdxX + (half * step)]);
        }
        Group.Barrier();
        double result = shared[Group.IdxX - (lane * step)];
        Group.Barrier(); // the memory is free again
        return result;
    }

    /// <summary>The greatest number, NaN if any is NaN over a team.</summary>
    /// <param name="shared">One place for each thread of the group.</param>
    /// <param name="lane">The thread's place in its team.</param>
    /// <param name="lanes">The size of the team.</param>
    /// <param name="step">From one of the team to the next, in threads.</param>
    /// <param name="value">The thread's number.</param>
    public static int Max(ArrayView<int> shared, int lane, int lanes, int step, int value)
    {
        if (lanes == 1) return value;
        shared[Group.IdxX] = value;
        for (int half = lanes >> 1; half > 0; half >>= 1)
        {
            Group.Barrier();
            if (lane < half) shared[Group.IdxX] = DeviceMath.Max(shared[Group.IdxX], shared[Group.IdxX + (half * step)]);
        }
        Group.Barrier();
        int result = shared[Group.IdxX - (lane * step)];
        Group.Barrier(); // the memory is free again
        return result;
    }

    /// <summary>The greatest number, NaN if any is NaN over a team.</summary>
    /// <param name="shared">One place for each thread of the group.</param>
    /// <param name="lane">The thread's place in its team.</param>
    /// <param name="lanes">The size of the team.</param>
    /// <param name="step">From one of the team to the next, in threads.</param>
    /// <param name="value">The thread's number.</param>
    public static long Max(ArrayView<long> shared, int lane, int lanes, int step, long value)
    {
        if (lanes == 1) return value;
        shared[Group.IdxX] = value;
        for (int half = lanes >> 1; half > 0; half >>= 1)
        {
            Group.Barrier();
            if (lane < half) shared[Group.IdxX] = DeviceMath.Max(shared[Group.IdxX], shared[Group.IdxX + (half * step)]);
        }
        Group.Barrier();
        long result = shared[Group.IdxX - (lane * step)];
        Group.Barrier(); // the memory is free again
        return result;
    }

    /// <summary>The least number, NaN if any is NaN over a team.</summary>
    /// <param name="shared">One place for each thread of the group.</param>
    /// <param name="lane">The thread's place in its team.</param>
    /// <param name="lanes">The size of the team.</param>
    /// <param name="step">From one of the team to the next, in threads.</param>
    /// <param name="value">The thread's number.</param>
    public static float Min(ArrayView<float> shared, int lane, int lanes, int step, float value)
    {
        if (lanes == 1) return value;
        shared[Group.IdxX] = value;
        for (int half = lanes >> 1; half > 0; half >>= 1)
        {
            Group.Barrier();
            if (lane < half) shared[Group.IdxX] = DeviceMath.Min(shared[Group.IdxX], shared[Group.IdxX + (half * step)]);
        }
        Group.Barrier();
        float result = shared[Group.IdxX - (lane * step)];
        Group.Barrier(); // the memory is free again
        return result;
    }

    /// <summary>The least number, NaN if any is NaN over a team.</summary>
    /// <param name="shared">One place for each thread of the group.</param>
    /// <param name="lane">The thread's place in its team.</param>
    /// <param name="lanes">The size of the team.</param>
    /// <param name="step">From one of the team to the next, in threads.</param>
    /// <param name="value">The thread's number.</param>
    public static double Min(ArrayView<double> shared, int lane, int lanes, int step, double value)
    {
        if (lanes == 1) return value;
        shared[Group.IdxX] = value;
        for (int half = lanes >> 1; half > 0; half >>= 1)
        {
            Group.Barrier();
            if (lane < half) shared[Group.IdxX] = DeviceMath.Min(shared[Group.IdxX], shared[Group.IdxX + (half * step)]);
        }
        Group.Barrier();
        double result = shared[Group.IdxX - (lane * step)];
        Group.Barrier(); // the memory is free again
        return result;
    }

    /// <summary>The least number, NaN if any is NaN over a team.</summary>
    /// <param name="shared">One place for each thread of the group.</param>
    /// <param name="lane">The thread's place in its team.</param>
    /// <param name="lanes">The size of the team.</param>
    /// <param name="step">From one of the team to the next, in threads.</param>
    /// <param name="value">The thread's number.</param>
    public static int Min(ArrayView<int> shared, int lane, int lanes, int step, int value)
    {
        if (lanes == 1) return value;
        shared[Group.IdxX] = value;
        for (int half = lanes >> 1; half > 0; half >>= 1)
        {
            Group.Barrier();
            if (lane < half) shared[Group.IdxX] = DeviceMath.Min(shared[Group.IdxX], shared[Group.IdxX + (half * step)]);
        }
        Group.Barrier();
        int result = shared[Group.IdxX - (lane * step)];
        Group.Barrier(); // the memory is free again
        return result;
    }

    /// <summary>The least number, NaN if any is NaN over a team.</summary>
    /// <param name="shared">One place for each thread of the group.</param>
    /// <param name="lane">The thread's place in its team.</param>
    /// <param name="lanes">The size of the team.</param>
    /// <param name="step">From one of the team to the next, in threads.</param>
    /// <param name="value">The thread's number.</param>
    public static long Min(ArrayView<long> shared, int lane, int lanes, int step, long value)
    {
        if (lanes == 1) return value;
        shared[Group.IdxX] = value;
        for (int half = lanes >> 1; half > 0; half >>= 1)
        {
            Group.Barrier();
            if (lane < half) shared[Group.IdxX] = DeviceMath.Min(shared[Group.IdxX], shared[Group.IdxX + (half * step)]);
        }
        Group.Barrier();
        long result = shared[Group.IdxX - (lane * step)];
        Group.Barrier(); // the memory is free again
        return result;
    }
}
