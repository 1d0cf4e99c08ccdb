using PatchFcn.Inference.Scoring;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Results;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Steps;

/// <summary>Seals a result: the manifest, then the pointer to the newest result of the study. What has no manifest is not finished.</summary>
internal sealed class SealStep(SourceStudies sources, LoadedModel model, IArtifactStore work, IArtifactStore results)
{
    public async Task<StepResult<WrittenResult>> RunAsync(SealRequest request, CancellationToken cancellation)
    {
        var source = await sources.GetAsync(request.Study, cancellation);
        var settings = request.Study.Settings;
        var manifest = new ResultManifest(
            new ManifestHeader("1.0", $"PatchFcn {SoftwareVersion.Current}", DateTime.UtcNow),
            request.Study.InstanceId,
            settings.Model,
            new ManifestSettings(
                settings.Grid.ToName(), settings.OperatingPoint, model.OperatingPoint(settings).Threshold, model.AskedDevice)
            {
                Fractional = settings.Fractional,
                Deidentified = settings.Deidentify,
            },
            [.. source.Reading.Ledger.Where(entry => entry.Sha256 is not null).Select(entry => new WrittenFile(entry.File, entry.Sha256!))],
            request.Files);

        await DeleteOthersAsync(request.Outcome.ResultPath, request.Files, cancellation);
        var files = new ResultFiles(results, request.Outcome.ResultPath);
        await files.WriteAsync(ResultNames.Manifest, manifest.WriteAsync, cancellation);
        var (study, instance) = StudyNames.PartsOf(request.Outcome.ResultPath);
        await results.WriteJsonAsync($"{study}/latest.json", new { instance }, cancellation);
        var report = await work.ReadReportAsync(request.Study.InstanceId, source, cancellation);
        await new PriorStudies(results).KeepAsync(source, request.Study, report, cancellation);
        return files.Written;
    }

    /// <summary>Deletes what another run of the same instance has left, one that was stopped or that another version made: a segmentation beside a report of a study that was not analysed would be taken for its own.</summary>
    private async Task DeleteOthersAsync(string resultPath, IReadOnlyList<WrittenFile> files, CancellationToken cancellation)
    {
        var own = files.Select(file => file.Name).ToHashSet();
        await foreach (var artifact in results.ListAsync(resultPath, cancellation))
            if (artifact.Path[(resultPath.Length + 1)..] is var name && !own.Contains(name) && ResultNames.IsOfAFormat(name))
                await results.DeleteAsync(artifact.Path, cancellation);
    }
}
