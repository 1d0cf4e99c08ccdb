using PatchFcn.Core.Volumes;
using PatchFcn.Inference.Scoring;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Tests.Sources;

/// <summary>R102: what a step reads of a stripped study.</summary>
public sealed class StrippedStudiesTests(PhantomStudy phantom) : IDisposable
{
    private readonly LoadedModel _model = new(PhantomStudy.Settings.ModelFolder, new ScorerOptions { Device = ComputeDevice.Cpu });
    private readonly MeasuringStore _work = new();

    [Fact]
    public async Task GetAsync_OneAnalysisSlice_ReadsThreeSlicesOfFiveMillimetres()
    {
        var request = await StripAsync();

        var study = await new StrippedStudies(_work, _model).GetAsync(request, 10, TestContext.Current.CancellationToken);

        var (first, last) = study.Grid.MadeOf(10);
        Assert.InRange(last - first + 1, 3, 5); // Slabs of 5 mm over slices of 5 mm: three, or a little of a fourth and a fifth.
        Assert.Equal((last - first + 1) * study.Grid.Source.SliceLength * sizeof(short), _work.BytesRead);
        Assert.True(phantom.Phantom.Ct.Slice(first).SequenceEqual(study.Volume.Slice(first)));
    }

    [Fact]
    public async Task GetAsync_SlicesOneByOneAtTheSameTime_AreThoseOfTheWholeAndReadOnce()
    {
        var request = await StripAsync();
        var whole = await new StrippedStudies(_work, _model).GetAsync(request, TestContext.Current.CancellationToken);
        var (studies, before) = (new StrippedStudies(_work, _model), _work.BytesRead);

        var slices = await Task.WhenAll(Enumerable.Range(0, whole.Grid.SliceCount).Select(async slice =>
            Rendered(await studies.GetAsync(request, slice, TestContext.Current.CancellationToken), slice)));

        Assert.All(slices.Index(), slice => Assert.Equal(Rendered(whole, slice.Index), slice.Item));
        Assert.Equal(before, _work.BytesRead - before);
    }

    [Fact]
    public async Task GetAsync_StudyThatWasNotStripped_Throws() =>
        await Assert.ThrowsAsync<FileNotFoundException>(() => new StrippedStudies(_work, _model).GetAsync(Request(), TestContext.Current.CancellationToken));

    public void Dispose() => _model.Dispose();

    private static float[] Rendered(StrippedStudy study, int slice)
    {
        var channels = new float[3 * study.Grid.SliceLength];
        study.Renderer.Render(slice, channels);
        return channels;
    }

    /// <summary>Leaves as artifacts what the strip leaves, with a box for a brain.</summary>
    private async Task<StudyRequest> StripAsync()
    {
        var (request, ct) = (Request(), phantom.Phantom.Ct);
        var brain = new VoxelMask(ct.Geometry);
        for (var slice = 0; slice < brain.Slices; slice++)
            for (var row = 0; row < brain.Rows; row++)
                brain.Row(slice, row).Fill(ulong.MaxValue);
        await _work.WriteJsonAsync(WorkArtifacts.Geometry(request.InstanceId), ct.Geometry, TestContext.Current.CancellationToken);
        await _work.WriteAsync(WorkArtifacts.StrippedVolume(request.InstanceId), stream => StrippedVolumeFile.Write(ct, brain, stream), TestContext.Current.CancellationToken);
        return request;
    }

    private StudyRequest Request() => new("instance", phantom.Folder, new AnalysisSettings(_model.Reference, PhantomStudy.Settings.Grid, PhantomStudy.Settings.OperatingPoint));

    /// <summary>Counts what is read of volumes.</summary>
    private sealed class MeasuringStore : IArtifactStore
    {
        private readonly MemoryArtifactStore _inner = new();
        private long _bytesRead;

        public long BytesRead => _bytesRead;

        public Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) => _inner.WriteAsync(path, write, cancellation);

        public Task<bool> TryCreateAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) =>
            _inner.TryCreateAsync(path, write, cancellation);

        public IAsyncEnumerable<StoredArtifact> ListAsync(string folder, CancellationToken cancellation) => _inner.ListAsync(folder, cancellation);

        public Task DeleteAsync(string path, CancellationToken cancellation) => _inner.DeleteAsync(path, cancellation);

        public Task<Stream> OpenReadAsync(string path, long offset, long? length, CancellationToken cancellation)
        {
            Interlocked.Add(ref _bytesRead, length ?? 0);
            return _inner.OpenReadAsync(path, offset, length, cancellation);
        }
    }
}
