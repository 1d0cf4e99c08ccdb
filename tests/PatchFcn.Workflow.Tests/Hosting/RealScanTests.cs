using System.Diagnostics;
using PatchFcn.Reporting.Reports;
using PatchFcn.Testing;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>Scans that nobody here made.</summary>
public sealed class RealScanTests(PhantomStudy study)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_RealHead_IsAnalyzedWithAPlausibleBrain()
    {
        var report = await AnalyzeAsync("ct_head_human_cranium");

        Assert.Equal(ReportStatus.Analyzed, report.Status);
        Assert.Equal(108, report.Study.SliceCount);
        Assert.InRange(report.BrainVolumeMl!.Value, 1000, 1800);
        Assert.False(report.Positive);
    }

    [Fact]
    public async Task RunAsync_PlasticSkull_IsRefusedBecauseThereIsNoBrain()
    {
        var report = await AnalyzeAsync("ct_head_phantom_philips_5mm");

        Assert.Equal("noBrainTissue", report.ReasonName);
        Assert.Equal(28, report.Ledger.Count(file => file.Used));
        Assert.Contains(report.Ledger, file => !file.Used && file.Reason.StartsWith("localizer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_TiltedPlasticSkull_ReportsTheTiltAndIsRefused()
    {
        var report = await AnalyzeAsync("ct_head_phantom_philips_tilt_svl");

        Assert.Equal("noBrainTissue", report.ReasonName);
        Assert.Equal(18.5, Math.Abs(report.Study.GantryTilt!.Value), 0.1);
        Assert.Equal(2.371, report.Study.Spacing!.Slice, 0.001);
    }

    /// <summary>R5: whatever comes, a study ends with a report that names the problem, and nothing is written outside the output folder.</summary>
    [Fact]
    public async Task RunAsync_EveryMalformedFile_EndsWithAReport()
    {
        Assert.SkipUnless(TestData.Has("malformed"), TestData.Missing("malformed"));
        var output = study.NewFolder();
        using var analysis = new LocalAnalysis(PhantomStudy.Settings, output);
        var files = Directory.GetFiles(TestData.Locate("malformed"), "*", SearchOption.AllDirectories);
        var slowest = (Seconds: 0.0, File: "");
        foreach (var file in files)
        {
            var clock = Stopwatch.StartNew();
            var outcome = await analysis.RunAsync([file], null, Cancellation);
            if (clock.Elapsed.TotalSeconds > slowest.Seconds)
                slowest = (clock.Elapsed.TotalSeconds, file);

            Assert.True(File.Exists(Path.Combine(analysis.Locate(outcome.ResultPath), "report.json")), file);
            Assert.True(outcome.Status == ReportStatus.Analyzed || outcome.Reason is { Name.Length: > 0, Message.Length: > 0 }, file);
            Assert.NotEqual(WorkflowCatalogue.InternalFailure, outcome.Reason?.Name);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{files.Length} files, the slowest {slowest.Seconds:0.00} s: {slowest.File}");
        Assert.InRange(files.Length, 350, 400);
    }

    private async Task<StudyReport> AnalyzeAsync(string data)
    {
        Assert.SkipUnless(TestData.Has(data), TestData.Missing(data));
        using var analysis = new LocalAnalysis(PhantomStudy.Settings, study.NewFolder());
        var outcome = await analysis.RunAsync([TestData.Locate(data)], null, Cancellation);
        await using var stream = File.OpenRead(Path.Combine(analysis.Locate(outcome.ResultPath), "report.json"));
        return await ReportJson.ReadAsync(stream, Cancellation);
    }
}
