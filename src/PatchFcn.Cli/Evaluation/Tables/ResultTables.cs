using PatchFcn.Core.Evaluation;

namespace PatchFcn.Cli.Evaluation.Tables;

/// <summary>The tables of an evaluation.</summary>
internal static class ResultTables
{
    /// <summary>All tables, the summary first.</summary>
    public static IReadOnlyList<ResultTable> Of(Metrics metrics, IReadOnlyList<ReaderPoint> readers)
    {
        IEnumerable<ResultTable> tables =
        [
            Summary(metrics),
            OperatingPoints(metrics, readers),
            .. metrics.Against is { } other ? [ComparisonTables.Summary(metrics, other)] : Array.Empty<ResultTable>(),
            new("classes", "Area under the ROC curve by class (as the paper's table 1)", ["class", "AUC ± SD (95 % CI)"],
                [.. metrics.PerClassDetail.Select(pair => new[] { pair.Key, Text.Of(pair.Value) }), ["any", Text.Of(Auc(metrics))]]),
            Parts("sizes", "By volume of blood, against all negative cases", "volume", metrics.Breakdown.Sizes),
            Parts("bleeds", "By class of blood, against all negative cases", "class", metrics.Breakdown.Classes),
            Parts("types", "By type of case", "type", metrics.Breakdown.Types),
            Parts("manufacturers", "By manufacturer (as the paper's table 2)", "manufacturer", metrics.Breakdown.Manufacturers),
            new("calibration", "Calibration", ["mean score", "positive"],
                [.. (metrics.Calibration?.Bins ?? []).Select(bin => new[] { Text.Of(bin.MeanScore), Text.Of(bin.Positive) })]),
            new("not-analysed", "Not analysed", ["case", "positive", "reason"],
                [.. metrics.NotAnalyzed.Select(study => new[] { study.Case, study.Positive ? "yes" : "no", study.Reason })]),
            new("notes", "Label volumes that could not be used, or contradict the table", ["case", "what is wrong"],
                [.. metrics.Notes.Select(note => new[] { note.Key, note.Value })]),
        ];
        return [.. tables.Where(table => table.Rows.Count > 0)];
    }

    /// <summary>Every case with what is true and what was found.</summary>
    public static ResultTable Cases(IEnumerable<JudgedCase> judged, double threshold) => new(
        "cases",
        "Cases",
        ["case", "positive", "classes", "type", "manufacturer", "volumeMl", "score", "called", "foundMl", "dice", "reason", "note"],
        [.. judged.Select(study => new[]
        {
            study.Truth.Name,
            Text.Flag(study.Truth.Positive),
            string.Join('+', study.Truth.Classes),
            study.Truth.Type,
            study.Truth.Manufacturer,
            Text.OrEmpty(study.TruthMl),
            Text.OrEmpty(study.Result.Score, "R"),
            study.Result.Score is { } score ? Text.Flag(score >= threshold) : "",
            Text.OrEmpty(study.Result.VolumeMl),
            Text.OrEmpty(study.Result.Pixels?.Dice),
            study.Result.Reason ?? "",
            study.Result.Note ?? "",
        })]);

    /// <summary>The points of the ROC curve.</summary>
    public static ResultTable Roc(RocCurve curve) => new(
        "roc",
        "ROC curve",
        ["threshold", "sensitivity", "specificity"],
        [.. curve.Points.Skip(1).Select(point => new[] { Text.Of(point.Threshold, "R"), Text.Of(point.Sensitivity.Value, "R"), Text.Of(point.Specificity.Value, "R") })]);

    private static AucEstimate? Auc(Metrics metrics) => metrics.Auc is { } auc ? new(auc, metrics.AucSd, metrics.AucCi) : null;

    private static ResultTable Summary(Metrics metrics) => new(
        "summary",
        "Summary",
        ["figure", "value", "bootstrap 95 % CI"],
        [
            ["cases analysed, of them positive", $"{metrics.N}, {metrics.Positives}", ""],
            ["patients", Text.Of(metrics.Patients), ""],
            ["not analysed, of them positive", $"{metrics.NotAnalyzed.Count}, {metrics.NotAnalyzed.Count(study => study.Positive)}", ""],
            ["examination AUC ± SD (DeLong 95 % CI)", Text.Of(Auc(metrics)), Text.Of(metrics.AucBootstrap?.Ci)],
            [$"Dice over all pixels of {metrics.PixelCases} studies", Text.Of(metrics.Dice), Text.Of(metrics.DiceBootstrap?.Ci)],
            ["mean Dice of positive studies", Text.Of(metrics.DiceMeanPositive), ""],
            ["pixel average precision", Text.Of(metrics.PixelAp), Text.Of(metrics.PixelApBootstrap?.Ci)],
            ["expected calibration error", Text.Of(metrics.Calibration?.ExpectedError), ""],
            ["Brier score", Text.Of(metrics.Calibration?.Brier), ""],
            .. metrics.Undefined.Select(missing => new[] { missing.Key, $"does not exist: {missing.Value}", "" }),
        ]);

    private static ResultTable OperatingPoints(Metrics metrics, IReadOnlyList<ReaderPoint> readers) => new(
        "operating-points",
        "Operating points: share (cases; Wilson's 95 % CI) and Clopper and Pearson's",
        ["point", "threshold", "sensitivity", "exact", "specificity", "exact"],
        [
            .. metrics.OperatingPoints.Select(point => Point($"{metrics.Model.Name}: {point.Key}", point.Value)),
            .. metrics.FullSensitivity is { } full ? [Point("highest specificity at sensitivity 1", full)] : Array.Empty<string[]>(),
            .. metrics.NextPoint is { } next ? [Point("next point", next)] : Array.Empty<string[]>(),
            .. readers.Select(reader => new[] { reader.Name, Text.None, Text.Of(reader.Sensitivity), Text.None, Text.Of(reader.Specificity), Text.None }),
        ]);

    private static string[] Point(string name, RocPoint point) =>
    [
        name,
        Text.Of(point.Threshold),
        Text.Of(point.Sensitivity),
        Text.Of(point.Sensitivity.ClopperPearson),
        Text.Of(point.Specificity),
        Text.Of(point.Specificity.ClopperPearson),
    ];

    private static ResultTable Parts(string name, string title, string column, IEnumerable<Subgroup> parts) => new(
        name,
        title,
        [column, "positive / all", "AUC ± SD (95 % CI)", "sensitivity", "specificity", "mean Dice"],
        [.. parts.Where(part => part.N > 0).Select(part => new[]
        {
            part.Name, $"{part.Positives} / {part.N}", Text.Of(part.Auc), Text.Of(part.Sensitivity), Text.Of(part.Specificity), Text.Of(part.MeanDice),
        })]);
}
