using System.Text;
using System.Text.Json;
using PatchFcn.Cli.Evaluation.Figures;
using PatchFcn.Cli.Evaluation.Tables;
using PatchFcn.Core.Evaluation;

namespace PatchFcn.Cli.Evaluation;

/// <summary>Writes what an evaluation found: <c>metrics.json</c>, tables, figures, and <c>evaluation.md</c> that shows them together.</summary>
internal sealed class EvaluationFiles(string folder, Metrics metrics, IReadOnlyList<JudgedCase> judged, IReadOnlyList<ReaderPoint> readers)
{
    /// <summary>Folder of the pictures of single cases.</summary>
    public const string CasePictures = "cases";

    private readonly double _threshold = metrics.OperatingPoints[metrics.OperatingPoint].Threshold;
    private readonly IReadOnlyList<JudgedCase> _analysed = [.. judged.Where(study => study.Result.Score is not null)];

    /// <summary>Writes all files.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Write()
    {
        File.WriteAllBytes(Path.Combine(folder, "metrics.json"), [.. JsonSerializer.SerializeToUtf8Bytes(metrics, EvaluationJson.Indented), (byte)'\n']);
        ScoredCase[] scored = [.. _analysed.Select(study => study.Scored)];
        var curve = RocCurve.Of(scored);
        var tables = ResultTables.Of(metrics, readers);
        WriteTables([.. tables, ResultTables.Cases(judged, _threshold), .. curve is null ? Array.Empty<ResultTable>() : [ResultTables.Roc(curve)], .. BothGrids()]);
        WriteSummary(tables, WriteFigures(scored, curve));
    }

    private ResultTable[] BothGrids() =>
        metrics.Against is { } other ? [ComparisonTables.Cases(_analysed, _threshold, other.OperatingPoint.Threshold)] : [];

    private void WriteTables(IEnumerable<ResultTable> tables)
    {
        var target = Emptied("tables", "*.csv");
        foreach (var table in tables)
            File.WriteAllText(Path.Combine(target, table.Name + ".csv"), table.ToCsv());
    }

    /// <summary>A folder of the evaluation without what an earlier run has written: a table that there is none of any more would contradict the rest.</summary>
    private string Emptied(string name, params ReadOnlySpan<string> patterns)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder, name));
        foreach (var pattern in patterns)
            foreach (var file in target.EnumerateFiles(pattern))
                file.Delete();
        return target.FullName;
    }

    private IEnumerable<Figure> WriteFigures(ScoredCase[] scored, RocCurve? curve)
    {
        var target = Emptied("figures", "*.png", "*.svg");
        Figure?[] plots =
        [
            .. RocFigure.Write(target, metrics, curve, readers),
            ScoreFigure.Write(target, metrics, scored),
            SizeFigure.Write(target, metrics),
            CalibrationFigure.Write(target, metrics),
        ];
        var panels = new PanelFigure(target, Path.Combine(folder, CasePictures), _threshold);
        return [.. plots.OfType<Figure>(), .. panels.Write(_analysed)];
    }

    /// <summary>Why there is no bootstrap, and what the other intervals are worth where patients have several scans; empty where there is nothing to say.</summary>
    private string OfPatients()
    {
        var (isFew, isSeveral) = (metrics.N > 0 && metrics.Patients < Bootstrap.FewestPatients, metrics.Patients < metrics.N);
        if (!isFew && !isSeveral)
            return "";
        var bootstrap = isFew ? $"; under {Bootstrap.FewestPatients} there is no bootstrap." : ".";
        var intervals = !isSeveral ? ""
            : isFew ? " The intervals that are left, DeLong's too, hold for copies of these scans, not for patients."
            : " The bootstrap draws patients; the other intervals, DeLong's too, take each scan for one of another patient, and may be too narrow.";
        return $"Patients: {metrics.Patients}{bootstrap}{intervals}\n\n";
    }

    private void WriteSummary(IEnumerable<ResultTable> tables, IEnumerable<Figure> figures)
    {
        var text = new StringBuilder()
            .Append($"# {metrics.Model.Name} {metrics.Model.Version}, grid {metrics.Grid}\n\n")
            .Append($"Model {metrics.Model.Sha256[..12]}, intended use: {metrics.Model.IntendedUse}. Test set {metrics.TestSet.Sha256[..12]}, {metrics.TestSet.Cases} cases. ")
            .Append($"Called positive at a score of {Text.Of(_threshold, "R")} or more (`{metrics.OperatingPoint}`). Not for diagnostic use.\n\n")
            .Append(OfPatients());
        foreach (var table in tables)
            text.Append(table.ToMarkdown()).Append('\n');
        foreach (var figure in figures)
            text.Append($"![{figure.Caption}](figures/{figure.Name}.png)\n\n{figure.Caption}\n\n");
        File.WriteAllText(Path.Combine(folder, "evaluation.md"), text.ToString());
    }
}
