using System.IO.Compression;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>Runs that an engine keeps and that do not come to their end, and uploads that cannot be analysed: another attempt or an event, never silence.</summary>
public sealed class BrokenRunTests(PhantomStudy study) : DispatchedStudies(study)
{
    /// <summary>R31: never in silence.</summary>
    [Fact]
    public async Task TakeUpAsync_RunsThatBreakOff_AreTriedFiveTimesThenToldOf()
    {
        Upload("a.zip", "1");
        var dispatcher = new StudyDispatcher(Services, Runs);
        Runs.Next = KeptRuns.Fate.BreaksOff;

        for (var sweep = 0; sweep < 8; sweep++)
        {
            await dispatcher.TakeUpAsync("", Cancellation);
            await Runs.SettleAsync();
        }

        Assert.Equal(5, Runs.Started);
        Assert.Equal(["patchfcn.study.notAnalyzed"], await TypesAsync());
        var (_, study) = await FinishedAsync();
        Assert.Equal((WorkflowCatalogue.InternalFailure, false), (study.Reason, study.HasReport));
    }

    [Fact]
    public async Task TakeUpAsync_RunBrokeOffOnce_IsTakenUpAgain()
    {
        Upload("a.zip", "1");
        var dispatcher = new StudyDispatcher(Services, Runs);
        Runs.Next = KeptRuns.Fate.BreaksOff;
        await dispatcher.TakeUpAsync("a.zip", Cancellation);
        await Runs.SettleAsync();

        Runs.Next = KeptRuns.Fate.Ends;
        await dispatcher.TakeUpAsync("", Cancellation);
        await Runs.SettleAsync();

        Assert.Equal(ReportStatus.Analyzed, (await FinishedAsync()).Study.Status);
    }

    /// <summary>R187.</summary>
    [Fact]
    public async Task TakeUpAsync_UploadThatCannotBeRead_HoldsUpNoOtherAndIsSaid()
    {
        Upload("a.zip", "1");
        Upload("b.zip", "2");
        var dispatcher = new StudyDispatcher(Services, Runs);

        using (File.Open(Path.Combine(Root, "studies", "a.zip"), FileMode.Open, FileAccess.Read, FileShare.None))
            await Assert.ThrowsAsync<AggregateException>(() => dispatcher.TakeUpAsync("", Cancellation));
        await Runs.SettleAsync();

        var (key, study) = await FinishedAsync();
        Assert.Equal(ReportStatus.Analyzed, study.Status);
        Assert.Equal("b.zip", (await Services.Storage.Studies.ListAsync("", Cancellation).SingleAsync(it => it.Key == key, Cancellation)).Name);
    }

    [Fact]
    public async Task TakeUpAsync_RunThatHangs_IsStoppedThenGivenUp()
    {
        Upload("a.zip", "1");
        Runs.Next = KeptRuns.Fate.Hangs;
        var dispatcher = new StudyDispatcher(Services, Runs) { TimeLimit = TimeSpan.FromHours(10) };
        await dispatcher.TakeUpAsync("a.zip", Cancellation);

        Clock.Advance(0.8 * dispatcher.TimeLimit);
        await dispatcher.TakeUpAsync("", Cancellation);
        Assert.Empty(Runs.Stops);

        Clock.Advance(0.4 * dispatcher.TimeLimit);
        await dispatcher.TakeUpAsync("", Cancellation);
        Assert.Empty(await Services.Marks.ListKeysAsync(Cancellation));
        Assert.Equal("timeLimit", Assert.Single(Runs.Stops).Name);

        Clock.Advance(dispatcher.TimeLimit);
        await dispatcher.TakeUpAsync("", Cancellation);
        await Runs.SettleAsync();

        Assert.Equal(["patchfcn.study.notAnalyzed"], await TypesAsync());
    }

    /// <summary>R247: of slices by two models there is no result, and no event names a model that has not seen them.</summary>
    [Fact]
    public async Task TakeUpAsync_RunThatBeganWithAnotherModel_SaysNothingAndIsTakenUpWithThisOne()
    {
        Upload("a.zip", "1");
        var dispatcher = new StudyDispatcher(Services, Runs);
        Runs.Model = Services.Model.Reference with { ManifestSha256 = "of another" };
        await dispatcher.TakeUpAsync("a.zip", Cancellation);
        await Runs.SettleAsync();
        Assert.Empty(await TypesAsync());
        Assert.Empty(await Services.Marks.ListKeysAsync(Cancellation));

        Runs.Model = null;
        await dispatcher.TakeUpAsync("", Cancellation);
        await Runs.SettleAsync();

        Assert.Equal(["patchfcn.study.provisionalFinding", "patchfcn.study.analyzed"], await TypesAsync());
        Assert.Equal(ReportStatus.Analyzed, (await FinishedAsync()).Study.Status);
    }

    [Fact]
    public async Task TakeUpAsync_Rubbish_EndsInANotAnalyzedEvent()
    {
        Upload("rubbish.zip", "this is no zip"u8.ToArray());

        await new StudyDispatcher(Services, Runs).TakeUpAsync("rubbish.zip", Cancellation);
        await Runs.SettleAsync();

        Assert.Equal(["patchfcn.study.notAnalyzed"], await TypesAsync());
    }

    /// <summary>R343: nothing of either can be read, so that their contents look alike; the second was finished with the end of the first, in silence.</summary>
    [Fact]
    public async Task TakeUpAsync_TwoUploadsOfWhichNothingIsRead_AreToldOfEach()
    {
        Upload("a.zip", ZipOutside("1"));
        Upload("b.zip", ZipOutside("2"));

        await new StudyDispatcher(Services, Runs).TakeUpAsync("", Cancellation);
        await Runs.SettleAsync();

        Assert.Equal(["patchfcn.study.notAnalyzed", "patchfcn.study.notAnalyzed"], await TypesAsync());
        Assert.Equal(2, (await Services.Marks.ListAsync(Cancellation)).Select(it => it.Study.Study).Distinct().Count());
    }

    /// <summary>An archive whose one entry lies outside of it, and is not opened therefore.</summary>
    private static byte[] ZipOutside(string content)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create))
        using (var entry = new StreamWriter(archive.CreateEntry("../image").Open()))
            entry.Write(content);
        return zip.ToArray();
    }
}
