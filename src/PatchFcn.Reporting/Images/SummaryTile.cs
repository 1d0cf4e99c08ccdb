using PatchFcn.Reporting.Reports;
using SkiaSharp;
using static System.FormattableString;

namespace PatchFcn.Reporting.Images;

/// <summary>The report in one picture of 512 by 512: verdict, score, volumes, findings, model.</summary>
internal sealed class SummaryTile
{
    private const int Side = 512;
    private const int Margin = 20;
    private const int MostFindings = 4;
    private const int Foot = Side - Margin - 40;
    private const uint Grey = 0xB0B8C4;
    private const uint Amber = 0xFFB02E;
    private const uint Red = 0xFF6B6B;

    private readonly Annotations _annotations;
    private float _line = Margin;
    private bool _isFull;

    private SummaryTile(SKCanvas canvas) => _annotations = new Annotations(canvas);

    /// <summary>Draws the tile; the caller disposes of it.</summary>
    internal static SKSurface Draw(StudyReport report)
    {
        var surface = SKSurface.Create(new SKImageInfo(Side, Side, SKColorType.Bgra8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(new SKColor(0xFF14181E));
        new SummaryTile(surface.Canvas).Write(report);
        return surface;
    }

    private void Write(StudyReport report)
    {
        var verdict = Verdict.Of(report);
        Add("NOT FOR DIAGNOSTIC USE", 24, Amber);
        Add(verdict.Headline, 26, verdict.Tone switch { "alarm" => Red, "quiet" => 0xFFFFFFu, _ => Amber });
        _line += 6;
        Add(verdict.Reason, 16, Grey);
        _line += 10;
        if (report.VolumeMl is { } volume)
            Add($"Volume {Millilitres.Text(volume)} mL", 18);
        foreach (var found in report.Classes ?? [])
            if (found.VolumeMl > 0)
                Add($"{ClassStyle.Of(found.Name).Title} {Millilitres.Text(found.VolumeMl)} mL", 16, ClassStyle.Of(found.Name).Color);
        _line += 10;
        foreach (var finding in Evidence.Shown(report, MostFindings))
            Add(Describe(finding), 14);
        if (report.Findings?.Count > MostFindings)
            Add(Invariant($"and {report.Findings.Count - MostFindings} more"), 14);
        if (_isFull)
            _annotations.Text("NOT ALL OF IT FITS HERE: SEE THE REPORT", Margin, Foot, 14, color: Amber);
        _annotations.Text($"PatchFcn, {report.Model.Name} {report.Model.Version} ({report.Model.IntendedUse})", Margin, Side - Margin - 20, 13, color: Grey);
        _annotations.Text("Computed picture. Read the source images.", Margin, Side - Margin, 13, color: Grey);
    }

    private static string Describe(ReportedFinding finding) => Invariant(
        $"{finding.Id} {ClassStyle.Of(finding.Class).Title}, {finding.SideInWords}, {Millilitres.Text(finding.VolumeMl)} mL, {finding.Slices.InWords}");

    /// <summary>Adds a paragraph, broken between words where it is too wide; what would run into the foot is left out, and the foot says so.</summary>
    private void Add(string text, float size, uint color = 0xFFFFFF)
    {
        using var font = new SKFont(ReportFont.Typeface, size);
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (font.MeasureText(longer) <= Side - 2 * Margin)
            {
                line = longer;
                continue;
            }

            AddLine(line, size, color);
            line = word;
        }

        AddLine(line, size, color);
    }

    private void AddLine(string line, float size, uint color)
    {
        _isFull |= _line + 1.35f * size > Foot - 20;
        if (_isFull)
            return;
        _line += 1.35f * size;
        _annotations.Text(line, Margin, _line, size, color: color);
    }
}
