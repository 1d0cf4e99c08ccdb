using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Inference.Scoring;
using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;
using PatchFcn.Testing;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Sources;
using PatchFcn.Workflow.Steps;
using PatchFcn.Workflow.Tests;

[assembly: AssemblyFixture(typeof(PhantomStudy))]
[assembly: AssemblyFixture(typeof(Azurite))]

namespace PatchFcn.Workflow.Tests;

/// <summary>One synthetic study with an epidural hematoma, made once for all tests: 160², 5 mm, as DICOM in a folder.</summary>
public sealed class PhantomStudy : IDisposable
{
    private const ulong Seed = 3;

    public PhantomStudy()
    {
        Phantom = Phantom.Create(PhantomSpec.Draw(Seed, new PhantomOptions { Bleed = BleedChoice.Edh, MatrixSize = 160, SliceSpacingMm = 5 }));
        PhantomWriter.Write(Phantom, Root, "study");
    }

    public static AnalysisSetup Settings { get; } =
        new(Path.Combine(TestData.RepositoryRoot, "models", "density-baseline"), ScoringGrid.Exact, "default", ComputeDevice.Cpu);

    public Phantom Phantom { get; }

    /// <summary>The folder of the study.</summary>
    public string Folder => Path.Combine(Root, "study");

    private string Root { get; } = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    /// <summary>A folder that does not exist yet and is removed with the study.</summary>
    public string NewFolder() => Path.Combine(Root, Path.GetRandomFileName());

    /// <summary>Runs the study, or that of another folder, on the embedded engine with a store of one's own between the steps.</summary>
    public async Task<StudyOutcome> RunAsync(IArtifactStore work, string resultFolder, string? folder = null)
    {
        using var model = new LoadedModel(Settings.ModelFolder, new ScorerOptions { Device = ComputeDevice.Cpu });
        await using var engine = new EmbeddedEngine(Steps(model, work, resultFolder), parallelism: 2, progress: null, TestContext.Current.CancellationToken);
        return await StudyWorkflow.RunAsync(engine, new StudyRequest("instance", folder ?? Folder, new AnalysisSettings(model.Reference, Settings.Grid, Settings.OperatingPoint)));
    }

    /// <summary>All steps, on uploads that are folders.</summary>
    public static StepRegistry Steps(LoadedModel model, IArtifactStore work, string resultFolder) => StudyStepRegistry.Create(
        new SourceStudies(new FolderUploads(), new StudyReader(new BuiltInCodec())), model, work, new FolderArtifactStore(resultFolder));

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private sealed class FolderUploads : IUploads
    {
        public Task<StudyUpload> OpenAsync(string upload, CancellationToken cancellation) => Task.FromResult(StudyUpload.Open([upload]));
    }
}
