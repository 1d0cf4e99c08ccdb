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
        WriteTables([.. tables, ResultTables.Cases(judged, _threshold), .. curve is null ? Array.Empty<ResultTable>() : [ResultTables.Roc(curve)]]);
        WriteSummary(tables, WriteFigures(scored, curve));
    }

    private void WriteTables(IEnumerable<ResultTable> tables)
    {
        Directory.CreateDirectory(Path.Combine(folder, "tables"));
        foreach (var table in tables)
            File.WriteAllText(Path.Combine(folder, "tables", table.Name + ".csv"), table.ToCsv());
    }

    private IEnumerable<Figure> WriteFigures(ScoredCase[] scored, RocCurve? curve)
    {
        var target = Path.Combine(folder, "figures");
        Directory.CreateDirectory(target);
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

    /// <summary>Why there is no bootstrap, and what the other intervals are then worth; empty where there is one.</summary>
    private string FewPatients()
    {
        if (metrics.N == 0 || metrics.Patients >= Bootstrap.FewestPatients)
            return "";
        var copies = metrics.Patients < metrics.N ? " The intervals that are left, DeLong's too, hold for copies of these scans, not for patients." : "";
        return $"Patients: {metrics.Patients}; under {Bootstrap.FewestPatients} there is no bootstrap.{copies}\n\n";
    }

    private void WriteSummary(IEnumerable<ResultTable> tables, IEnumerable<Figure> figures)
    {
        var text = new StringBuilder()
            .Append($"# {metrics.Model.Name} {metrics.Model.Version}, grid {metrics.Grid}\n\n")
            .Append($"Model {metrics.Model.Sha256[..12]}, intended use: {metrics.Model.IntendedUse}. Test set {metrics.TestSet.Sha256[..12]}, {metrics.TestSet.Cases} cases. ")
            .Append($"Called positive at a score of {Text.Of(_threshold)} or more (`{metrics.OperatingPoint}`). Not for diagnostic use.\n\n")
            .Append(FewPatients());
        foreach (var table in tables)
            text.Append(table.ToMarkdown()).Append('\n');
        foreach (var figure in figures)
            text.Append($"![{figure.Caption}](figures/{figure.Name}.png)\n\n{figure.Caption}\n\n");
        File.WriteAllText(Path.Combine(folder, "evaluation.md"), text.ToString());
    }
}
