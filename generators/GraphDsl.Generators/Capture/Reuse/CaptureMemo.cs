using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace GraphDsl.Generators.Capture.Reuse;

/// <summary>
/// What the functions of one pipeline were captured as, so that after an edit only those are captured anew whose text can have
/// changed. Capture is a function of that text (<see cref="Reach"/>), so remembering changes no result, whatever the order of runs.
/// It holds syntax trees and models of functions, no compilation.
/// </summary>
internal sealed class CaptureMemo
{
    private const int Patience = 32;

    private readonly ConditionalWeakTable<SyntaxTree, FileOutline> files = new();
    private readonly ConditionalWeakTable<Compilation, ProgramOutline> programs = new();
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private int run;

    /// <summary>The outline of a program, made once.</summary>
    public ProgramOutline Program(Compilation compilation, CancellationToken cancellation) => programs.GetValue(compilation, c =>
    {
        int now = Interlocked.Increment(ref run);
        foreach (var entry in entries)
            if (now - entry.Value.LastRun > Patience) entries.TryRemove(entry.Key, out _); // a function that is no more
        return new(c, tree => files.GetValue(tree, t => new(t)), cancellation);
    });

    /// <summary>The result for the same text, at its present places; null where the function must be captured.</summary>
    public CaptureResult? Find(string hintName, Reach reach)
    {
        if (!entries.TryGetValue(hintName, out var entry) || entry.Reach.Digest != reach.Digest || !entry.Reach.Settings.Equals(reach.Settings)) return null;
        if (!entry.Reach.IsUnmoved(reach)) entry = new(reach, entry.Captured.Moved(place => entry.Reach.Move(place, reach)));
        else if (entry.LastRun == run) return entry.Result;
        entries[hintName] = entry with { LastRun = run };
        return entry.Result;
    }

    /// <summary>Remembers a result, if it depends on nothing else and all its places can be found again.</summary>
    public CaptureResult Keep(string hintName, Reach reach, Captured captured)
    {
        var entry = new Entry(reach, captured) { LastRun = run };
        if (!captured.SeesErrors && captured.Read.All(n => reach.Covers(n.SyntaxTree, n.Span)) && captured.Places.All(reach.Places)) entries[hintName] = entry;
        return entry.Result;
    }

    private sealed record Entry(Reach Reach, Captured Captured)
    {
        public CaptureResult Result { get; } = Captured.ToResult();

        /// <summary>When it was last asked for.</summary>
        public int LastRun { get; init; }
    }
}
