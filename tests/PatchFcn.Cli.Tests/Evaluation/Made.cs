using PatchFcn.Cli.Evaluation;
using PatchFcn.Core.Evaluation;
using PatchFcn.Core.Patches;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Dicom.Truth;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;
using PatchFcn.Workflow;

namespace PatchFcn.Cli.Tests.Evaluation;

/// <summary>Judged cases and models made up for tests.</summary>
internal static class Made
{
    public static JudgedCase Case(
        string name, bool positive, double? score, string classes = "", double? ml = null, string maker = "", string type = "", PixelTally? pixels = null,
        string? patient = null)
    {
        var truth = new TruthCase(name, name, positive, classes.Split('+', StringSplitOptions.RemoveEmptyEntries), ml, maker, patient ?? name, type);
        var scores = score is { } value ? new Dictionary<string, double> { ["hemorrhage"] = value, ["sdh"] = value, ["edh"] = 1 - value } : null;
        return new JudgedCase(truth, new CaseResult(name, "00", score, scores, null, null, pixels, score is null ? "noHeadCtSeries" : null, null));
    }

    /// <summary>Twenty studies of each patient, of both kinds and with some mistakes.</summary>
    public static JudgedCase[] Patients(int count) =>
        [.. Enumerable.Range(0, 20 * count).Select(i => Case($"c{i}", i % 2 == 0, i % 3 / 2.0, patient: $"p{i / 20}"))];

    public static Metrics Metrics(IReadOnlyList<JudgedCase> cases, params string[] classes)
    {
        var set = new TruthSet([.. cases.Select(study => study.Truth)], "00");
        var settings = new AnalysisSetup("", ScoringGrid.Exact, ModelPackage.DefaultOperatingPoint, ComputeDevice.Cpu);
        return new MetricsBuilder(set, cases, Model(classes.Length == 0 ? ["hemorrhage"] : classes), settings).Build();
    }

    private static ModelManifest Model(string[] classes) => new(
        "made-up", "1.0.0", new string('0', 64), 240, 80, 3, new HuWindow(0, 80), 0, null, null, null, EdgeRule.Repeat, classes,
        new Dictionary<string, IReadOnlyDictionary<string, OperatingPoint>>
        {
            ["exact"] = new Dictionary<string, OperatingPoint> { ["default"] = new(0.5, null, null, "nothing") },
        },
        "demonstration",
        "nothing");
}
