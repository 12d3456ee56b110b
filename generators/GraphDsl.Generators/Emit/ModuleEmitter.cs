using GraphDsl.Generators.Model;

namespace GraphDsl.Generators.Emit;

/// <summary>Writes what a class with graph functions has once: its state, the list of its shared variables, declared shapes.</summary>
internal static class ModuleEmitter
{
    /// <summary>The field that guards the calls of a module's functions.</summary>
    public const string State = "__state";

    private const string Interface = "global::GraphDsl.IGraphModule";
    private const string Shared = "global::GraphDsl.SharedMember";

    public static string Emit(ModuleModel module) => module.IsStatic
        ? GeneratedFile.Write(module.Container, [], _ => { })
        : GeneratedFile.Write(module.Container, ["System.Collections.Generic", "Rt = global::GraphDsl.Runtime"], file => WriteMembers(file, module),
            module.Base is null ? Interface : null);

    private static void WriteMembers(CodeWriter file, ModuleModel module)
    {
        var late = module.Members.Where(m => m.Declared.Count > 0 && !m.IsStatic && (module.HasConstructor || !m.IsInitialised)).ToArray();
        WriteState(file, module, late.Length > 0);
        WriteConstructor(file, module);
        if (late.Length > 0) WriteLateShapes(file, late);
        string modifiers = module.Base is not null ? "protected override" : module.IsSealed ? "private" : "protected virtual";
        using (file.Block($"{modifiers} IEnumerable<{Shared}> __SharedVariables()"))
        {
            if (module.Base is not null) file.Line("foreach (var inherited in base.__SharedVariables()) yield return inherited;");
            foreach (var member in module.Members) WriteMember(file, member);
            if (module.Base is null && module.Members.Count == 0) file.Line("yield break;");
        }
        foreach (var accessor in module.Accessors)
        {
            file.Line().Doc("summary", $"What the code of other modules reads {CodeWriter.Escape(accessor.Member)} through.");
            file.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
            file.Line($"internal {accessor.Type} {accessor.Name} => {accessor.Member};");
        }
    }

    /// <summary>One state an instance: a derived module shares that of its base.</summary>
    private static void WriteState(CodeWriter file, ModuleModel module, bool late)
    {
        bool plain = module.IsSealed && module.Base is null && !late;
        string field = plain ? State : "__module";
        if (module.Base is null)
        {
            string state = module.HasIlgpu ? "global::GraphDsl.Ilgpu.Modules.State" : "new";
            file.Line($"{(module.IsSealed ? "private" : "protected")} readonly Rt.ModuleState {field} = {state}({CodeWriter.Literal(module.Container.Name)});").Line();
            file.Line($"Rt.ModuleState {Interface}.State => {field};").Line();
            file.Line($"IEnumerable<{Shared}> {Interface}.SharedVariables => __SharedVariables();").Line();
        }
        if (plain) return;
        if (!late)
        {
            file.Line($"private Rt.ModuleState {State} => __module;").Line();
            return;
        }
        using (file.Block($"private Rt.ModuleState {State}"))
        using (file.Block("get"))
        {
            file.Line("if (!__hasShapes) DeclareShapes();");
            file.Line("return __module;");
        }
        file.Line();
    }

    /// <summary>The shapes that <c>[Shape]</c> fixes are declared before anybody can set another.</summary>
    private static void WriteConstructor(CodeWriter file, ModuleModel module)
    {
        var declared = module.Members.Where(m => m.Declared.Count > 0 && !m.IsStatic && m.IsInitialised).ToArray();
        if (declared.Length == 0 || module.HasConstructor) return;
        file.Doc("summary", "Makes a module whose shared variables have the shapes that they declare.");
        using (file.Block($"public {module.Container.Name}()"))
        {
            foreach (var member in declared) file.Line(Declare(member));
        }
        file.Line();
    }

    /// <summary>Variables that are not there when the generated constructor runs get their shapes at the first call.</summary>
    private static void WriteLateShapes(CodeWriter file, ModuleMember[] late)
    {
        file.Line("private bool __hasShapes;").Line();
        using (file.Block("private void DeclareShapes()"))
        {
            foreach (var member in late) file.Line((member.IsNullable ? $"if ({member.Name} is not null) " : "") + Declare(member));
            file.Line("__hasShapes = true;");
        }
        file.Line();
    }

    private static string Declare(ModuleMember member) =>
        $"{member.Name}.DeclareShape({CodeWriter.Literal(member.Name.TrimStart('@'))}, {string.Join(", ", member.Declared.Select(d => d.ToString(System.Globalization.CultureInfo.InvariantCulture)))});";

    private static void WriteMember(CodeWriter file, ModuleMember member)
    {
        string key = CodeWriter.Literal(member.Name.TrimStart('@'));
        string saved = member.IsSaved ? "true" : "false";
        switch (member.Kind)
        {
            case ModuleMemberKind.Shared:
                file.Line($"{(member.IsNullable ? $"if ({member.Name} is not null) " : "")}yield return new({member.Name}.Name ?? {key}, {member.Name}, {saved});");
                break;
            case ModuleMemberKind.SharedList:
                if (member.IsNullable) file.Line($"if ({member.Name} is not null)");
                using (file.Block())
                {
                    file.Line("int index = 0;");
                    file.Line($"foreach (var variable in {member.Name}) yield return new(variable.Name ?? {key} + \".\" + index++, variable, {saved});");
                }
                break;
            case ModuleMemberKind.Module:
                file.Line($"if ({member.Name} is {Interface} {Inner(member)})");
                using (file.Block())
                    file.Line($"foreach (var inside in {Inner(member)}.SharedVariables) yield return inside with {{ Key = {key} + \".\" + inside.Key{NotSaved(member)} }};");
                break;
            default:
                if (member.IsNullable) file.Line($"if ({member.Name} is not null)");
                using (file.Block())
                {
                    file.Line("int index = 0;");
                    using (file.Block($"foreach ({Interface} module in {member.Name})"))
                    {
                        file.Line($"foreach (var inside in module.SharedVariables) yield return inside with {{ Key = {key} + \".\" + index + \".\" + inside.Key{NotSaved(member)} }};");
                        file.Line("index++;");
                    }
                }
                break;
        }
    }

    private static string Inner(ModuleMember member) => "inner" + member.Name.TrimStart('@');

    private static string NotSaved(ModuleMember member) => member.IsSaved ? "" : ", IsSaved = false";
}
