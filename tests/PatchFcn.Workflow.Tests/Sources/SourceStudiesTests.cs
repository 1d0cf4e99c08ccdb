using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Tests.Sources;

public sealed class SourceStudiesTests(PhantomStudy study)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>R298: of thirty steps the first takes the identity away; the study as it came stays as it is.</summary>
    [Fact]
    public async Task GetAsync_WithoutIdentity_IsMadeOnceForAllSteps()
    {
        using var model = new LoadedModel(PhantomStudy.Settings.ModelFolder, new() { Device = PhantomStudy.Settings.Device });
        var sources = new SourceStudies(new FolderInbox(Path.GetDirectoryName(study.Folder)!), new StudyReader(new BuiltInCodec()));
        var request = await sources.RequestAsync("1-1/study/", PhantomStudy.Settings.With(model) with { Deidentify = true }, Cancellation);

        var first = await sources.GetAsync(request, Cancellation);

        Assert.Same(first, await sources.GetAsync(request, Cancellation));
        var known = await sources.GetAsync(request.Upload, Cancellation);
        Assert.NotEqual(known.Reading.StudyInstanceUid, first.Reading.StudyInstanceUid);
        Assert.Same(known.Volume, first.Volume);
    }
}
