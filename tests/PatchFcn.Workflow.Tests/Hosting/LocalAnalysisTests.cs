using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using PatchFcn.Core;
using PatchFcn.Core.Volumes;
using PatchFcn.Inference.Scoring;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Workflow.Tests.Hosting;

public sealed class LocalAnalysisTests(PhantomStudy study)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>R33: what is sealed is what was written.</summary>
    [Fact]
    public async Task RunAsync_Study_SealsEveryFileItWrote()
    {
        var results = await AnalyzeAsync(study.Folder);

        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(results, "manifest.json"), Cancellation));
        var outputs = manifest.RootElement.GetProperty("outputs").EnumerateArray().ToDictionary(
            file => file.GetProperty("name").GetString()!, file => file.GetProperty("sha256").GetString());
        var written = Directory.EnumerateFiles(results, "*", SearchOption.AllDirectories)
            .Select(path => RelativePath.Of(results, path)).Where(name => name != "manifest.json").ToList();
        Assert.Equal(written.Order(), outputs.Keys.Order());
        Assert.All(written, name => Assert.Equal(Hash(Path.Combine(results, name)), outputs[name]));
        Assert.Equal(
            study.Phantom.Ct.Geometry.SliceCount,
            manifest.RootElement.GetProperty("inputs").EnumerateArray().Count(file => file.GetProperty("name").GetString()!.EndsWith(".dcm", StringComparison.Ordinal)));
    }

    /// <summary>R33: a replay compares equal, times apart.</summary>
    [Fact]
    public async Task RunAsync_SameStudyTwice_GivesTheSameResult()
    {
        var first = await AnalyzeAsync(study.Folder);
        var second = await AnalyzeAsync(study.Folder);

        Assert.Equal(Path.GetFileName(first), Path.GetFileName(second));
        var timeless = new Dictionary<string, double>();
        Assert.Equivalent(await ReportAsync(first) with { Timings = timeless }, await ReportAsync(second) with { Timings = timeless }, strict: true);
        Assert.Equal(Hash(Path.Combine(first, "probability.nii.gz")), Hash(Path.Combine(second, "probability.nii.gz")));
        Assert.Equal(Hash(Path.Combine(first, "overlays/montage.png")), Hash(Path.Combine(second, "overlays/montage.png")));
    }

    [Fact]
    public async Task RunAsync_ZipOfTheFolder_IsTheSameInstance()
    {
        var zip = study.NewFolder() + ".zip";
        ZipFile.CreateFromDirectory(study.Folder, zip);

        Assert.Equal(Path.GetFileName(await AnalyzeAsync(study.Folder)), Path.GetFileName(await AnalyzeAsync(zip)));
    }

    [Fact]
    public async Task RunAsync_Study_PointsToTheNewestResult()
    {
        var results = await AnalyzeAsync(study.Folder);

        using var latest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(results, "..", "latest.json"), Cancellation));
        Assert.Equal(Path.GetFileName(results), latest.RootElement.GetProperty("instance").GetString());
    }

    /// <summary>R3, R25: the map lies where the scan lies.</summary>
    [Fact]
    public async Task RunAsync_Study_MapsProbabilitiesToTheSourceVoxels()
    {
        var results = await AnalyzeAsync(study.Folder);

        await using var file = File.OpenRead(Path.Combine(results, "probability.nii.gz"));
        var map = NiftiReader.ReadGzip(file);
        var (found, expected) = (map.Geometry, study.Phantom.Ct.Geometry);
        Assert.Equal((expected.SliceCount, expected.Rows, expected.Columns), (found.SliceCount, found.Rows, found.Columns));
        Assert.True((found.ToPatient(0, 0, 0) - expected.ToPatient(0, 0, 0)).Length < 0.01);
        Assert.True((found.ToPatient(expected.SliceCount - 1, 255, 255) - expected.ToPatient(expected.SliceCount - 1, 255, 255)).Length < 0.01);
    }

    /// <summary>R397: what lies above a missing slice is not moved down.</summary>
    [Fact]
    public async Task RunAsync_SliceMissing_MapHasThePlanesOfTheWholeStudy()
    {
        var folder = Directory.CreateDirectory(study.NewFolder()).FullName;
        var images = Directory.EnumerateFiles(study.Folder, "*.dcm").Order().ToList();
        images.RemoveAt(images.Count / 2);
        images.ForEach(image => File.Copy(image, Path.Combine(folder, Path.GetFileName(image))));

        var results = await AnalyzeAsync(folder);

        await using var file = File.OpenRead(Path.Combine(results, "probability.nii.gz"));
        var (found, expected) = (NiftiReader.ReadGzip(file).Geometry, study.Phantom.Ct.Geometry);
        Assert.Equal(expected.SliceCount, found.SliceCount);
        Assert.All(Enumerable.Range(0, expected.SliceCount), slice => Assert.True((found.ToPatient(slice, 0, 0) - expected.ToPatient(slice, 0, 0)).Length < 0.01));
    }

    /// <summary>R31: refused, and the report says so.</summary>
    [Fact]
    public async Task RunAsync_FolderWithoutImages_IsRefusedWithAReport()
    {
        var folder = Directory.CreateDirectory(study.NewFolder()).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "notes.txt"), "no image", Cancellation);

        var report = await ReportAsync(await AnalyzeAsync(folder));

        Assert.Equal(ReportStatus.NotAnalyzed, report.Status);
        Assert.Equal("noCtImages", report.ReasonName);
        Assert.Null(report.Score);
        Assert.Null(report.Positive);
        Assert.Null(report.Findings);
        Assert.Single(report.Ledger);
    }

    [Fact]
    public async Task RunAsync_FewSlicesOfAStudy_AreRefusedUnderTheNameOfTheStudy()
    {
        var folder = Directory.CreateDirectory(study.NewFolder()).FullName;
        foreach (var slice in Directory.EnumerateFiles(study.Folder, "*.dcm", SearchOption.AllDirectories).Order().Take(5))
            File.Copy(slice, Path.Combine(folder, Path.GetFileName(slice)));

        var results = await AnalyzeAsync(folder);
        var report = await ReportAsync(results);

        Assert.Equal("tooFewSlices", report.ReasonName);
        Assert.Equal(StudyNames.Short(report.Study.InstanceUid!), Path.GetFileName(Path.GetDirectoryName(results)));
    }

    /// <summary>R23: the score of the study is that of its best slice.</summary>
    [Fact]
    public async Task RunAsync_Study_ScoresTheMaximumOfItsSlices()
    {
        var report = await ReportAsync(await AnalyzeAsync(study.Folder));

        Assert.Equal(report.Slices.Max(slice => slice.Score), report.Score);
        Assert.Equal(report.Score >= report.OperatingPoint.Threshold, report.Positive);
    }

    [Fact]
    public async Task RunAsync_Cancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var analysis = new LocalAnalysis(PhantomStudy.Settings, study.NewFolder());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => analysis.RunAsync([study.Folder], null, cancelled.Token));
    }

    /// <summary>R65: what is judged is what is served.</summary>
    [Fact]
    public async Task ExamineAsync_Study_SaysWhatRunAsyncWritesAndWritesNothing()
    {
        var written = await AnalyzeAsync(study.Folder);
        var unwritten = study.NewFolder();
        using var analysis = new LocalAnalysis(PhantomStudy.Settings, unwritten);

        var (examined, _) = await analysis.ExamineAsync([study.Folder], null, Cancellation);

        var timeless = new Dictionary<string, double>();
        Assert.Equivalent(await ReportAsync(written) with { Timings = timeless }, examined.Report with { Timings = timeless }, strict: true);
        await using var file = File.OpenRead(Path.Combine(written, "probability.nii.gz"));
        var map = NiftiReader.ReadGzip(file).Voxels;
        Assert.Equal(map, Array.ConvertAll(examined.Images!.Probabilities!.Values.ToArray(), value => (float)(value * (1 / 255.0))), (a, b) => Math.Abs(a - b) < 1e-6f);
        Assert.False(Directory.Exists(unwritten));
    }

    /// <summary>R393: read and stripped once, so that the times of these stages are not there a second time.</summary>
    [Fact]
    public async Task ExamineAsync_AgainstAnotherGrid_SaysWhatThatGridSaysAlone()
    {
        using var exact = new LocalAnalysis(PhantomStudy.Settings, study.NewFolder());
        using var full = new LocalAnalysis(PhantomStudy.Settings with { Grid = ScoringGrid.Full }, study.NewFolder());
        var (alone, _) = await full.ExamineAsync([study.Folder], null, Cancellation);

        var (examined, against) = await exact.ExamineAsync([study.Folder], ScoringGrid.Full, Cancellation);

        Assert.Equal(("exact", "full"), (examined.Report.Grid, against!.Report.Grid));
        Assert.Equal(["ingest", "scoreSlices", "stripSkull"], examined.Report.Timings.Keys.Order());
        Assert.Equal(["scoreSlices"], against.Report.Timings.Keys);
        var timeless = new Dictionary<string, double>();
        Assert.Equivalent(alone.Report with { Timings = timeless, Instance = "" }, against.Report with { Timings = timeless, Instance = "" }, strict: true);
        Assert.Equal(alone.Images!.Labels!.Labels.ToArray(), against.Images!.Labels!.Labels.ToArray());
        Assert.Equal(alone.Images.Probabilities!.Values.ToArray(), against.Images.Probabilities!.Values.ToArray());
        Assert.NotSame(examined.Images!.Labels, against.Images.Labels);
    }

    private async Task<string> AnalyzeAsync(string input)
    {
        using var analysis = new LocalAnalysis(PhantomStudy.Settings, study.NewFolder());
        return analysis.Locate((await analysis.RunAsync([input], null, Cancellation)).ResultPath);
    }

    private static async Task<StudyReport> ReportAsync(string results)
    {
        await using var stream = File.OpenRead(Path.Combine(results, "report.json"));
        return await ReportJson.ReadAsync(stream, Cancellation);
    }

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
