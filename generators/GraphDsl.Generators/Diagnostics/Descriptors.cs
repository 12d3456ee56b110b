using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Diagnostics;

/// <summary>All diagnostics, in the order of their ids.</summary>
internal static class Descriptors
{
    private const string Category = "GraphDsl";

    public static readonly DiagnosticDescriptor NotPartial = Error("GDSL0001", "A class with graph functions must be partial",
        "The class '{0}' must be declared partial: its graph functions are generated into it");

    public static readonly DiagnosticDescriptor Misplaced = Error("GDSL0002", "An attribute stands where it means nothing", "{0}");

    public static readonly DiagnosticDescriptor NameWithoutGraph = Error("GDSL0003", "The name of a describing method must end in Graph, or be given", "{0}");

    public static readonly DiagnosticDescriptor NameTaken = Error("GDSL0004", "The name of a generated method is taken",
        "'{0}', to be generated from '{1}', collides with {2}");

    public static readonly DiagnosticDescriptor Signature = Error("GDSL0005", "A describing method has a signature that no function can have", "{0}");

    public static readonly DiagnosticDescriptor UnsupportedCSharp = Error("GDSL0006", "This C# cannot build a graph",
        "{0} cannot build a graph: {1}");

    public static readonly DiagnosticDescriptor NoSource = Error("GDSL0008", "A helper without source cannot be read at build time",
        "'{0}' cannot be read at build time: {1}");

    public static readonly DiagnosticDescriptor TypeMismatch = Error("GDSL0009", "Element types do not fit", "{0}");

    public static readonly DiagnosticDescriptor RankMismatch = Error("GDSL0010", "Ranks do not fit", "{0}");

    public static readonly DiagnosticDescriptor ShapeMismatch = Error("GDSL0011", "Shapes do not fit", "{0}");

    public static readonly DiagnosticDescriptor AxisOutOfRange = Error("GDSL0012", "An axis does not exist", "{0}");

    public static readonly DiagnosticDescriptor CostNotScalar = Error("GDSL0013", "The cost of a gradient must be a floating-point scalar", "{0}");

    public static readonly DiagnosticDescriptor Disconnected = Error("GDSL0014", "The cost does not depend on a variable of the gradient",
        "{0} does not depend on '{1}', so the derivative would be zero everywhere: leave it out{2}");

    public static readonly DiagnosticDescriptor DisconnectedWarning = Warning("GDSL0015", "The cost does not depend on a variable of the gradient",
        "The cost does not depend on '{0}': its gradient is zero everywhere");

    public static readonly DiagnosticDescriptor UpdateTarget = Error("GDSL0016", "Only shared variables can be updated",
        "'{0}' cannot be updated: {1}");

    public static readonly DiagnosticDescriptor UpdateMismatch = Error("GDSL0017", "An update does not fit its shared variable",
        "The update of '{0}' has {1}, but '{0}' has {2}{3}");

    public static readonly DiagnosticDescriptor UpdatedTwice = Error("GDSL0018", "A shared variable is updated twice",
        "'{0}' is updated twice in one function: join the two updates into one expression");

    public static readonly DiagnosticDescriptor GivenTarget = Error("GDSL0019", "Only variables can be given a replacement",
        "'{0}' cannot be replaced by givens: {1}");

    public static readonly DiagnosticDescriptor GivenMismatch = Error("GDSL0020", "A replacement does not fit its variable",
        "The replacement of '{0}' has {1}, but '{0}' has {2}{3}");

    public static readonly DiagnosticDescriptor GivensCycle = Error("GDSL0021", "Replacements depend on each other in a circle",
        "The replacement of '{0}' depends on '{0}' itself: replace it by an expression of other variables");

    public static readonly DiagnosticDescriptor Unbound = Error("GDSL0022", "A variable has no value",
        "Nothing gives the variable '{0}' a value: replace it in givens, or make it a parameter of '{1}'");

    public static readonly DiagnosticDescriptor UnusedInput = Warning("GDSL0023", "An input is not used",
        "The input '{0}' of '{1}' is not used: no output and no update depends on it");

