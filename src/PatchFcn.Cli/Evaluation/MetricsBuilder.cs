using PatchFcn.Core.Evaluation;
using PatchFcn.Dicom.Truth;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;
using PatchFcn.Workflow;

namespace PatchFcn.Cli.Evaluation;

/// <summary>Puts the figures of an evaluation together.</summary>
internal sealed class MetricsBuilder(TruthSet set, IReadOnlyList<JudgedCase> judged, ModelManifest model, AnalysisSetup settings, ScoringGrid? against = null)
{
    /// <summary>No positive study has a label volume that fits.</summary>
    public const string NoLabelVolumes = "noLabelVolumes";

    /// <summary>No label volume holds blood.</summary>
    public const string NoBlood = "noBloodInLabelVolumes";

    /// <summary>Of so few patients the bootstrap says nothing (<see cref="Bootstrap.FewestPatients"/>).</summary>
    public const string FewPatients = "fewPatients";

    private const int Seed = 1;

    private readonly IReadOnlyList<JudgedCase> _analysed = [.. Analysed(judged)];
    private readonly JudgedCase[][] _patients = [.. Analysed(judged).GroupBy(study => study.Truth.Patient).Select(patient => patient.ToArray())];
    private readonly Dictionary<string, string> _undefined = [];

    /// <summary>All figures.</summary>
    public Metrics Build()
    {
        ScoredCase[] scored = [.. _analysed.Select(study => study.Scored)];
        var pixels = Pooled(_analysed);
        var noPixels = _analysed.Any(study => study is { Truth.Positive: true, Result.Pixels: not null }) ? NoBlood : NoLabelVolumes;
        var grid = settings.Grid.ToName();
        var points = model.OperatingPoints[grid].ToDictionary(point => point.Key, point => RocPoint.At(point.Value.Threshold, scored));
        var curve = RocCurve.Of(scored);
        var auc = Named("auc", AucEstimate.Of(scored), Undefined.Why(scored));
        var breakdown = Breakdown.Of(_analysed, points[settings.OperatingPoint].Threshold);
        var classes = PerClass(breakdown);
        if (_patients.Length < Bootstrap.FewestPatients)
            _undefined["bootstrap"] = FewPatients;
        return new Metrics
        {
            Model = new JudgedModel(model.Name, model.Version, model.Sha256, model.IntendedUse, model.Classes),
            Grid = grid,
            TestSet = new JudgedSet(set.Hash(judged.Select(study => study.Result.Sha256)), judged.Count),
            N = scored.Length,
            Positives = scored.Count(study => study.Positive),
            Patients = _patients.Length,
            NotAnalyzed = [.. judged.Where(study => study.Result.Score is null)
                .Select(study => new UnjudgedCase(study.Truth.Name, study.Truth.Positive, study.Result.Reason!))],
            Auc = auc?.Value,
            AucSd = auc?.Sd,
            AucCi = auc?.Ci,
            AucBootstrap = Spread(cases => RocCurve.Of([.. cases.Select(study => study.Scored)])?.Area),
            Dice = Named("dice", pixels?.Dice, noPixels),
            DiceBootstrap = Spread(cases => Pooled(cases)?.Dice),
            DiceMeanPositive = Subgroup.MeanDiceOf(_analysed),
            PixelAp = Named("pixelAp", pixels?.AveragePrecision, noPixels),
            PixelApBootstrap = Spread(cases => Pooled(cases)?.AveragePrecision),
            PixelCases = Tallies(_analysed).Count(),
            FullSensitivity = curve?.AtFullSensitivity,
            NextPoint = curve?.NextAfterFullSensitivity,
            OperatingPoint = settings.OperatingPoint,
            OperatingPoints = points,
            PerClass = classes.ToDictionary(pair => pair.Key, pair => pair.Value?.Value),
            PerClassDetail = classes,
            Calibration = Named("calibration", Calibration.Of(scored), Undefined.NoCases),
            Breakdown = breakdown,
            Against = against is { } other
                ? GridComparison.Of(other.ToName(), _analysed, points[settings.OperatingPoint].Threshold, model.OperatingPoint(other, settings.OperatingPoint).Threshold)
                : null,
            Notes = _analysed.Where(study => study.Result.Note is not null).ToDictionary(study => study.Truth.Name, study => study.Result.Note!),
            Undefined = _undefined,
        };
    }

    private static IEnumerable<JudgedCase> Analysed(IEnumerable<JudgedCase> cases) => cases.Where(study => study.Result.Score is not null);

    /// <summary>The pixels of some cases together; null where none of them is blood, so that marks on negative cases have nothing to be weighed against.</summary>
    private static PixelTally? Pooled(IEnumerable<JudgedCase> cases) =>
        PixelTally.Sum(Tallies(cases)) is var sum && sum.Blood.Any(pixels => pixels > 0) ? sum : null;

    private static IEnumerable<PixelTally> Tallies(IEnumerable<JudgedCase> cases) => cases.Select(study => study.Result.Pixels).OfType<PixelTally>();

    /// <summary>Of a positive case whose classes are not known nobody can say whether it has a class: it is left out here.</summary>
    private Dictionary<string, AucEstimate?> PerClass(Breakdown breakdown)
    {
        if (model.Classes.Count == 1)
            return breakdown.Classes.ToDictionary(part => part.Name, part => Named($"perClass.{part.Name}", part.Auc, Undefined.NoNegatives));
        var known = _analysed.Where(study => !study.Truth.Positive || study.Truth.Classes.Count > 0).ToList();
        return model.Classes.ToDictionary(name => name, name =>
        {
            ScoredCase[] cases = [.. known.Select(study => new ScoredCase(study.Result.ClassScores![name], study.Truth.Classes.Contains(name)))];
            return Named($"perClass.{name}", AucEstimate.Of(cases), Undefined.Why(cases));
        });
    }

    private Spread? Spread(Func<IReadOnlyList<JudgedCase>, double?> figure) => Bootstrap.Of(_patients, figure, Seed);

    private T Named<T>(string figure, T value, string? reason)
    {
        if (value is null)
            _undefined[figure] = reason!;
        return value;
    }
}
