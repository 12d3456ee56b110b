using GraphDsl.Generators.Model;

namespace GraphDsl.Generators.Emit;

/// <summary>Writes where each expression of a function stands, for the messages of checks that fail at run time.</summary>
internal static class SitesEmitter
{
    public static string Emit(SitesModel sites) => GeneratedFile.Write(sites.Container, [], file =>
    {
        using (file.Block($"private static string {sites.Name}Site(int site) => site switch", "};"))
        {
            for (int i = 0; i < sites.Lines.Count; i++)
                file.Line(FormattableString.Invariant($"{i} => {CodeWriter.Literal(sites.Lines[i])},"));
            file.Line("_ => \"\",");
        }
    });
}
