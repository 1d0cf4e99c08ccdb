using PatchFcn.Core.Hashing;
using PatchFcn.Dicom.Reading;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Delivery;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Results;
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
    /// <param name="setup">How studies are analysed.</param>
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
        AnalysisSetup setup, StudyStorage storage, IReadOnlyList<IAlertSink> sinks, AlertPolicy policy, StudyReader reader, int studiesInMemory, TimeProvider clock,
        StowClient? receiver = null)
    {
        (Storage, Clock, _delivers) = (storage, clock, receiver is not null);
        _sources = new SourceStudies(storage.Studies, reader, studiesInMemory);
        Model = LoadedModel.For(setup);
        Settings = setup.With(Model);
        Audit = new AuditLog(storage.Results, Environment.MachineName, clock);
        Outbox = new Outbox(storage, sinks, clock, Audit);
        Alerts = new StudyAlerts(storage, Outbox, Model, policy, clock);
        Marks = new ResultMarks(storage.Results, clock);
        Ledger = new UploadLedger(this);
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

    /// <summary>What is kept of who did what.</summary>
    public AuditLog Audit { get; }

    /// <summary>Events on their way.</summary>
    public Outbox Outbox { get; }

    /// <summary>Tells of studies.</summary>
    public StudyAlerts Alerts { get; }

    /// <summary>What has been finished.</summary>
    public ResultMarks Marks { get; }

    /// <summary>Who has which upload, and what was tried with it.</summary>
    internal UploadLedger Ledger { get; }

    /// <summary>Runs that this host has finished.</summary>
    public long Finished => Interlocked.Read(ref _finished);

    /// <summary>The request to analyse an upload; its id is a hash of the content, the model and the settings, so the upload is read.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="cancellation">Cancels reading.</param>
    public async Task<StudyRequest> RequestAsync(StudyArrival upload, CancellationToken cancellation) =>
        await _sources.RequestAsync(upload.Reference, Settings, cancellation) with { UploadedUtc = upload.ArrivedUtc, Deliver = _delivers };

    /// <summary>Where the results of a run lie; the upload is read for it.</summary>
    public async Task<string> ResultPathAsync(StudyRequest request, CancellationToken cancellation) => ResultPath.Of(await _sources.GetAsync(request, cancellation), request);

    /// <summary>
    /// How a run ended before; null where it has not. One whose end was told, but whose host died before it marked that, is marked now: its results are sealed, and it is not
    /// analysed again.
    /// </summary>
    /// <param name="request">The run.</param>
    /// <param name="progress">Told where all that is left is to deliver it; may be null.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<FinishedStudy?> FindEndAsync(StudyRequest request, IProgress<StudyProgress>? progress, CancellationToken cancellation)
    {
        if (await Marks.FindInstanceAsync(request.InstanceId, cancellation) is { } finished)
        {
            // Whoever marked it may have died before it tidied up.
            await Storage.Work.DeleteBelowAsync(WorkArtifacts.Folder(request.InstanceId), cancellation);
            return finished;
        }
        if (await Alerts.ToldEndAsync(request.InstanceId, cancellation) is not { } outcome)
            return null;
        await Alerts.ConcludeAsync(request, outcome, cancellation);
        if (request.Deliver && outcome.HasReport && await DeliverStep.FindAccountAsync(Storage.Results, outcome.ResultPath, cancellation) is null)
            await DeliverAsync(request, outcome, progress, cancellation);
        return await FinishAsync(request, outcome, cancellation);
    }

    private async Task DeliverAsync(StudyRequest request, StudyOutcome outcome, IProgress<StudyProgress>? progress, CancellationToken cancellation)
    {
        await using var engine = new EmbeddedEngine(Steps, 1, progress, cancellation);
        await new StudyRun(engine, request).DeliverAsync(outcome);
    }

    /// <summary>Forgets how a run ended, so that its upload is analysed again, under whichever name it still lies there.</summary>
    /// <param name="study">The run.</param>
    /// <param name="cancellation">Cancels, until the first of it is forgotten.</param>
    /// <returns>The upload; null where it is gone, and nothing is forgotten.</returns>
    public async Task<StudyArrival?> ForgetAsync(FinishedStudy study, CancellationToken cancellation)
    {
        var keys = (await Marks.ListAsync(cancellation)).Where(it => it.Study.Instance == study.Instance).Select(it => it.Key).ToHashSet();
        if (await Storage.Studies.ListAsync("", cancellation).FirstOrDefaultAsync(it => keys.Contains(it.Key), cancellation) is not { } upload)
            return null;
        // All or nothing: who asked for it may close the page meanwhile.
        await Audit.AppendAsync(AuditActions.Rerun, AuditSubjects.Run(study), CancellationToken.None);
        await Alerts.ForgetEndAsync(study.Instance, CancellationToken.None);
        await Marks.ForgetAsync(keys, study, CancellationToken.None);
        return upload;
    }

    /// <summary>Marks a run as finished, and deletes what it has kept between its steps. May be repeated: the first mark stays, its time included.</summary>
    public async Task<FinishedStudy> FinishAsync(StudyRequest request, StudyOutcome outcome, CancellationToken cancellation)
    {
        var end = await Alerts.ToldEndAsync(request.InstanceId, cancellation) ?? outcome;
        var told = await Alerts.FirstToldAsync(request.InstanceId, end.ResultPath, cancellation);
        var delivery = request.Deliver && end.HasReport ? DeliverySummary.Of(await DeliverStep.FindAccountAsync(Storage.Results, end.ResultPath, cancellation)) : null;
        var study = FinishedStudy.Of(request, end, told, Clock.GetUtcNow()) with { Delivery = delivery };
        // Before the mark: of a run that is marked, it is known what was decided.
        if (await Marks.FindInstanceAsync(study.Instance, cancellation) is null)
            await Audit.AppendAsync(AuditActions.Decided, AuditSubjects.Decision(study, request.Settings, study.HasReport ? await ManifestHashAsync(study, cancellation) : null), cancellation);
        if (await Marks.FinishInstanceAsync(study, cancellation))
        {
            Interlocked.Increment(ref _finished);
            StudyTelemetry.Finished(study);
        }
        else
            study = await Marks.FindInstanceAsync(study.Instance, cancellation) ?? study;
        await Storage.Work.DeleteBelowAsync(WorkArtifacts.Folder(request.InstanceId), cancellation);
        return study;
    }

    /// <summary>Hash of the seal, so that the log holds the whole result.</summary>
    private async Task<string?> ManifestHashAsync(FinishedStudy study, CancellationToken cancellation)
    {
        try
        {
            await using var seal = await Storage.Results.OpenReadAsync($"{study.ResultPath}/{ResultNames.Manifest}", cancellation);
            return await Digest.OfAsync(seal, cancellation);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private async Task<StepResult<FinishedStudy>> FinishAsync(FinishRequest request, CancellationToken cancellation)
    {
        var study = await FinishAsync(request.Study, request.Outcome, cancellation);
        await Ledger.FinishAsync(StudyArrival.Parse(request.Study.Upload).Key, study, cancellation);
        return study;
    }

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
