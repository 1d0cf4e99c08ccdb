using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;
using PatchFcn.Testing;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>R333: no list and no event takes a part of a head for the whole.</summary>
public sealed class PartOfAHeadTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public async Task Upload_SlicesAtTheVertexMissing_TheListAndTheEventSaySo(int missing)
    {
        var phantom = Phantom.Create(PhantomSpec.Draw(3, new PhantomOptions { Bleed = BleedChoice.None, MatrixSize = 160, SliceSpacingMm = 5 }), TestContext.Current.CancellationToken);
        PhantomWriter.Write(phantom, _root, "head");
        var images = Directory.EnumerateFiles(Path.Combine(_root, "head"), "*.dcm").Order().ToList();
        images.Take(missing).ToList().ForEach(File.Delete);
        await using var receiver = new WebhookReceiver();
        var storage = StudyStorage.OpenFolder(Path.Combine(_root, "storage"));
        HostedStudies.Upload(Path.Combine(_root, "storage"), "a.zip", HostedStudies.Zip(Path.Combine(_root, "head"), "1"));

        await using var hosted = new HostedStudies(storage, receiver);
        var finished = Assert.Single(await hosted.FinishedAsync(1));
        await HostedStudies.UntilAsync(() => Task.FromResult(receiver.Received.Any(it => it.Type == "patchfcn.study.analyzed")), "No event came.");

        Assert.Equal(missing > 0, finished.InPart);
        var statement = receiver.Received.Single(it => it.Type == "patchfcn.study.analyzed").Data.GetProperty("statement").GetString();
        Assert.Equal(missing > 0, statement!.Contains("in the part of the head that was analysed", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
