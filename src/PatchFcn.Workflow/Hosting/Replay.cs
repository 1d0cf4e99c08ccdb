using System.Text.Json.Nodes;
using PatchFcn.Core;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Results;

namespace PatchFcn.Workflow.Hosting;

/// <summary>Runs a study again as its manifest says and compares. The second result is kept in memory alone.</summary>
public static class Replay
{
    /// <summary>Runs a result again.</summary>
    /// <param name="resultFolder">The folder with <c>manifest.json</c>.</param>
    /// <param name="studies">The study, or a folder of studies: that with the most files of the manifest is taken.</param>
    /// <param name="modelsFolder">Where model packages lie, by name.</param>
    /// <param name="modelFolder">The model package to use; null: that of the manifest's name.</param>
    /// <param name="progress">Told how far the study has come; may be null.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="UsageException">The folder is no finished result, or its settings are not known here.</exception>
    /// <exception cref="ModelPackageException">The model package is not valid, or has no such grid or operating point.</exception>
    /// <exception cref="DeviceUnavailableException">CUDA was asked for when the result was made, and is not here.</exception>
    public static async Task<ReplayOutcome> RunAsync(
        string resultFolder, string studies, string modelsFolder, string? modelFolder, IProgress<StudyProgress>? progress, CancellationToken cancellation)
    {
        var first = await SealedResult.OpenAsync(resultFolder, cancellation);
        var (manifest, settings) = (first.Manifest, first.Manifest.Settings);
        if (!Enum.TryParse<ScoringGrid>(settings.Grid, ignoreCase: true, out var grid) || !Enum.TryParse<ComputeDevice>(settings.Device, ignoreCase: true, out var device))
            throw new UsageException($"The manifest's grid '{settings.Grid}' or device '{settings.Device}' is not known.");
        var setup = new AnalysisSetup(
            modelFolder ?? Path.Combine(modelsFolder, Path.GetFileName(manifest.Model.Name)), grid, settings.OperatingPoint, device)
        {
            Fractional = settings.Fractional,
            Deidentify = settings.Deidentified,
        };
        using var model = LoadedModel.For(setup);
        var results = new MemoryArtifactStore();
        await TakeAlongPriorsAsync(resultFolder, results, cancellation);
        var study = await StudyChoice.FindAsync(studies, manifest.Inputs, cancellation);
        var outcome = await LocalAnalysis.RunAsync([study], setup.With(model), model, results, progress, cancellation);

        await using var seal = await results.OpenReadAsync($"{outcome.ResultPath}/{ResultNames.Manifest}", cancellation);
        var second = await ResultManifest.ReadAsync(seal, cancellation);
        await using var written = await results.OpenReadAsync($"{outcome.ResultPath}/{ResultNames.Report}", cancellation);
        return await CompareAsync(first, second, await ReadReportAsync(written, cancellation), cancellation);
    }

    /// <summary>The report compares with earlier studies of the patient: those that the store of the result keeps.</summary>
    private static async Task TakeAlongPriorsAsync(string resultFolder, MemoryArtifactStore results, CancellationToken cancellation)
    {
        var folder = Path.GetFullPath(Path.Combine(resultFolder, "..", "..", PriorStudies.Folder));
        if (!Directory.Exists(folder))
            return;
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = $"{PriorStudies.Folder}/{RelativePath.Of(folder, file)}";
            await results.WriteAsync(name, async (stream, token) => await stream.WriteAsync(await File.ReadAllBytesAsync(file, token), token), cancellation);
        }
    }

    private static async Task<ReplayOutcome> CompareAsync(SealedResult first, ResultManifest now, JsonObject reportNow, CancellationToken cancellation)
    {
        var then = first.Manifest;
        var differences = new List<ReplayDifference>();
        foreach (var file in then.Outputs)
            if (!await first.IsIntactAsync(file, cancellation))
                differences.Add(new("on disk", file.Name, file.Sha256, "missing or altered since it was sealed"));

        var reportThen = new JsonObject();
        if (await first.TryOpenAsync(ResultNames.Report, cancellation) is { } report)
        {
            await using (report)
                reportThen = await ReadReportAsync(report, cancellation);
        }

        Compare("software", "version", then.Header.Software, now.Header.Software);
        Compare("model", "name", then.Model.Name, now.Model.Name);
        Compare("model", "sha256", then.Model.Sha256, now.Model.Sha256);
        Compare("settings", "threshold", $"{then.Settings.Threshold}", $"{now.Settings.Threshold}");
        CompareFiles("input", then.Inputs, now.Inputs);
        CompareFiles("output", Untimed(then.Outputs), Untimed(now.Outputs));
        foreach (var member in reportThen.Select(member => member.Key).Union(reportNow.Select(member => member.Key)))
            Compare(ResultNames.Report, member, Text(reportThen[member]), Text(reportNow[member]));
        return new ReplayOutcome(Text(reportThen["score"]), Text(reportNow["score"]), now.Inputs.Count, now.Outputs.Count, differences);

        void Compare(string what, string name, string? one, string? other)
        {
            if (one != other)
                differences.Add(new(what, name, one, other));
        }

        void CompareFiles(string what, IEnumerable<WrittenFile> one, IEnumerable<WrittenFile> other)
        {
            var (before, after) = (one.ToLookup(file => file.Name, file => file.Sha256), other.ToLookup(file => file.Name, file => file.Sha256));
            foreach (var name in before.Select(file => file.Key).Union(after.Select(file => file.Key)))
                Compare(what, name, before[name].FirstOrDefault(), after[name].FirstOrDefault());
        }
    }

    /// <summary>The report holds the times of its run: it is compared member by member.</summary>
    private static IEnumerable<WrittenFile> Untimed(IEnumerable<WrittenFile> files) => files.Where(file => file.Name != ResultNames.Report);

    private static async Task<JsonObject> ReadReportAsync(Stream stream, CancellationToken cancellation)
    {
        var report = (JsonObject)(await JsonNode.ParseAsync(stream, cancellationToken: cancellation))!;
        report.Remove("timings");
        return report;
    }

    private static string? Text(JsonNode? node) => node?.ToJsonString();
}
