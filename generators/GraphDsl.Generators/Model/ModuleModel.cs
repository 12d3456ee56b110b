using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Model;

/// <summary>A class with graph functions, as far as its module file needs to know it.</summary>
/// <param name="IsStatic">A static class: it has functions, but no state.</param>
/// <param name="IsSealed">Nothing derives from it.</param>
/// <param name="Base">The nearest base class that is a module itself; null where there is none.</param>
/// <param name="HasConstructor">True where the user declares an instance constructor, so that none can be generated.</param>
/// <param name="Members">What it holds, in the order of declaration.</param>
/// <param name="HintName">The stem of the file's name.</param>
internal sealed record ModuleModel(
    ContainerModel Container,
    bool IsStatic,
    bool IsSealed,
    string? Base,
    bool HasConstructor,
    EquatableArray<ModuleMember> Members,
    EquatableArray<ModuleAccessor> Accessors,
    string HintName)
{
    /// <summary>True where the project references GraphDsl.Ilgpu, which makes its devices known.</summary>
    public bool HasIlgpu { get; init; }
}

/// <summary>A way for the code of other modules to a private member that helpers of this one read.</summary>
/// <param name="Name">The accessor.</param>
/// <param name="Type">Its type, in full.</param>
/// <param name="Member">The member, as C# writes it.</param>
internal sealed record ModuleAccessor(string Name, string Type, string Member);

internal enum ModuleMemberKind : byte
{
    Shared,
    SharedList,
    Module,
    ModuleList,
}

/// <summary>A member of a module that holds shared variables.</summary>
/// <param name="Name">The member, as C# writes it.</param>
/// <param name="IsStatic">True for a static member.</param>
/// <param name="IsNullable">True where it may be null.</param>
/// <param name="IsSaved">False for <c>[NotSaved]</c>.</param>
/// <param name="IsInitialised">True where an initialiser gives it its value, so that it is there when the constructor runs.</param>
/// <param name="Declared">The sizes that <c>[Shape]</c> fixes, -1 for named ones; empty where there is no such declaration.</param>
internal sealed record ModuleMember(
    string Name, ModuleMemberKind Kind, bool IsStatic, bool IsNullable, bool IsSaved, bool IsInitialised, EquatableArray<long> Declared);
