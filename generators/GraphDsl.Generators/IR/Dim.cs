using System.Globalization;
using System.Text;

namespace GraphDsl.Generators.IR;

/// <summary>
/// A size, an offset or an index known at build time up to symbols: a polynomial with integer coefficients over
/// <see cref="DimAtom"/>s, in a normal form, so that <c>(index + 1) * 600 - index * 600</c> is the constant 600.
/// </summary>
internal sealed class Dim : IEquatable<Dim>
{
    private readonly int hash;
    private readonly Term[] terms; // sorted by the key of the monomial, no zero coefficients

    private Dim(Term[] terms)
    {
        this.terms = terms;
        Key = Print(terms);
        hash = Key.GetHashCode();
    }

    public static Dim Zero { get; } = new([]);

    public static Dim One { get; } = Constant(1);

    /// <summary>The canonical text; two dimensions are equal exactly when their keys are.</summary>
    public string Key { get; }

    public bool IsConstant => terms.Length == 0 || (terms.Length == 1 && terms[0].Atoms.Count == 0);

    public bool IsOne => IsConstant && Value == 1;

    public bool IsZero => terms.Length == 0;

    /// <summary>The value of a constant.</summary>
    public long Value => IsConstant ? terms.Length == 0 ? 0 : terms[0].Coefficient
        : throw new InvalidOperationException($"{Key} is not constant");

    public IReadOnlyList<Term> Terms => terms;

    public static Dim Constant(long value) => value == 0 && Zero is not null ? Zero : value == 1 && One is not null ? One
        : new(value == 0 ? [] : [new(value, default)]);

    public static Dim Of(DimAtom atom) => new([new(1, EquatableArray.Of(atom))]);

    public static implicit operator Dim(long value) => Constant(value);

    public static Dim operator +(Dim a, Dim b)
    {
        if (a.IsZero) return b;
        if (b.IsZero) return a;
        if (a.IsConstant && b.IsConstant) return Constant(a.Value + b.Value);
        return Normalise(a.terms.Concat(b.terms));
    }

    public static Dim operator -(Dim a) => a.IsConstant ? Constant(-a.Value) : new([.. a.terms.Select(t => t with { Coefficient = -t.Coefficient })]);

    public static Dim operator -(Dim a, Dim b) => a + -b;

    public static Dim operator *(Dim a, Dim b)
    {
        if (a.IsZero || b.IsOne) return a;
        if (b.IsZero || a.IsOne) return b;
        if (a.IsConstant && b.IsConstant) return Constant(a.Value * b.Value);
        if (a.IsConstant) return b.Scale(a.Value);
        if (b.IsConstant) return a.Scale(b.Value);
        return Normalise(from s in a.terms from t in b.terms select new Term(s.Coefficient * t.Coefficient, Merge(s.Atoms, t.Atoms)));
    }

    /// <summary>The quotient rounded down; exact where <paramref name="b"/> divides every term.</summary>
    public static Dim FloorDivide(Dim a, Dim b)
    {
        if (TryDivideExact(a, b) is { } exact) return exact;
        if (a.IsConstant && b.IsConstant && b.Value != 0)
            return Constant((long)Math.Floor((decimal)a.Value / b.Value));
        return Of(DimAtom.Call(DimFunction.FloorDivide, a, b));
    }

    public static Dim CeilingDivide(Dim a, long b) => b == 1 ? a : FloorDivide(a + (b - 1), b);

    public static Dim Max(Dim a, Dim b) => Fold(DimFunction.Max, a, b, Math.Max);

    public static Dim Min(Dim a, Dim b) => Fold(DimFunction.Min, a, b, Math.Min);

    /// <summary>The size of two dimensions broadcast together: the one that is not 1.</summary>
    public static Dim Broadcast(Dim a, Dim b)
    {
        if (a.Equals(b) || b.IsOne) return a;
        if (a.IsOne) return b;
        if (a.IsConstant) return a; // the other must be the same, or 1: checked at the call
        if (b.IsConstant) return b;
        // In a fixed order and without repetition, so that every way to broadcast the same sizes has one form.
        var sizes = new SortedSet<Dim>(Comparer<Dim>.Create((x, y) => string.CompareOrdinal(x.Key, y.Key)));
        AddBroadcast(a, sizes);
        AddBroadcast(b, sizes);
        return sizes.Aggregate((x, y) => Of(DimAtom.Call(DimFunction.Broadcast, x, y)));
    }

    private static void AddBroadcast(Dim dim, ISet<Dim> sizes)
    {
        if (dim.terms.Length == 1 && dim.terms[0] is { Coefficient: 1, Atoms: { Count: 1 } atoms } && atoms[0].Function == DimFunction.Broadcast
            && atoms[0].Kind == DimAtomKind.Call)
        {
            foreach (var argument in atoms[0].Arguments) AddBroadcast(argument, sizes);
        }
        else
        {
            sizes.Add(dim);
        }
    }

    /// <summary>0 where the dimension is 1, else 1.</summary>
    public static Dim NotOne(Dim a) => a.IsConstant ? a.IsOne ? Zero : One : Of(DimAtom.Call(DimFunction.NotOne, a, a));

