using System.Text.Json.Nodes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;
using PatchFcn.Testing.Privacy;

namespace PatchFcn.Cli.Tests;

/// <summary>R172 to R174: results of a de-identified run tell nowhere whose study it is, say how that was done, and fit one another.</summary>
public sealed class DeidentifyTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    [Fact]
    public async Task Analyze_Deidentify_NoByteTellsWhoseStudyItIs()
    {
        var (result, files) = await AnalyzeAsync("--deidentify");

        Assert.All(files, file =>
        {
            Assert.Empty(IdentityTraces.FindIn(Path.GetRelativePath(_root, file)));
            var found = IdentityTraces.FindIn(File.ReadAllBytes(file));
            Assert.True(found is [], $"{Path.GetRelativePath(result, file)} tells {string.Join(", ", found)}");
        });
        Assert.Contains(files, file => file.EndsWith("segmentation.dcm", StringComparison.Ordinal));
    }

    /// <summary>The check itself: without the option the values are found.</summary>
    [Fact]
    public async Task Analyze_WithoutDeidentify_TellsWhoseStudyItIs()
    {
        var (result, _) = await AnalyzeAsync();

        var found = IdentityTraces.FindIn(File.ReadAllBytes(Path.Combine(result, "measurements.dcm")));
        Assert.All(["PatientName", "PatientID", "StudyInstanceUID", "SOPInstanceUID", "InstitutionName", "StudyDate"], attribute => Assert.Contains(attribute, found));
        Assert.Contains("StudyInstanceUID", IdentityTraces.FindIn(File.ReadAllBytes(Path.Combine(result, "report.html"))));
    }

    [Fact]
    public async Task Analyze_Deidentify_ObjectsSayHowAndFitOneAnother()
    {
        var (result, files) = await AnalyzeAsync("--deidentify");
        var objects = files.Where(file => file.EndsWith(".dcm", StringComparison.Ordinal)).Select(Header).ToList();
        var report = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(result, "report.json"), TestContext.Current.CancellationToken))!;

        Assert.Equal(8, objects.Count);
        Assert.All(objects, header =>
        {
            Assert.Equal("YES", header.Text(DicomTags.PatientIdentityRemoved));
            Assert.Equal("113100", header.Items(DicomTags.DeidentificationMethodCodeSequence).Single().Text(DicomTags.CodeValue));
            Assert.NotNull(header.Text(DicomTags.DeidentificationMethod));
            Assert.Equal("REMOVED", header.Text(DicomTags.LongitudinalTemporalInformationModified));
            Assert.Equal(report["study"]!["instanceUid"]!.GetValue<string>(), header.Text(DicomTags.StudyInstanceUID));
            Assert.Null(header.Text(DicomTags.StudyDate));
        });
        Assert.Single(objects.Select(header => header.Text(DicomTags.PatientID)).Distinct());
        var series = Header(Path.Combine(result, "segmentation.dcm")).Items(DicomTags.ReferencedSeriesSequence).Single();
        Assert.Equal(report["study"]!["seriesInstanceUid"]!.GetValue<string>(), series.Text(DicomTags.SeriesInstanceUID));
        var slices = report["slices"]!.AsArray().Select(slice => slice!["instanceUid"]!.GetValue<string>()).ToHashSet();
        Assert.All(series.Items(DicomTags.ReferencedInstanceSequence), image => Assert.Contains(image.Text(DicomTags.ReferencedSOPInstanceUID)!, slices));
    }

    [Fact]
    public async Task Replay_DeidentifiedResult_FindsEverythingTheSame()
    {
        var (result, _) = await AnalyzeAsync("--deidentify");

        var run = await Patchfcn.RunAsync(_root, "replay", result, "--studies", Path.Combine(_root, "planted"), "--model", AnalyzedPhantom.Model("density-baseline"));

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task<(string Result, string[] Files)> AnalyzeAsync(params string[] options)
    {
        PhantomWriter.Write(Phantom.Create(PhantomSpec.Draw(3, new PhantomOptions { Bleed = BleedChoice.Edh, MatrixSize = 256, SliceSpacingMm = 5 })), _root, "study");
        PlantedStudy.Make(Path.Combine(_root, "study"), Path.Combine(_root, "planted"), IdentityTraces.Times);
        var run = await Patchfcn.RunAsync(
            _root, ["analyze", "planted", "--out", "out", "--device", "cpu", "--model", AnalyzedPhantom.Model("density-baseline"), "--fractional", .. options]);
        Assert.True(run.ExitCode == 0, run.Error);
        var files = Directory.GetFiles(Path.Combine(_root, "out"), "*", SearchOption.AllDirectories);
        return (Path.GetDirectoryName(files.Single(file => file.EndsWith("manifest.json", StringComparison.Ordinal)))!, files);
    }

    private static DicomDataSet Header(string file)
    {
        using var stream = File.OpenRead(file);
        return new BuiltInCodec().ReadHeader(stream).DataSet;
    }
}
