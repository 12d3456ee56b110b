using System.Globalization;
using System.Security;
using System.Text;

namespace GraphDsl.Examples;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Points">Its points from left to right; one that is not finite leaves a gap.</param>
internal sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Draws how a quantity goes while a model learns, as SVG.</summary>
internal static class LearningCurves
{
    private const int Width = 640, Height = 400;
    private const int Left = 70, Right = 620, Top = 40, Bottom = 350;

    private static readonly string[] Colours = ["#1f6fb4", "#d9601a", "#2c8c3c", "#b02a37", "#7a4fa3", "#6b5146"];

    /// <summary>Writes a chart to a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="title">Stands above it.</param>
    /// <param name="across">What is counted from left to right.</param>
    /// <param name="curves">The lines; there may be none.</param>
    public static void Write(string path, string title, string across, params IReadOnlyList<Curve> curves) =>
        File.WriteAllText(path, Draw(title, across, curves));

    /// <summary>The text of a chart.</summary>
    public static string Draw(string title, string across, params IReadOnlyList<Curve> curves)
    {
        var points = curves.SelectMany(curve => curve.Points).Where(IsFinite).ToArray();
        var (xs, ys) = (Axis.Over(points.Select(p => p.X)), Axis.Over(points.Select(p => p.Y)));
        var svg = new StringBuilder();
        Line(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12">""");
        Line(svg, $"""<rect width="{Width}" height="{Height}" fill="white"/>""");
        Line(svg, $"""<text x="{(Left + Right) / 2}" y="24" text-anchor="middle" font-size="15">{SecurityElement.Escape(title)}</text>""");
        foreach (var tick in xs.Ticks())
            Line(svg, $"""<text x="{X(tick):0.##}" y="{Bottom + 18}" text-anchor="middle">{tick:0.######}</text>""");
        foreach (var tick in ys.Ticks())
        {
            Line(svg, $"""<path d="M{Left} {Y(tick):0.##}H{Right}" stroke="#ddd"/>""");
            Line(svg, $"""<text x="{Left - 8}" y="{Y(tick) + 4:0.##}" text-anchor="end">{tick:0.######}</text>""");
        }

        Line(svg, $"""<path d="M{Left} {Top}V{Bottom}H{Right}" fill="none" stroke="black"/>""");
        Line(svg, $"""<text x="{(Left + Right) / 2}" y="{Height - 12}" text-anchor="middle">{SecurityElement.Escape(across)}</text>""");
        for (var i = 0; i < curves.Count; i++)
        {
            var colour = Colours[i % Colours.Length];
            Line(svg, $"""<path d="{Path(curves[i].Points)}" fill="none" stroke="{colour}" stroke-width="2" stroke-linecap="round"/>""");
            Line(svg, $"""<text x="{Right}" y="{Top + 16 * i}" text-anchor="end" fill="{colour}">{SecurityElement.Escape(curves[i].Name)}</text>""");
        }

        return svg.Append("</svg>\n").ToString();

        double X(double x) => Left + xs.Share(x) * (Right - Left);
        double Y(double y) => Bottom - ys.Share(y) * (Bottom - Top);

        string Path(IReadOnlyList<(double X, double Y)> curve)
        {
            var path = new StringBuilder();
            var gap = true;
            for (var i = 0; i < curve.Count; gap = !IsFinite(curve[i]), i++)
            {
                if (!IsFinite(curve[i]))
                    continue;
                path.Append(CultureInfo.InvariantCulture, $"{(gap ? 'M' : 'L')}{X(curve[i].X):0.##} {Y(curve[i].Y):0.##}");
                if (gap && (i + 1 == curve.Count || !IsFinite(curve[i + 1])))
                    path.Append("h0"); // a point alone is drawn as a dot
            }

            return path.ToString();
        }
    }

    private static bool IsFinite((double X, double Y) point) => double.IsFinite(point.X) && double.IsFinite(point.Y);

    private static void Line(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    // The numbers from the least to the greatest, with a step that people count in.
    private readonly record struct Axis(double Low, double High)
    {
        private const int MostTicks = 6;

        public static Axis Over(IEnumerable<double> values)
        {
            var all = values.ToArray();
            if (all.Length == 0)
                return new Axis(0, 1);
            var (low, high) = (all.Min(), all.Max());
            var size = Math.Max(Math.Abs(low), Math.Abs(high));
            var margin = high - low > 1e-9 * size ? 0 : Math.Max(size, 1) / 2; // one value lies in the middle
            return new Axis(low - margin, high + margin);
        }

        public double Share(double value) => (value - Low) / (High - Low);

        public IEnumerable<double> Ticks()
        {
            var least = (High - Low) / MostTicks;
            var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
            var step = power * (least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10);
            for (var i = Math.Ceiling(Low / step); i * step <= High; i++)
                yield return i * step;
        }
    }
}
