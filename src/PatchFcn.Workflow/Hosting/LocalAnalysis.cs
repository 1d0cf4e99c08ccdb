using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Results;
using PatchFcn.Workflow.Sources;
using PatchFcn.Workflow.Steps;

namespace PatchFcn.Workflow.Hosting;

/// <summary>Analyses studies on this machine: the workflow on the embedded engine, with everything between the steps in memory.</summary>
public sealed class LocalAnalysis : IDisposable
{
    private readonly AnalysisSetup _setup;
    private readonly Task<LoadedModel> _model;
    private readonly FolderArtifactStore _results;

    /// <summary>Begins to load the model.</summary>
    /// <param name="setup">How studies are analysed.</param>
    /// <param name="outputFolder">Folder for the results; made when the first is written.</param>
    public LocalAnalysis(AnalysisSetup setup, string outputFolder)
    {
        (_setup, _results) = (setup, new FolderArtifactStore(outputFolder));
        _model = Task.Run(() => LoadedModel.For(setup));
    }

    /// <summary>What the model says of itself.</summary>
    /// <exception cref="ModelPackageException">The model package is not valid, or has no such grid or operating point.</exception>
    /// <exception cref="DeviceUnavailableException">A GPU was asked for and cannot be used.</exception>
    public ModelManifest Model => _model.GetAwaiter().GetResult().Manifest;

    /// <summary>Name and hashes of the model.</summary>
    /// <inheritdoc cref="Model" path="/exception"/>
    public ModelReference Reference => _model.GetAwaiter().GetResult().Reference;

    /// <summary>Full path of a result folder.</summary>
    public string Locate(string resultPath) => _results.Locate(resultPath);

    /// <summary>Analyses one study.</summary>
    /// <param name="paths">Folders, zip archives and files that belong to it.</param>
    /// <param name="progress">Told how far the study has come; may be null.</param>
    /// <param name="cancellation">Stops the analysis; nothing unfinished is left behind.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <inheritdoc cref="Model" path="/exception"/>
    public async Task<StudyOutcome> RunAsync(IReadOnlyList<string> paths, IProgress<StudyProgress>? progress, CancellationToken cancellation)
    {
        var (sources, model) = await ReadAsync(paths, cancellation);
        return await RunAsync(sources, _setup.With(model), model, _results, progress, cancellation);
    }

    /// <summary>Analyses one study by the same steps and hands back what its results would be written from; no file is written.</summary>
    /// <param name="paths">Folders, zip archives and files that belong to it.</param>
    /// <param name="against">Another grid to analyse it on, too; what does not depend on the grid is done once. Null: none.</param>
    /// <param name="cancellation">Stops the analysis.</param>
    /// <returns>The study, and the study on the other grid, under the same instance; null where none was asked for, or the study was not analysed.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <inheritdoc cref="Model" path="/exception"/>
    public async Task<(ExaminedStudy Examined, ExaminedStudy? Against)> ExamineAsync(IReadOnlyList<string> paths, ScoringGrid? against, CancellationToken cancellation)
    {
        var (sources, model) = await ReadAsync(paths, cancellation);
        var work = new MemoryArtifactStore();
        await using var engine = new EmbeddedEngine(
            StudyStepRegistry.Create(sources, model, work, _results), Environment.ProcessorCount, progress: null, cancellation);
        var request = await sources.RequestAsync(LocalUpload.Reference, _setup.With(model), cancellation);
        var run = new StudyRun(engine, request);
        var examined = await AnalyzeAsync(run);
        return (examined, against is { } grid && examined.Report.Status == ReportStatus.Analyzed ? await AnalyzeAsync(run.On(grid)) : null);

        async Task<ExaminedStudy> AnalyzeAsync(StudyRun run)
        {
            var outcome = await StudyWorkflow.AnalyzeAsync(run);
            var studies = new AggregatedStudies(sources, new StrippedStudies(work, model), model, work);
            return new ExaminedStudy(
                await studies.ReadReportAsync(request, cancellation), await studies.ReadImagesAsync(request, outcome.Status, cancellation));
        }
    }

    /// <summary>Analyses one study with a model that is loaded already.</summary>
    internal static Task<StudyOutcome> RunAsync(
        IReadOnlyList<string> paths, AnalysisSettings settings, LoadedModel model, IArtifactStore results, IProgress<StudyProgress>? progress, CancellationToken cancellation) =>
        RunAsync(Sources(paths), settings, model, results, progress, cancellation);

    private static async Task<StudyOutcome> RunAsync(
        SourceStudies sources, AnalysisSettings settings, LoadedModel model, IArtifactStore results, IProgress<StudyProgress>? progress, CancellationToken cancellation)
    {
        var steps = StudyStepRegistry.Create(sources, model, new MemoryArtifactStore(), results);
        await using var engine = new EmbeddedEngine(steps, Environment.ProcessorCount, progress, cancellation);
        return await StudyWorkflow.RunAsync(engine, await sources.RequestAsync(LocalUpload.Reference, settings, cancellation));
    }

    /// <summary>Reads a study, which does not wait until the model is loaded.</summary>
    private async Task<(SourceStudies Sources, LoadedModel Model)> ReadAsync(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        var sources = Sources(paths);
        await sources.GetAsync(LocalUpload.Reference, cancellation);
        return (sources, await _model);
    }

    private static SourceStudies Sources(IReadOnlyList<string> paths) => new(new LocalUpload(paths), new StudyReader(new BuiltInCodec()));

    /// <inheritdoc/>
    public void Dispose() => _model.ContinueWith(loaded => loaded.Result.Dispose(), TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously);
}
