using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GraphDsl.Generators.Capture.Reuse;

/// <summary>What a program's meaning depends on besides its text: references and options.</summary>
internal sealed class ProgramSettings(Compilation compilation) : IEquatable<ProgramSettings>
{
    private readonly string? assembly = compilation.AssemblyName;
    private readonly CompilationOptions options = ((CSharpCompilationOptions)compilation.Options)
        .WithMetadataReferenceResolver(null).WithXmlReferenceResolver(null).WithSourceReferenceResolver(null)
        .WithStrongNameProvider(null).WithSyntaxTreeOptionsProvider(null); // they do not change what C# means
    private readonly ParseOptions? parse = compilation.SyntaxTrees.FirstOrDefault()?.Options;
    private readonly MetadataReference[] references = [.. compilation.References];

    public bool Equals(ProgramSettings? other) => ReferenceEquals(this, other) || (other is not null && assembly == other.assembly
        && options.Equals(other.options) && Equals(parse, other.parse) && references.SequenceEqual(other.references, SameContent.Instance));

    public override bool Equals(object? obj) => Equals(obj as ProgramSettings);

    public override int GetHashCode() => references.Length;

    /// <summary>References to one and the same metadata, though they be different objects.</summary>
    private sealed class SameContent : IEqualityComparer<MetadataReference>
    {
        public static SameContent Instance { get; } = new();

        public bool Equals(MetadataReference? x, MetadataReference? y) => Object.Equals(x, y)
            || (x is PortableExecutableReference first && y is PortableExecutableReference second
                && first.Properties.Equals(second.Properties) && first.GetMetadataId() == second.GetMetadataId());

        public int GetHashCode(MetadataReference obj) => 0;
    }
}
