using System.Collections.Immutable;
using ILGPU.Runtime;

namespace ILGPU;

/// <summary>What devices and accelerators belong to.</summary>
public sealed class Context : IDisposable
{
    private Context(ImmutableArray<Device> devices) => Devices = devices;

    /// <summary>The registered devices.</summary>
    public ImmutableArray<Device> Devices { get; }

    /// <summary>A context of what is registered with a builder.</summary>
    public static Context Create(Action<Builder> buildingCallback)
    {
        ArgumentNullException.ThrowIfNull(buildingCallback);
        var builder = new Builder();
        buildingCallback(builder);
        return new(builder.ToImmutable());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held.
    }

    /// <summary>What a context is made of.</summary>
    public sealed class Builder
    {
        private readonly ImmutableArray<Device>.Builder devices = ImmutableArray.CreateBuilder<Device>();

        internal Builder()
        {
        }

        internal void Add(Device device) => devices.Add(device);

        internal ImmutableArray<Device> ToImmutable() => devices.ToImmutable();
    }
}
