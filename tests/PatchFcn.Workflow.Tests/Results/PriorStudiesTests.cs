using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Inference.Scoring;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Results;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Tests.Results;

/// <summary>R138: an earlier result of the same patient.</summary>
public sealed class PriorStudiesTests(PhantomStudy study)
{
    private static readonly DateTime Noon = new(2026, 5, 1, 12, 0, 0);
    private static readonly StudyRequest Request = new("instance", "", new AnalysisSettings(new ModelReference("m", "aa"), ScoringGrid.Exact, "default"));

    private readonly MemoryArtifactStore _results = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindAsync_SeveralEarlierStudies_IsTheNewest()
    {
        await KeepAsync("1.1", "patient", Noon.AddHours(-50), 5);
        await KeepAsync("1.2", "patient", Noon.AddHours(-26), 7);
        await KeepAsync("1.3", "patient", Noon.AddHours(3), 9);

        var prior = await FindAsync("1.4", "patient", Noon);

        Assert.Equal((7.0, 26.0, true), (prior!.VolumeMl, prior.HoursBefore, prior.SameModel));
    }

    /// <summary>R239: of an older study with the same settings the change can be told.</summary>
    [Fact]
    public async Task FindAsync_NewerStudyOfAnotherModel_IsTheOneThatCanBeCompared()
    {
        await KeepAsync("1.1", "patient", Noon.AddHours(-50), 5);
        await KeepAsync("1.2", "patient", Noon.AddHours(-26), 7, Request with { Settings = Request.Settings with { Grid = ScoringGrid.Dense } });

        var prior = await FindAsync("1.4", "patient", Noon);

        Assert.Equal((5.0, 50.0, true), (prior!.VolumeMl, prior.HoursBefore, prior.SameModel));
    }

    /// <summary>R239: what only decides which files are written, and how, changes no volume.</summary>
    [Fact]
    public async Task FindAsync_OtherFilesAskedFor_IsComparedAllTheSame()
    {
        await KeepAsync("1.1", "patient", Noon.AddHours(-5), 5);

        var prior = await FindAsync("1.4", "patient", Noon, Request with { Settings = Request.Settings with { Fractional = true, Deidentify = true } });

        Assert.True(prior!.SameModel);
    }

    [Theory]
    [InlineData("another")]
    [InlineData(null)]
    public async Task FindAsync_AnotherPatientOrNoneNamed_IsNothing(string? patient)
    {
        await KeepAsync("1.1", "patient", Noon.AddHours(-5), 5);

        Assert.Null(await FindAsync("1.4", patient, Noon));
    }

    [Fact]
    public async Task FindAsync_AnotherModel_IsSaidToBeAnother()
    {
        await KeepAsync("1.1", "patient", Noon.AddHours(-5), 5);

        var prior = await FindAsync("1.4", "patient", Noon, Request with { Settings = Request.Settings with { Model = new ModelReference("m", "bb") } });

        Assert.False(prior!.SameModel);
    }

    /// <summary>R337.</summary>
    [Fact]
    public async Task FindAsync_APartOfTheHeadThen_IsSaid()
    {
        var report = new ReportBuilderSample(5).Report with { Warnings = [new("vertexNotCovered", "The vertex is missing.")] };
        await new PriorStudies(_results).KeepAsync(await SourceAsync("1.1", "patient", Noon.AddHours(-5)), Request, report, Cancellation);

        Assert.True((await FindAsync("1.4", "patient", Noon))!.InPart);
    }

    /// <summary>R400: what the score of then is held against is not always what that of now is.</summary>
    [Fact]
    public async Task FindAsync_AnEarlierStudy_SaysItsOperatingPoint()
    {
        await KeepAsync("1.1", "patient", Noon.AddHours(-5), 5);

        Assert.Equal(0.5, (await FindAsync("1.4", "patient", Noon))!.Threshold);
    }

    [Fact]
    public async Task KeepAsync_AnyPatient_LeavesNoNumberInPathsOrContents()
    {
        await KeepAsync("1.1", "PATIENT-17", Noon, 5);

        await foreach (var artifact in _results.ListAsync("", Cancellation))
        {
            Assert.DoesNotContain("PATIENT-17", artifact.Path, StringComparison.OrdinalIgnoreCase);
            using var reader = new StreamReader(await _results.OpenReadAsync(artifact.Path, Cancellation));
            Assert.DoesNotContain("PATIENT-17", await reader.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task RunAsync_TwiceInOneFolder_DoesNotTakeAStudyForItsOwnPrior()
    {
        var folder = study.NewFolder();
        await study.RunAsync(new MemoryArtifactStore(), folder);
        var outcome = await study.RunAsync(new MemoryArtifactStore(), folder);

        await using var stream = File.OpenRead(Path.Combine(folder, outcome.ResultPath, "report.json"));
        Assert.Null((await ReportJson.ReadAsync(stream, Cancellation)).Prior);
    }

    private async Task KeepAsync(string uid, string patient, DateTime made, double volume, StudyRequest? request = null)
    {
        var report = new ReportBuilderSample(volume).Report;
        await new PriorStudies(_results).KeepAsync(await SourceAsync(uid, patient, made), request ?? Request, report, Cancellation);
    }

    private async Task<ReportedPrior?> FindAsync(string uid, string? patient, DateTime made, StudyRequest? request = null) =>
        await new PriorStudies(_results).FindAsync(await SourceAsync(uid, patient, made), request ?? Request, Cancellation);

    private async Task<SourceStudy> SourceAsync(string uid, string? patient, DateTime made)
    {
        var sources = new SourceStudies(new LocalUpload([study.Folder]), new StudyReader(new BuiltInCodec()));
        var source = await sources.GetAsync(LocalUpload.Reference, Cancellation);
        return source with { Reading = source.Reading with { StudyInstanceUid = uid, Series = source.Series with { PatientKey = patient, StudyTime = made } } };
    }

    private sealed record ReportBuilderSample(double VolumeMl)
    {
        public StudyReport Report => new()
        {
            Instance = "i",
            Status = ReportStatus.Analyzed,
            ReasonName = null,
            Reason = null,
            Study = new(null, null, null, null, null, null, null),
            Model = new("m", "1", "aa", "demonstration", null),
            Grid = "exact",
            Device = "cpu",
            BrainVolumeMl = 1400,
            Score = 0.9,
            OperatingPoint = new("default", 0.5, null, null, null),
            Positive = true,
            VolumeMl = VolumeMl,
            Classes = [new("hemorrhage", 0.9, VolumeMl)],
            Findings = [],
            Slices = [],
            Ledger = [],
            Warnings = [],
            Timings = new Dictionary<string, double>(),
        };
    }
}