    public static readonly DiagnosticDescriptor TooDeep = Error("GDSL0024", "The evaluation does not come to an end",
        "{0}: the graph is built completely at build time; repetition over data is T.Scan");

    public static readonly DiagnosticDescriptor RunTimeCondition = Error("GDSL0025", "A decision of the graph's construction depends on run-time values",
        "'{0}' is only known at run time, and the graph is built before: use T.Switch or T.IfElse for decisions on data, a const or readonly member for decisions on configuration");

    public static readonly DiagnosticDescriptor NotKnown = Error("GDSL0026", "A value must be known at build time",
        "'{0}' is not known at build time: {1}");

    public static readonly DiagnosticDescriptor ConstantDoesNotFit = Error("GDSL0027", "A constant does not fit the element type",
        "The constant {0} is not a value of {1}: cast the tensor with T.Cast, or write a constant of its type");

    public static readonly DiagnosticDescriptor BuildTimeFailure = Error("GDSL0028", "The evaluation of the graph's construction fails",
        "Building the graph fails here: {0}");

    public static readonly DiagnosticDescriptor ShapeDeclaration = Error("GDSL0029", "A [Shape] does not fit what it stands on", "{0}");

    public static readonly DiagnosticDescriptor DefaultValue = Error("GDSL0030", "A [Default] does not fit its parameter", "{0}");

    public static readonly DiagnosticDescriptor Internal = Error("GDSL0031", "GraphDsl failed",
        "The pass '{0}' failed on '{1}' with {2}; this is an error of GraphDsl's own");

    public static readonly DiagnosticDescriptor LogOfSoftmax = Warning("GDSL0032", "The logarithm of a softmax cannot be made exact",
        "Where the softmax under '{0}' becomes 0 the logarithm is -infinity, and what lies between them keeps it from being rewritten: take T.LogSoftmax and work on its result");

    public static readonly DiagnosticDescriptor CutGradient = Warning("GDSL0033", "A rounding cuts the gradient of a cost",
        "No gradient passes '{0}', which is constant between its jumps: what is under it has no influence on the gradient of the cost. Keep it out of the cost, or put it into T.ConsiderConstant where that is meant.");

    public static readonly DiagnosticDescriptor RootAtZero = Info("GDSL0034", "The gradient of a root at 0 is infinite",
        "The gradient of a cost passes '{0}', whose derivative at 0 is infinite, or NaN where nothing flows: add a small constant under the root if it can be 0");

    public static readonly DiagnosticDescriptor InexactSum = Info("GDSL0035", "Whole numbers are added up in a type that has gaps between them",
        "'{0}' adds up bools or integers as floats, which have gaps between whole numbers beyond 16777216 (Half: 2048): add up the integers themselves, and cast the sum");

    public static readonly DiagnosticDescriptor Loop = Error("GDSL0036", "The parts of a loop do not fit together", "{0}");

    public static readonly DiagnosticDescriptor DroppedResult = Warning("GDSL0037", "The result of an operation is not used",
        "'{0}' has no effect: {1}");

    public static readonly DiagnosticDescriptor UnseenOverride = Warning("GDSL0038", "A function of a base class does not see an override",
        "'{0}' is not seen by the function '{1}', which has been generated with what '{2}' has: describe it in '{3}' too ({4} '{5}', with [GraphFunction])");

    /// <summary>All of them, for documentation and tests.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        NotPartial, Misplaced, NameWithoutGraph, NameTaken, Signature, UnsupportedCSharp, NoSource,
        TypeMismatch, RankMismatch, ShapeMismatch, AxisOutOfRange, CostNotScalar, Disconnected, DisconnectedWarning,
        UpdateTarget, UpdateMismatch, UpdatedTwice, GivenTarget, GivenMismatch, GivensCycle, Unbound, UnusedInput, TooDeep,
        RunTimeCondition, NotKnown, ConstantDoesNotFit, BuildTimeFailure, ShapeDeclaration, DefaultValue, Internal,
        LogOfSoftmax, CutGradient, RootAtZero, InexactSum, Loop, DroppedResult, UnseenOverride,
    ];

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static DiagnosticDescriptor Info(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Info, isEnabledByDefault: true);

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Warning, isEnabledByDefault: true);
}
