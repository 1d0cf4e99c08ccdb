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
            HostedStudies.Upload(_root, $"{name}.zip", HostedStudies.Zip(study.Folder, name));

        await using var hosted = new HostedStudies(storage, receiver, poll: TimeSpan.FromDays(1));

        Assert.Equal(3, (await hosted.FinishedAsync(3)).Count);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
