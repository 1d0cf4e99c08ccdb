using Azure.Storage.Blobs;
using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;
using PatchFcn.Reporting.Reports;
using PatchFcn.Testing;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Hosting.Readings;
using PatchFcn.Workflow.Sources;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>R94 to R98: from an upload to results and events without anyone starting anything.</summary>
public sealed class StudyHostTests(PhantomStudy study, Azurite azurite) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    public static TheoryData<string> Kinds => ["folder", "blobs"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Upload_StudyWithABleed_GivesResultsAndEventsInOrder(string kind)
    {
        await using var receiver = new WebhookReceiver();
        var place = await OpenAsync(kind);
        await using var hosted = new HostedStudies(place.Storage, receiver);

        await place.UploadAsync("a name of a patient.zip", HostedStudies.Zip(study.Folder, "1"));
        var finished = await hosted.FinishedAsync(1);

        Assert.Equal(ReportStatus.Analyzed, finished[0].Status);
        await HostedStudies.UntilAsync(() => Task.FromResult(receiver.Received.Count(IsOfAStudy) == 2), "No two events came.");
        var events = receiver.Received.Where(IsOfAStudy).ToList();
        Assert.Equal(["patchfcn.study.provisionalFinding", "patchfcn.study.analyzed"], events.Select(it => it.Type));
        Assert.Equal([1, 2], events.Select(it => it.Data.GetProperty("sequence").GetInt32()));
        Assert.All(events, it => Assert.DoesNotContain("patient", it.Json.GetRawText(), StringComparison.OrdinalIgnoreCase));
        Assert.Equal(finished[0].Score, (await HostedStudies.ReportAsync(place.Storage.Results, finished[0].ResultPath)).Score);
        Assert.Empty(hosted.Problems);
    }

    /// <summary>R388.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Upload_WorkInAFolderOfTheHost_EndsTheSameAndLeavesNothingThere(string kind)
    {
        await using var receiver = new WebhookReceiver();
        var (place, folder) = (await OpenAsync(kind), Path.Combine(_root, "of the host"));
        await using var hosted = new HostedStudies(place.Storage.WithWorkIn(folder), receiver);

        await place.UploadAsync("a.zip", HostedStudies.Zip(study.Folder, "1"));
        var finished = await hosted.FinishedAsync(1);

        Assert.Equal(ReportStatus.Analyzed, finished[0].Status);
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    /// <summary>R183: what is scored is a slab; what a reader opens are images.</summary>
    [Fact]
    public async Task Upload_ThinSlices_AlarmNamesTheImagesAndNotTheSlab()
    {
        PhantomWriter.Write(Phantom.Create(PhantomSpec.Draw(3, new PhantomOptions { Bleed = BleedChoice.Edh, MatrixSize = 128, SliceSpacingMm = 2.5 }), Cancellation), _root, "thin");
        await using var receiver = new WebhookReceiver();
        var place = await OpenAsync("folder");
        await using var hosted = new HostedStudies(place.Storage, receiver);

        await place.UploadAsync("thin.zip", HostedStudies.Zip(Path.Combine(_root, "thin"), "1"));
        var finished = await hosted.FinishedAsync(1);

        await HostedStudies.UntilAsync(() => Task.FromResult(receiver.Received.Any(IsOfAStudy)), "No event came.");
        var alarm = receiver.Received.First(IsOfAStudy).Data;
        var (first, last) = (alarm.GetProperty("images").GetProperty("first").GetInt32(), alarm.GetProperty("images").GetProperty("last").GetInt32());
        var slices = (await HostedStudies.ReportAsync(place.Storage.Results, finished[0].ResultPath)).Slices;
        Assert.Equal(first + 1, last);
        Assert.Equal([.. Enumerable.Range(first, 2)], slices.Where(slice => slice.Score == alarm.GetProperty("score").GetDouble()).Select(slice => slice.Index));
        Assert.Contains($"slices {first + 1} to {last + 1}", alarm.GetProperty("statement").GetString(), StringComparison.Ordinal);
    }

    /// <summary>R95.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Upload_SameStudyUnderTwoNames_IsAnalysedAndToldOfOnce(string kind)
    {
        await using var receiver = new WebhookReceiver();
        var place = await OpenAsync(kind);
        var zip = HostedStudies.Zip(study.Folder, "1");
        await using var hosted = new HostedStudies(place.Storage, receiver);

        await place.UploadAsync("first.zip", zip);
        await place.UploadAsync("second.zip", zip);
        var finished = await hosted.FinishedAsync(2);

        Assert.Equal(finished[0].Instance, finished[1].Instance);
        await HostedStudies.UntilAsync(() => Task.FromResult(receiver.Received.Count(IsOfAStudy) == 2), "No two events came.");
        Assert.Equal(2, receiver.Received.Where(IsOfAStudy).Select(it => it.Id).Distinct().Count());
    }

    /// <summary>R243: the list has the sentence of the report.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Upload_Rubbish_EndsInANotAnalyzedEvent(string kind)
    {
        await using var receiver = new WebhookReceiver();
        var place = await OpenAsync(kind);
        await using var hosted = new HostedStudies(place.Storage, receiver);

        await place.UploadAsync("rubbish.zip", "this is no zip"u8.ToArray());
        var finished = await hosted.FinishedAsync(1);

        Assert.Equal(ReportStatus.NotAnalyzed, finished[0].Status);
        Assert.NotNull(finished[0].Message);
        Assert.Equal((await HostedStudies.ReportAsync(place.Storage.Results, finished[0].ResultPath)).Reason, finished[0].Message);
        await HostedStudies.UntilAsync(() => Task.FromResult(receiver.Received.Any(IsOfAStudy)), "No event came.");
        var told = Assert.Single(receiver.Received, IsOfAStudy);
        Assert.Equal("patchfcn.study.notAnalyzed", told.Type);
        Assert.Equal(finished[0].Reason, told.Data.GetProperty("reason").GetString());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task TwoHosts_TwentyStudies_EachHasOneResultAndOneFinalEvent(string kind)
    {
        await using var receiver = new WebhookReceiver();
        var place = await OpenAsync(kind);
        for (var i = 0; i < 20; i++)
            await place.UploadAsync($"{i}.zip", HostedStudies.Zip(study.Folder, $"{i}"));
        await using var one = new HostedStudies(place.Storage, receiver);
        await using var two = new HostedStudies((await OpenAsync(kind, place.Name)).Storage, receiver);

        var finished = await one.FinishedAsync(20);

        Assert.Equal(20, finished.Select(it => it.Instance).Distinct().Count());
        await HostedStudies.UntilAsync(() => Task.FromResult(Finals(receiver) >= 20), "Final events are missing.");
        Assert.Equal(20, receiver.Received.Where(it => it.Type == "patchfcn.study.analyzed").Select(it => it.Id).Distinct().Count());
    }

    /// <summary>R93, through the host: pauses are passed by putting its clock forward.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Upload_WebhookFailsFiveTimes_GetsBothEventsInTheEnd(string kind)
    {
        await using var receiver = new WebhookReceiver(refusals: 6); // one is for the heartbeat of the start, which does not come again
        var (place, clock) = (await OpenAsync(kind), new SetClock());
        await using var hosted = new HostedStudies(place.Storage, receiver, clock: clock);

        await place.UploadAsync("a.zip", HostedStudies.Zip(study.Folder, "1"));
        await HostedStudies.UntilAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(20));
                return Task.FromResult(Finals(receiver) == 1);
            },
            "The final event never came.");

        var refused = receiver.RefusedEvents.Where(IsOfAStudy).ToList();
        Assert.InRange(refused.Count, 5, 6);
        var told = receiver.Received.Where(IsOfAStudy).ToList();
        Assert.Equal(["patchfcn.study.provisionalFinding", "patchfcn.study.analyzed"], told.Select(it => it.Type));
        Assert.Equal([told[0].Id], refused.Select(it => it.Id).Distinct());
    }

    [Fact]
    public async Task Upload_DemonstrationModelThatIsNotAllowed_IsAnalysedButNobodyIsTold()
    {
        await using var receiver = new WebhookReceiver();
        var place = await OpenAsync("folder");
        await using var hosted = new HostedStudies(place.Storage, receiver, new AlertPolicy());

        await place.UploadAsync("a.zip", HostedStudies.Zip(study.Folder, "1"));
        var finished = await hosted.FinishedAsync(1);

        Assert.True(finished[0].Positive);
        Assert.DoesNotContain(receiver.Received, IsOfAStudy);
    }

    [Fact]
    public async Task Finding_NobodyAcknowledges_IsToldOnceMore()
    {
        await using var receiver = new WebhookReceiver();
        var place = await OpenAsync("folder");
        await using var hosted = new HostedStudies(place.Storage, receiver, HostedStudies.Allowed with { EscalateAfter = TimeSpan.FromMilliseconds(1) });

        await place.UploadAsync("a.zip", HostedStudies.Zip(study.Folder, "1"));

        await HostedStudies.UntilAsync(() => Task.FromResult(receiver.Received.Any(it => it.Type == "patchfcn.study.escalation")), "Nothing was told again.");
        await hosted.FinishedAsync(1);
        await HostedStudies.UntilAsync(() => Task.FromResult(Finals(receiver) == 1), "The final event is missing.");
        Assert.Single(receiver.Received, it => it.Type == "patchfcn.study.escalation");
    }

    [Fact]
    public async Task JudgeAsync_FindingThatWaits_IsNotToldAgain()
    {
        await using var receiver = new WebhookReceiver();
        var place = await OpenAsync("folder");
        await using var hosted = new HostedStudies(place.Storage, receiver, HostedStudies.Allowed with { EscalateAfter = TimeSpan.FromHours(1) });
        await place.UploadAsync("a.zip", HostedStudies.Zip(study.Folder, "1"));
        var finished = await hosted.FinishedAsync(1);
        var api = new StudyApi(hosted.Services);

        Assert.True(await api.JudgeAsync(finished[0].Study, new GivenVerdict(GivenVerdict.FalseAlarm, "calcification", "reader 1"), "signed in", Cancellation));

        Assert.Equal(GivenVerdict.FalseAlarm, Assert.Single((await api.FindAsync(finished[0].Study, Cancellation))!.Verdicts).Verdict);
        var open = new List<string>();
        await foreach (var artifact in place.Storage.Results.ListAsync("_open", Cancellation))
            open.Add(artifact.Path);
        Assert.Empty(open);
    }

    [Fact]
    public async Task RunAsync_CancelledInThePauseAfterAFailure_DoesNotWaitForItsEnd()
    {
        await using var receiver = new WebhookReceiver();
        var storage = StudyStorage.OpenFolder(_root) with { Studies = new InboxOutOfReach() };
        var hosted = new HostedStudies(storage, receiver, clock: new ClockThatNeverRings());
        await HostedStudies.UntilAsync(() => Task.FromResult(hosted.Problems.Count > 0), "Nothing failed.");

        await hosted.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(2), Cancellation);
    }

    private static bool IsOfAStudy(ReceivedEvent it) => it.Type.StartsWith("patchfcn.study.", StringComparison.Ordinal);

    private static int Finals(WebhookReceiver receiver) => receiver.Received.Count(it => it.Type == "patchfcn.study.analyzed");

    /// <summary>A storage of its own for every test: a folder, or an account whose containers have names of their own.</summary>
    private async Task<Place> OpenAsync(string kind, string? name = null)
    {
        if (kind == "folder")
            return new Place(_root, StudyStorage.OpenFolder(_root), WriteAsync);
        name ??= Guid.NewGuid().ToString("N");
        var account = new BlobServiceClient(azurite.Require());
        var storage = await StudyStorage.OpenAsync(account, Cancellation, name + "-");
        return new Place(name, storage, (file, content) => account.GetBlobContainerClient(name + "-studies").UploadBlobAsync(file, new BinaryData(content), Cancellation));
    }

    private async Task WriteAsync(string file, byte[] content)
    {
        var target = Path.Combine(_root, "studies", file);
        await File.WriteAllBytesAsync(target + ".part", content, Cancellation);
        File.Move(target + ".part", target);
    }

    private sealed class InboxOutOfReach : IStudyInbox
    {
        public IAsyncEnumerable<StudyArrival> ListAsync(string start, CancellationToken cancellation) => throw new IOException("The storage is out of reach.");

        public Task<StudyUpload> OpenAsync(string upload, CancellationToken cancellation) => throw new IOException("The storage is out of reach.");
    }

    /// <summary>A pause by this clock has no end.</summary>
    private sealed class ClockThatNeverRings : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
    }

    private sealed record Place(string Name, StudyStorage Storage, Func<string, byte[], Task> UploadAsync);
}