    /// <summary>An index that counts from the end where it is negative.</summary>
    public static Dim Wrap(Dim index, Dim length)
    {
        if (index.IsConstant) return index.Value < 0 ? length + index : index;
        return index.IsSurelyNonNegative ? index : Of(DimAtom.Call(DimFunction.Wrap, index, length));
    }

    /// <summary>The quotient where <paramref name="b"/> has one term and divides every term of <paramref name="a"/>.</summary>
    public static Dim? TryDivideExact(Dim a, Dim b)
    {
        if (a.Equals(b) && !a.IsZero) return One;
        if (b.terms.Length != 1) return null;
        var divisor = b.terms[0];
        var quotient = new List<Term>();
        foreach (var term in a.terms)
        {
            if (term.Coefficient % divisor.Coefficient != 0) return null;
            var atoms = term.Atoms.ToList();
            foreach (var atom in divisor.Atoms)
                if (!atoms.Remove(atom)) return null;
            quotient.Add(new(term.Coefficient / divisor.Coefficient, atoms.ToEquatable()));
        }
        return Normalise(quotient);
    }

    /// <summary>True where the value cannot be negative: sizes are not, sums and products of sizes are not.</summary>
    public bool IsSurelyNonNegative => terms.All(t => t.Coefficient > 0 && t.Atoms.All(a => a.IsSize));

    /// <summary>True where the two differ for every value of the symbols.</summary>
    public static bool SurelyDiffer(Dim a, Dim b)
    {
        if (a.IsConstant && b.IsConstant) return a.Value != b.Value;
        // A difference is constant only where both have the same terms with atoms.
        if (a.IsConstant || b.IsConstant || a.Equals(b) || a.AtomTerms != b.AtomTerms) return false;
        var difference = a - b;
        return difference.IsConstant && difference.Value != 0;
    }

    /// <summary>Replaces every atom, inside of functions too.</summary>
    public Dim Map(Func<DimAtom, Dim> replace)
    {
        if (IsConstant) return this;
        var result = Zero;
        foreach (var term in terms)
        {
            Dim product = term.Coefficient;
            foreach (var atom in term.Atoms) product *= atom.Map(replace);
            result += product;
        }
        return result;
    }

    /// <summary>All atoms, those inside of functions included.</summary>
    public IEnumerable<DimAtom> Atoms() => terms.SelectMany(t => t.Atoms).SelectMany(a => a.WithArguments());

    public bool Equals(Dim? other) => ReferenceEquals(this, other) || (other is not null && hash == other.hash && Key == other.Key);

    public override bool Equals(object? obj) => Equals(obj as Dim);

    public override int GetHashCode() => hash;

    public override string ToString() => Key;

    private int AtomTerms => terms.Length > 0 && terms[terms.Length - 1].Atoms.Count == 0 ? terms.Length - 1 : terms.Length;

    private Dim Scale(long factor) => new([.. terms.Select(t => t with { Coefficient = t.Coefficient * factor })]);

    private static Dim Fold(DimFunction function, Dim a, Dim b, Func<long, long, long> constant)
    {
        if (a.Equals(b)) return a;
        var difference = a - b;
        if (difference.IsConstant) return constant(difference.Value, 0) == difference.Value ? a : b;
        return string.CompareOrdinal(a.Key, b.Key) < 0 ? Of(DimAtom.Call(function, a, b)) : Of(DimAtom.Call(function, b, a));
    }

    private static Dim Normalise(IEnumerable<Term> terms) => new([.. terms
        .GroupBy(t => t.Atoms)
        .Select(g => new Term(g.Sum(t => t.Coefficient), g.Key))
        .Where(t => t.Coefficient != 0)
        .OrderByDescending(t => t.Atoms.Count)
        .ThenBy(t => string.Join("*", t.Atoms.Select(a => a.Key)), StringComparer.Ordinal)]);

    private static EquatableArray<DimAtom> Merge(EquatableArray<DimAtom> a, EquatableArray<DimAtom> b) =>
        a.Concat(b).OrderBy(x => x.Key, StringComparer.Ordinal).ToEquatable();

    private static string Print(Term[] terms)
    {
        if (terms.Length == 0) return "0";
        var text = new StringBuilder();
        foreach (var (coefficient, atoms) in terms)
        {
            if (text.Length > 0) text.Append(coefficient < 0 ? " - " : " + ");
            else if (coefficient < 0) text.Append('-');
            decimal magnitude = Math.Abs((decimal)coefficient);
            if (magnitude != 1 || atoms.Count == 0)
                text.Append(magnitude.ToString(CultureInfo.InvariantCulture)).Append(atoms.Count > 0 ? " * " : "");
            text.Append(string.Join(" * ", atoms.Select(a => a.Key)));
        }
        return text.ToString();
    }

    /// <summary>A coefficient times a product of atoms.</summary>
    internal readonly record struct Term(long Coefficient, EquatableArray<DimAtom> Atoms);
}
