using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>R163, R170: what hosts have lost comes back, and a study to its end.</summary>
public sealed class LossTests(PhantomStudy study) : UploadedStudies(study)
{
    /// <summary>R170, and what the audit log keeps of it.</summary>
    [Fact]
    public async Task RunAsync_WorkLostInTheMiddle_ComesToTheSameEnd()
    {
        var arrival = await UploadAsync("a.zip", "1");
        using var broken = new CancellationTokenSource();
        var runner = new StudyRunner(Services, (_, progress) =>
        {
            if (progress is { Stage: Stage.ScoreSlices, Done: > 3 })
                broken.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync(arrival, CancellationToken.None, broken.Token));
        Directory.Delete(Path.Combine(Root, "work"), recursive: true);

        var study = await new StudyRunner(Services, null).RunAsync(arrival, CancellationToken.None, Cancellation);

        Assert.Equal(ReportStatus.Analyzed, study!.Status);
        var actions = await AuditLog.ReadAsync(Services.Storage.Results, Cancellation).Select(it => it.Entry!.Action).ToListAsync(Cancellation);
        Assert.Equal([AuditActions.UploadTaken, AuditActions.UploadTaken, AuditActions.Decided], actions);
        Assert.Empty((await AuditCheck.OfAsync(Services.Storage.Results, null, Cancellation)).Problems);
    }

    /// <summary>A host that dies between what it tells and its mark: the study is not analysed again, and ends as was told.</summary>
    [Fact]
    public async Task RunAsync_EndWasToldButNotMarked_EndsAsItWasTold()
    {
        var arrival = await UploadAsync("a.zip", "1");
        var request = await Services.RequestAsync(arrival, Cancellation);
        var path = await Services.ResultPathAsync(request, Cancellation);
        await Services.Alerts.ConcludeAsync(request, new StudyOutcome(ReportStatus.NotAnalyzed, path, new("internalFailure", "It failed."), null, null, null), Cancellation);

        var study = await new StudyRunner(Services, null).RunAsync(arrival, CancellationToken.None, Cancellation);

        Assert.Equal((ReportStatus.NotAnalyzed, path), (study!.Status, study.ResultPath));
        Assert.Equal(["2-notAnalyzed.json"], await EventsAsync(path));
    }

    /// <summary>R170: a rerun forgets all that says the study is finished; its marks alone are not all.</summary>
    [Fact]
    public async Task ForgetAsync_ResultsAreLost_TheyComeBack()
    {
        var arrival = await UploadAsync("a.zip", "1");
        var study = await new StudyRunner(Services, null).RunAsync(arrival, CancellationToken.None, Cancellation);
        var results = Path.Combine(Root, "results", study!.ResultPath);
        Directory.Delete(results, recursive: true);

        await Services.ForgetAsync(study, Cancellation);
        await new StudyRunner(Services, null).RunAsync(arrival, CancellationToken.None, Cancellation);

        Assert.True(File.Exists(Path.Combine(results, ResultNames.Report)));
    }

    /// <summary>R170.</summary>
    [Fact]
    public async Task RunAsync_MarksAreLost_AreMadeAgainWithoutAnAnalysis()
    {
        var arrival = await UploadAsync("a.zip", "1");
        var study = await new StudyRunner(Services, null).RunAsync(arrival, CancellationToken.None, Cancellation);
        foreach (var folder in new[] { "_uploads", "_instances" })
            Directory.Delete(Path.Combine(Root, "results", folder), recursive: true);
        var report = Path.Combine(Root, "results", study!.ResultPath, ResultNames.Report);
        var (written, told) = (File.GetLastWriteTimeUtc(report), await Services.Storage.Results.ListAsync("_outbox", Cancellation).CountAsync(Cancellation));

        var again = await new StudyRunner(Services, null).RunAsync(arrival, CancellationToken.None, Cancellation);

        Assert.Equal((study.Instance, study.Score, study.ResultPath), (again!.Instance, again.Score, again.ResultPath));
        Assert.Equal((written, told), (File.GetLastWriteTimeUtc(report), await Services.Storage.Results.ListAsync("_outbox", Cancellation).CountAsync(Cancellation)));
    }

    /// <summary>One mark that a power cut has emptied must not hold up every other study.</summary>
    [Fact]
    public async Task FindUploadAsync_EmptyMark_CountsAsNone()
    {
        await Services.Storage.Results.WriteAsync("_uploads/0123456789abcdef.json", (_, _) => Task.CompletedTask, Cancellation);

        Assert.Null(await Services.Marks.FindUploadAsync("0123456789abcdef", Cancellation));
        Assert.Empty(await Services.Marks.ListAsync(Cancellation));
    }
}
