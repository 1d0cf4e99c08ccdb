using PatchFcn.Inference.Scoring;
using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;
using PatchFcn.Testing;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Tests;

[assembly: AssemblyFixture(typeof(PhantomStudy))]

namespace PatchFcn.Workflow.Tests;

/// <summary>One synthetic study with an epidural hematoma, made once for all tests: 256², 5 mm, as DICOM in a folder.</summary>
public sealed class PhantomStudy : IDisposable
{
    private const ulong Seed = 3;

    public PhantomStudy()
    {
        Phantom = Phantom.Create(PhantomSpec.Draw(Seed, new PhantomOptions { Bleed = BleedChoice.Edh, MatrixSize = 256, SliceSpacingMm = 5 }));
        PhantomWriter.Write(Phantom, Root, "study");
    }

    public static LocalAnalysisSettings Settings { get; } =
        new(Path.Combine(TestData.RepositoryRoot, "models", "density-baseline"), ScoringGrid.Exact, "default", ComputeDevice.Cpu);

    public Phantom Phantom { get; }

    /// <summary>The folder of the study.</summary>
    public string Folder => Path.Combine(Root, "study");

    private string Root { get; } = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    /// <summary>A folder that does not exist yet and is removed with the study.</summary>
    public string NewFolder() => Path.Combine(Root, Path.GetRandomFileName());

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
