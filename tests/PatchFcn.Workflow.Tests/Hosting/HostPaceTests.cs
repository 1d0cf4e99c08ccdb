using PatchFcn.Testing;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>R334: while uploads wait, a host looks for the next when a study ends, and not when its time has come.</summary>
public sealed class HostPaceTests(PhantomStudy study) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    [Fact]
    public async Task RunAsync_UploadsWait_EachFollowsTheOneBeforeAtOnce()
    {
        await using var receiver = new WebhookReceiver();
        var storage = StudyStorage.OpenFolder(_root);
        foreach (var name in (string[])["a", "b", "c"])
            Upload(name);

        await using var hosted = new HostedStudies(storage, receiver, poll: TimeSpan.FromDays(1));

        await HostedStudies.UntilAsync(async () => (await hosted.Services.Marks.ListAsync(TestContext.Current.CancellationToken)).Count == 3, "The host waits for its next look.");
    }

    /// <summary>A file that was just written counts as one that is still being copied, and waits for another look: this one is a minute old.</summary>
    private void Upload(string name)
    {
        var file = Path.Combine(_root, "studies", $"{name}.zip");
        File.WriteAllBytes(file, HostedStudies.Zip(study.Folder, name));
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow - TimeSpan.FromMinutes(1));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
