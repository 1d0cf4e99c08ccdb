using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Reporting.Reports;
using PatchFcn.Testing;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Sources;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>R186, R168: an upload that cannot be read for longer than anything passes is seen, and given up aloud.</summary>
public sealed class OutageTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;
    private readonly StudyStorage _storage;
    private readonly FileStream _locked;

    public OutageTests()
    {
        _storage = StudyStorage.OpenFolder(_root);
        var file = Path.Combine(_root, "studies", "a.zip");
        File.WriteAllText(file, "PK");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow - TimeSpan.FromMinutes(1));
        _locked = File.Open(file, FileMode.Open, FileAccess.Read, FileShare.None);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_UploadThatCannotBeRead_IsExcusedForHalfAnHourThenGivenUpAloud()
    {
        var clock = new SetClock();
        using var services = new StudyServices(PhantomStudy.Settings, _storage, [], new AlertPolicy(), new StudyReader(new BuiltInCodec()), 1, clock);
        var (arrival, runner, ledger) = (new StudyArrival("a.zip", "1-1"), new StudyRunner(services, null), services.Ledger);

        for (var minute = 0; minute < 30; minute += 5, clock.Advance(TimeSpan.FromMinutes(5)))
            await FailsAsync();
        Assert.Equal(0, (await ledger.FindAsync(arrival.Key, Cancellation)).Count);

        for (var attempt = 1; attempt <= UploadClaim.MostAttempts; attempt++)
        {
            await FailsAsync();
            Assert.Equal(attempt, (await ledger.FindAsync(arrival.Key, Cancellation)).Count);
        }
        var study = await runner.RunAsync(arrival, CancellationToken.None, Cancellation);

        Assert.Equal((ReportStatus.NotAnalyzed, false), (study!.Status, study.HasReport));
        Assert.Single(await _storage.Results.ListAsync($"{study.ResultPath}/events", Cancellation).ToListAsync(Cancellation));

        Task FailsAsync() => Assert.ThrowsAsync<InboxException>(() => runner.RunAsync(arrival, CancellationToken.None, Cancellation));
    }

    [Fact]
    public async Task CheckAsync_UploadThatFailsAgainAndAgain_IsSeenToWait()
    {
        await using var receiver = new WebhookReceiver();
        await using var hosted = new HostedStudies(_storage, receiver, clock: new SetClock(TimeSpan.FromHours(1)));
        await HostedStudies.UntilAsync(() => Task.FromResult(hosted.Problems.Count > 1), "It was not tried twice.");

        var health = await new HostHealth(hosted.Services, hosted.Host).CheckAsync(Cancellation);

        Assert.Contains("A study has been waiting for more than half an hour.", health.Problems);
    }

    /// <summary>Only who holds a lock keeps others from it: a folder that cannot be reached is said to be that.</summary>
    [Fact]
    public async Task TryTakeAsync_FolderThatCannotBeMade_ThrowsAndIsNotTakenForAnothersLease()
    {
        var file = Path.Combine(_root, "file");
        await File.WriteAllTextAsync(file, "", Cancellation);

        await Assert.ThrowsAnyAsync<IOException>(() => new FolderLeases(Path.Combine(file, "leases")).TryTakeAsync("a", Cancellation));
    }

    public void Dispose()
    {
        _locked.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
