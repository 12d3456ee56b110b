using System.ComponentModel;

namespace GraphDsl.Ilgpu;

/// <summary>The tiles of products in shared memory.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Tile
{
    /// <summary>The rows and the columns of a tile.</summary>
    public const int Side = 64;

    /// <summary>The elements of the inner axis that are loaded at once.</summary>
    public const int Depth = 16;

    /// <summary>The threads that compute a tile, 4 by 4 elements each.</summary>
    public const int Threads = 256;

    /// <summary>How many whole rows of tiles stand before one.</summary>
    public static int Above(int tile, int across) => tile / across;

    /// <summary>One of four numbers.</summary>
    public static float Choose(int index, float first, float second, float third, float fourth) => index == 0 ? first : index == 1 ? second : index == 2 ? third : fourth;

    /// <summary>One of four numbers.</summary>
    public static double Choose(int index, double first, double second, double third, double fourth) => index == 0 ? first : index == 1 ? second : index == 2 ? third : fourth;

    /// <summary>One of four numbers.</summary>
    public static int Choose(int index, int first, int second, int third, int fourth) => index == 0 ? first : index == 1 ? second : index == 2 ? third : fourth;

    /// <summary>One of four numbers.</summary>
    public static long Choose(int index, long first, long second, long third, long fourth) => index == 0 ? first : index == 1 ? second : index == 2 ? third : fourth;
}
