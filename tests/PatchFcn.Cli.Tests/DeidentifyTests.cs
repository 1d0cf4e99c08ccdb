using System.Text.Json.Nodes;
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Cli.Tests;

/// <summary>R172 to R174: results of a de-identified run tell nowhere whose study it is, say how that was done, and fit one another.</summary>
public sealed class DeidentifyTests(PlantedResults planted) : IClassFixture<PlantedResults>
{
    [Fact]
    public void Analyze_Deidentify_NoByteTellsWhoseStudyItIs()
    {
        Assert.All(planted.Files, file =>
        {
            Assert.Empty(IdentityTraces.FindIn(Path.GetRelativePath(planted.Root, file)));
            var found = IdentityTraces.FindIn(File.ReadAllBytes(file));
            Assert.True(found is [], $"{Path.GetRelativePath(planted.Result, file)} tells {string.Join(", ", found)}");
        });
        Assert.Contains(planted.Files, file => file.EndsWith("segmentation.dcm", StringComparison.Ordinal));
    }

    /// <summary>The check itself: without the option the values are found.</summary>
    [Fact]
    public async Task Analyze_WithoutDeidentify_TellsWhoseStudyItIs()
    {
        var result = await planted.AnalyzeAsync("plain");

        var found = IdentityTraces.FindIn(File.ReadAllBytes(Path.Combine(result, "measurements.dcm")));
        Assert.All(["PatientName", "PatientID", "StudyInstanceUID", "SOPInstanceUID", "InstitutionName", "StudyDate"], attribute => Assert.Contains(attribute, found));
        Assert.Contains("StudyInstanceUID", IdentityTraces.FindIn(File.ReadAllBytes(Path.Combine(result, "report.html"))));
    }

    /// <summary>R173, R174.</summary>
    [Fact]
    public async Task Analyze_Deidentify_ObjectsSayHowAndFitOneAnother()
    {
        var objects = planted.Files.Where(file => file.EndsWith(".dcm", StringComparison.Ordinal)).Select(Header).ToList();
        var report = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(planted.Result, "report.json"), TestContext.Current.CancellationToken))!;

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
        var series = Header(Path.Combine(planted.Result, "segmentation.dcm")).Items(DicomTags.ReferencedSeriesSequence).Single();
        Assert.Equal(report["study"]!["seriesInstanceUid"]!.GetValue<string>(), series.Text(DicomTags.SeriesInstanceUID));
        var slices = report["slices"]!.AsArray().Select(slice => slice!["instanceUid"]!.GetValue<string>()).ToHashSet();
        Assert.All(series.Items(DicomTags.ReferencedInstanceSequence), image => Assert.Contains(image.Text(DicomTags.ReferencedSOPInstanceUID)!, slices));
    }

    [Fact]
    public async Task Replay_DeidentifiedResult_FindsEverythingTheSame()
    {
        var run = await Patchfcn.RunAsync(planted.Root, "replay", planted.Result, "--studies", planted.Study, "--model", AnalyzedPhantom.Model("density-baseline"));

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    private static DicomDataSet Header(string file)
    {
        using var stream = File.OpenRead(file);
        return new BuiltInCodec().ReadHeader(stream).DataSet;
    }
}
