using PatchFcn.Dicom.Reading;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Delivery;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Sources;
using PatchFcn.Workflow.Steps;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Hosting;

/// <summary>Everything a host of studies is made of, whichever engine runs the steps.</summary>
public sealed class StudyServices : IDisposable
{
    private readonly SourceStudies _sources;
    private readonly bool _delivers;
    private long _finished;

    /// <summary>Loads the model and puts the rest together.</summary>
    /// <param name="analysis">How studies are analysed.</param>
    /// <param name="storage">Where everything is.</param>
    /// <param name="sinks">Who is told.</param>
    /// <param name="policy">What they are told.</param>
    /// <param name="reader">Reads uploads.</param>
    /// <param name="studiesInMemory">Studies at work at the same time, at least 1.</param>
    /// <param name="clock">The time.</param>
    /// <param name="receiver">Archive that gets the DICOM objects of every study; null: none.</param>
    /// <exception cref="ModelPackageException">The model package is not valid, or has no such grid or operating point.</exception>
    /// <exception cref="DeviceUnavailableException">CUDA was asked for and cannot be used.</exception>
    public StudyServices(
        LocalAnalysisSettings analysis, StudyStorage storage, IReadOnlyList<IAlertSink> sinks, AlertPolicy policy, StudyReader reader, int studiesInMemory, TimeProvider clock,
        StowClient? receiver = null)
    {
        (Storage, Clock, _delivers) = (storage, clock, receiver is not null);
        _sources = new SourceStudies(storage.Studies, reader, studiesInMemory);
        Model = LoadedModel.For(analysis);
        Settings = analysis.With(Model);
        Outbox = new Outbox(storage, sinks, clock);
        Alerts = new StudyAlerts(storage, Outbox, Model, policy, clock);
        Marks = new ResultMarks(storage.Results, clock);
        Steps = StudyStepRegistry.Create(_sources, Model, storage.Work, storage.Results, Alerts, studiesInMemory, receiver).Add(StudySteps.Finish, FinishAsync);
    }

    /// <summary>Where everything is.</summary>
    public StudyStorage Storage { get; }

    /// <summary>The time.</summary>
    public TimeProvider Clock { get; }

    /// <summary>The model.</summary>
    public LoadedModel Model { get; }

    /// <summary>How studies are analysed.</summary>
    public AnalysisSettings Settings { get; }

    /// <summary>What the steps do.</summary>
    public StepRegistry Steps { get; }

    /// <summary>Events on their way.</summary>
    public Outbox Outbox { get; }

    /// <summary>Tells of studies.</summary>
    public StudyAlerts Alerts { get; }

    /// <summary>What has been finished.</summary>
    public ResultMarks Marks { get; }

    /// <summary>Runs that this host has finished.</summary>
    public long Finished => Interlocked.Read(ref _finished);

    /// <summary>The request to analyse an upload; its id is a hash of the content, the model and the settings, so the upload is read.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="cancellation">Cancels reading.</param>
    public async Task<StudyRequest> RequestAsync(StudyArrival upload, CancellationToken cancellation) =>
        await _sources.RequestAsync(upload.Reference, Settings, cancellation) with { UploadedUtc = upload.ArrivedUtc, Deliver = _delivers };

    /// <summary>Marks a run as finished, and deletes what it has kept between its steps. May be repeated.</summary>
    public async Task<FinishedStudy> FinishAsync(StudyRequest request, StudyOutcome outcome, CancellationToken cancellation)
    {
        var told = await Alerts.FirstToldAsync(outcome.ResultPath, cancellation);
        var account = request.Deliver ? await DeliverStep.FindAccountAsync(Storage.Results, outcome.ResultPath, cancellation) : null;
        var study = FinishedStudy.Of(request, outcome, told, Clock.GetUtcNow()) with { Delivery = DeliverySummary.Of(account) };
        if (await Marks.FinishInstanceAsync(study, cancellation))
        {
            Interlocked.Increment(ref _finished);
            StudyTelemetry.Finished(study);
        }
        await Storage.Work.DeleteBelowAsync(WorkArtifacts.Folder(request.InstanceId), cancellation);
        return study;
    }

    private async Task<StepResult<FinishedStudy>> FinishAsync(FinishRequest request, CancellationToken cancellation)
    {
        var study = await FinishAsync(request.Study, request.Outcome, cancellation);
        await new UploadLedger(this).FinishAsync(StudyArrival.Parse(request.Study.Upload).Key, study, cancellation);
        return study;
    }

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
