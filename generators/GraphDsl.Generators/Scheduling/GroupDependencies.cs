using GraphDsl.Generators.IR;

namespace GraphDsl.Generators.Scheduling;

/// <summary>
/// Which groups wait for which, also through others, while groups are merged. The groups that each one waits for are bits, so that
/// a merge costs an operation a word and not a search.
/// </summary>
internal sealed class GroupDependencies
{
    private readonly Dictionary<Group, int> numbers = [];
    private readonly List<HashSet<Group>> direct = [];
    private readonly List<HashSet<Group>> users = [];
    private readonly ulong[][] all;

    /// <param name="groups">The groups in order.</param>
    /// <param name="dependencies">The groups whose results a group reads.</param>
    public GroupDependencies(IReadOnlyList<Group> groups, Func<Group, IEnumerable<Group>> dependencies)
    {
        foreach (var group in groups)
        {
            numbers.Add(group, numbers.Count);
            users.Add([]);
        }
        foreach (var group in groups)
        {
            direct.Add([.. dependencies(group)]);
            foreach (var other in direct[direct.Count - 1]) users[numbers[other]].Add(group);
        }
        all = [.. groups.Select(_ => new ulong[(groups.Count + 63) / 64])];
        bool changes = true;
        while (changes) // once or twice: groups stand nearly in the order of their nodes
        {
            changes = false;
            for (int i = 0; i < direct.Count; i++)
                foreach (var other in direct[i]) changes |= Include(i, numbers[other]);
        }
    }

    /// <summary>The place of a group in the order of all.</summary>
    public int Number(Group group) => numbers[group];

    public HashSet<Group> Of(Group group) => direct[numbers[group]];

    /// <summary>True where <paramref name="to"/> waits for <paramref name="from"/>, at least through others.</summary>
    public bool IsReachable(Group from, Group to) => Has(numbers[to], numbers[from]);

    /// <summary>True where <paramref name="to"/> waits for another group that waits for <paramref name="from"/>.</summary>
    public bool IsReachableThroughOthers(Group from, Group to)
    {
        foreach (var other in Of(to))
            if (other != from && IsReachable(from, other)) return true;
        return false;
    }

    /// <summary>One group takes in another.</summary>
    /// <param name="dependencies">What the two together read.</param>
    public void Merge(Group from, Group into, IEnumerable<Group> dependencies)
    {
        var (old, now) = (numbers[from], numbers[into]);
        foreach (var other in direct[old]) users[numbers[other]].Remove(from);
        foreach (var other in direct[now]) users[numbers[other]].Remove(into);
        foreach (var user in users[old])
        {
            direct[numbers[user]].Remove(from);
            if (user == into) continue;
            direct[numbers[user]].Add(into);
            users[now].Add(user);
        }
        users[now].Remove(from);
        users[old].Clear();
        direct[old].Clear();
        direct[now] = [.. dependencies];
        foreach (var other in direct[now]) users[numbers[other]].Add(into);

        for (int word = 0; word < all[now].Length; word++) all[now][word] |= all[old][word];
        Clear(now, old);
        Clear(now, now);
        for (int i = 0; i < all.Length; i++)
        {
            if (i == now || i == old || !(Has(i, old) || Has(i, now))) continue;
            Clear(i, old);
            Include(i, now);
        }
    }

    private bool Has(int group, int other) => (all[group][other / 64] >> (other % 64) & 1) != 0;

    private void Clear(int group, int other) => all[group][other / 64] &= ~(1UL << (other % 64));

    /// <summary>Adds a group and all that it waits for; true where that is news.</summary>
    private bool Include(int group, int other)
    {
        bool changes = !Has(group, other);
        all[group][other / 64] |= 1UL << (other % 64);
        for (int word = 0; word < all[group].Length; word++)
        {
            changes |= (all[other][word] & ~all[group][word]) != 0;
            all[group][word] |= all[other][word];
        }
        return changes;
    }
}
