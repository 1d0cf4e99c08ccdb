using PatchFcn.Core.SkullStripping;
using PatchFcn.Core.Volumes;
using PatchFcn.Inference.Scoring;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Sources;
using PatchFcn.Workflow.Tests.Artifacts;

namespace PatchFcn.Workflow.Tests.Sources;

/// <summary>R102: what a step reads of a stripped study.</summary>
public sealed class StrippedStudiesTests(PhantomStudy phantom) : IDisposable
{
    private readonly LoadedModel _model = new(PhantomStudy.Settings.ModelFolder, new ScorerOptions { Device = ComputeDevice.Cpu });
    private readonly WatchedStore _work = new(new MemoryArtifactStore());

    /// <summary>What was read of volumes; all else is opened as a whole.</summary>
    private long BytesRead => _work.Opened.Sum(it => it.Length ?? 0);

    [Fact]
    public async Task GetAsync_OneAnalysisSlice_ReadsTheBrainOfThreeSlicesOfFiveMillimetres()
    {
        var (request, brain) = (Request(), Brain());
        await new StrippedStudies(_work, _model).KeepAsync(request, phantom.Phantom.Ct, brain, TestContext.Current.CancellationToken);

        var study = await new StrippedStudies(_work, _model).GetAsync(request, 10, TestContext.Current.CancellationToken);

        var (first, last) = study.Grid.MadeOf(10);
        Assert.InRange(last - first + 1, 3, 5); // Slabs of 5 mm over slices of 5 mm: three, or a little of a fourth and a fifth.
        Assert.Equal(Enumerable.Range(first, last - first + 1).Sum(slice => brain.CountSlice(slice) * sizeof(short)), BytesRead);
    }

    [Fact]
    public async Task GetAsync_SlicesOneByOneAtTheSameTime_AreThoseOfTheStudyInMemoryAndReadOnce()
    {
        var (request, brain) = (Request(), Brain());
        var kept = await new StrippedStudies(_work, _model).KeepAsync(request, phantom.Phantom.Ct, brain, TestContext.Current.CancellationToken);
        var studies = new StrippedStudies(_work, _model);

        var slices = await Task.WhenAll(Enumerable.Range(0, kept.Grid.SliceCount).Select(async slice =>
            Rendered(await studies.GetAsync(request, slice, TestContext.Current.CancellationToken), slice)));

        Assert.All(slices.Index(), slice => Assert.Equal(Rendered(kept, slice.Index), slice.Item));
        Assert.Equal(brain.Count() * sizeof(short), BytesRead);
    }

    [Fact]
    public async Task GetAsync_StudyThatWasStrippedHere_ReadsNothing()
    {
        var studies = new StrippedStudies(_work, _model);
        var kept = await studies.KeepAsync(Request(), phantom.Phantom.Ct, Brain(), TestContext.Current.CancellationToken);

        Assert.Same(kept, await studies.GetAsync(Request(), 10, TestContext.Current.CancellationToken));
        Assert.Equal(0, BytesRead);
    }

    /// <summary>R102: nothing that was stripped leaves the upload.</summary>
    [Fact]
    public async Task KeepAsync_Study_WritesNoVoxelOutsideTheBrain()
    {
        var (request, brain) = (Request(), Brain());
        await new StrippedStudies(_work, _model).KeepAsync(request, phantom.Phantom.Ct, brain, TestContext.Current.CancellationToken);

        await using var written = await _work.OpenReadAsync(WorkArtifacts.StrippedVolume(request.InstanceId), TestContext.Current.CancellationToken);

        Assert.Equal(brain.Count() * sizeof(short), written.Length);
    }

    [Fact]
    public async Task GetAsync_StudyThatWasNotStripped_Throws() =>
        await Assert.ThrowsAsync<FileNotFoundException>(() => new StrippedStudies(_work, _model).GetAsync(Request(), 0, TestContext.Current.CancellationToken));

    public void Dispose() => _model.Dispose();

    private static float[] Rendered(StrippedStudy study, int slice)
    {
        var channels = new float[3 * study.Grid.SliceLength];
        study.Renderer.Render(slice, channels);
        return channels;
    }

    private VoxelMask Brain() => SkullStripper.Strip(phantom.Phantom.Ct).Brain!;

    private StudyRequest Request() => new("instance", phantom.Folder, new AnalysisSettings(_model.Reference, PhantomStudy.Settings.Grid, PhantomStudy.Settings.OperatingPoint));
}
