namespace GraphDsl.Generators.Tests.Diagnostics;

/// <summary>Wrong loops: each gives one diagnostic, at the exact expression, that says what is wrong, and no errors elsewhere.</summary>
public sealed class LoopDiagnosticTests
{
    /// <summary>Bodies over v (a vector), m (a matrix), F (a fixed 3 by 4 matrix), s (a scalar), n (a long scalar), Count (a property).</summary>
    public static TheoryData<string, string, string> Bodies => new()
    {
        // Sequences and steps
        { "return T.Map(x => x * 2, [|s|]);", "GDSL0010", "'s' is a scalar and cannot be walked through" },
        { "return T.Scan((q, a) => a + q.Item1, (v, [|s|]), s);", "GDSL0010", "'s' is a scalar and cannot be walked through" },
        { "return T.Scan((x, a) => a + x.Sum(), [|F|], s, nSteps: 4);", "GDSL0011", "'F' is too short for 4 steps: it has 3 elements" },
        { "return T.Scan((x, a) => a + T.Tap(x, 2).Sum(), [|F|], s, nSteps: 2);", "GDSL0011", "of which each step sees 3" },
        { "return T.Scan((x, a) => a + x, [|v|], s, nSteps: v.Shape[0] + 1);", "GDSL0011", "v.Shape[0] + 1 steps" },
        { "return T.Scan((x, a) => a + x, v, s, nSteps: [|-1|]);", "GDSL0011", "The number of steps is -1" },
        { "return T.Scan(a => a * 2, s, [|-3|]);", "GDSL0011", "The number of steps is -3" },
        { "return T.Scan(a => a * 2, s, [|T.Arange(3)|]);", "GDSL0010", "must be a scalar" },
        { "return T.Scan(a => a * 2, s, [|null|]!);", "GDSL0036", "needs nSteps" },
        { "return T.Scan((x, a) => a + x, v, s, truncateGradient: [|-2|]);", "GDSL0036", "truncateGradient is -2" },
        { "return T.Scan((x, a) => a + x, v, s, checkpointEvery: [|Count|]);", "GDSL0026", "'Count'" },
        { "return T.Scan((x, a) => a + x, v, s, name: [|Name|]);", "GDSL0026", "'Name'" },

        // States
        { "return T.Cast<double>(T.Scan((x, a) => [|T.Cast<float>(a + x)|], v, (Expr<double>)s));", "GDSL0009", "elements of type float, but the initial state '(Expr<double>)s' has double" },
        { "return T.Scan((x, a) => [|a + v|], v, (Expr<double>)s);", "GDSL0010", "The new state has shape (v.Shape[0],), but the initial state '(Expr<double>)s' has ()" },
        { "return T.Scan((x, a) => [|F[0]|], v, F[.., 0]);", "GDSL0011", "shape (4,), but the initial state 'F[.., 0]' has (3,)" },
        { "return T.Scan((x, st) => (st.Item1 + x, [|st.Item1 + v|]), v, (s, s)).Item1;", "GDSL0010", "(v.Shape[0],)" },
        { "return T.Scan((x, st) => { var next = st.Item1 + x; return [|next|]; }, v, (s, s));", "GDSL0036", "returns 1 value for 2 states" },
        { "return T.Scan((x, st) => [|(st.Item1, st.Item2)|], v, (s, s, s)).Item1;", "GDSL0036", "returns 2 values for 3 states" },
        { "return T.Scan((x, a) => (a + x, [|v[..T.Cast<long>(x)]|]), v, s).Item1;", "GDSL0036", "differs from step to step" },
        { "return T.Scan<Expr<double>, Expr<double>, Expr<double>>((x, a) => x, v, [|null|]!);", "GDSL0036", "T.Map" },
        { "return T.Reduce((x, a) => (a + x, [|a|]), v, s).Item1;", "GDSL0036", "T.Reduce keeps the last states" },
        { "return T.Scan((x, a) => x, v, [|Other|]);", "GDSL0036", "not over the object 'Other'" },
        { "return T.Scan((x, a) => [|T.Dot(a, F)|], v, v[..2]);", "GDSL0011", "" },

        // Looking back and aside
        { "return T.Scan((x, a) => a + T.Tap(a, -2), v, [|s|]);", "GDSL0010", "looks back to -2, so the initial states are 2 rows" },
        { "return T.Scan((x, a) => a + T.Tap(a, -4), v, [|F[.., 0]|]);", "GDSL0011", "'F[.., 0]' has 3 rows" },
        { "return T.Scan((x, a) => [|a + T.Tap(a, -2) + v|], v, v);", "GDSL0010", "a row of the initial states 'v' has ()" },
        { "return T.Tap([|v|], 1);", "GDSL0036", "'v' is no state and no sequence" },
        { "return T.Scan((x, a) => a + T.Tap([|a * 2|], -1), v, s);", "GDSL0036", "'a * 2' is no state" },
        { "return T.Scan((x, a) => a + T.Tap([|T.Tap(a, -2)|], -1), v, v);", "GDSL0036", "add the offsets" },
        { "return T.Map(x => T.Tap([|T.Tap(x, 1)|], 1), v);", "GDSL0036", "add the offsets" },
        { "return T.Scan((x, a) => a + T.Tap(a, [|1|]), v, s);", "GDSL0036", "no value at +1" },
        { "return T.Scan((x, a) => a + T.Tap(a, [|0|]), v, s);", "GDSL0036", "no value at 0" },
        { "return T.Scan((x, a) => a + T.Tap(a, [|Count|]), v, s);", "GDSL0026", "'Count'" },
        { "return T.Scan([|(x, a) => a.NDim == 1 ? T.Tap(a, -2) : a|], v, v);", "GDSL0036", "differs from one evaluation to the next" },

        // The condition
        { "return T.Scan((x, a) => a + x, v, s, until: (x, a) => [|v > 2|]);", "GDSL0010", "a scalar of type bool" },
        { "return T.Scan((x, a) => a + x, v, s, until: (x, a) => T.Tap([|a|], -1) > 2);", "GDSL0036", "sees the states after the step" },

        // Values of a step outside of it
        { "Expr<double> kept = s; var all = T.Scan((x, a) => { kept = x; return a + x; }, v, s); return all + T.Exp([|kept|]);", "GDSL0036", "'kept' needs a value of one step" },
        { "Expr<double> kept = s; var all = T.Map(x => kept = x, v); return T.Map(y => y * T.Exp([|kept|]), all);", "GDSL0036", "of a loop that has ended" },
        { "Expr<double> kept = s; var all = T.Map(x => kept = x * 2, v); return [|kept|];", "GDSL0036", "return that value from the step" },
        { "Expr<double> kept = s; var all = T.Map(x => kept = x, v); return T.Tap([|kept|], 1);", "GDSL0036", "of a loop that has ended" },
        { "Expr<double> kept = s; return T.Map(r => T.Map(x => kept = x * r[0], r) + T.Abs([|kept|]), m);", "GDSL0036", "of a loop that has ended" },

        // One mistake, one message
        { "var all = T.Scan((x, st) => (st.Item1 + [|T.Dot(F, F)|], st.Item2 * x), v, (s, s), until: (x, st) => st.Item2 > 3); return T.Exp(all.Item1) + all.Item2;", "GDSL0011", "(3, 4)" },
        { "return T.Scan(a => a + T.Tap(a, -2) + [|T.Dot(F, F)|].Sum(), v, 3);", "GDSL0011", "(3, 4)" },
        { "return T.Map(x => T.Scan(a => T.Tap(a, -3) + T.Reduce((y, b) => b + [|F[5, 0]|], v, s), v, 3), v)[0];", "GDSL0012", "5" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Says_what_is_wrong_where_it_is(string body, string id, string message) => DiagnosticTests.Verify($$"""
        [GraphModule]
        public partial class Model
        {
            [Shape(3, 4)] private readonly SharedMatrix<double> F = Shared.Zeros<double>(3, 4);
            public int Count { get; set; } = 3;
            public string Name { get; set; } = "";
            private Model? Other { get; set; }
        #pragma warning disable GDSL0023
            [GraphFunction]
            private Expr<double> RunGraph(Vector<double> v, Matrix<double> m, Scalar<double> s, Scalar<long> n)
            {
                {{body}}
            }
        }
        """, id, message);
}
