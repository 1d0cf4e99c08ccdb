using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Testing.Privacy;

namespace PatchFcn.Cli.Tests;

/// <summary>R172 to R174: results of a de-identified run tell nowhere whose study it is, say how that was done, and fit one another.</summary>
public sealed partial class DeidentifyTests(PlantedResults planted) : IClassFixture<PlantedResults>
{
    /// <summary>Dates and times that results could carry, beside the planted identity.</summary>
    internal static readonly PlantedValue[] Times =
    [
        Date("StudyDate", DicomTags.StudyDate), Date("SeriesDate", DicomTags.SeriesDate),
        Date("AcquisitionDate", DicomTags.AcquisitionDate), Date("ContentDate", DicomTags.ContentDate),
        new("StudyTime", DicomTags.StudyTime, "TM", "171717.31", ["171717", "17:17:17"]),
        new("ContentTime", DicomTags.ContentTime, "TM", "171717.31", ["171717", "17:17:17"]),
    ];

    [Fact]
    public void Analyze_Deidentify_NoByteTellsWhoseStudyItIs()
    {
        Assert.All(planted.Files, file =>
        {
            Assert.Empty(Found(Encoding.UTF8.GetBytes(Path.GetRelativePath(planted.Root, file))));
            var found = Plain(File.ReadAllBytes(file)).SelectMany(Found).Distinct().ToList();
            Assert.True(found is [], $"{Path.GetRelativePath(planted.Result, file)} tells {string.Join(", ", found)}");
        });
        Assert.Contains(planted.Files, file => file.EndsWith("segmentation.dcm", StringComparison.Ordinal));
    }

    /// <summary>The check itself: without the option the values are found.</summary>
    [Fact]
    public async Task Analyze_WithoutDeidentify_TellsWhoseStudyItIs()
    {
        var result = await planted.AnalyzeAsync("plain");

        var found = Found(File.ReadAllBytes(Path.Combine(result, "measurements.dcm")));
        Assert.All(["PatientName", "PatientID", "StudyInstanceUID", "SOPInstanceUID", "InstitutionName", "StudyDate"], attribute => Assert.Contains(attribute, found));
        Assert.Contains("StudyInstanceUID", Found(File.ReadAllBytes(Path.Combine(result, "report.html"))));
    }

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

    private static IReadOnlyList<string> Found(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        return [.. PlantedIdentity.FindIn(bytes), .. Times.Where(time => time.Marks.Any(mark => text.Contains(mark, StringComparison.Ordinal))).Select(time => time.Attribute)];
    }

    /// <summary>The bytes, and those that are packed or written as base64 within them.</summary>
    private static IEnumerable<byte[]> Plain(byte[] bytes)
    {
        yield return bytes;
        if (bytes is [0x1F, 0x8B, ..])
            yield return Unpack(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        foreach (Match match in Base64Text().Matches(Encoding.Latin1.GetString(bytes)))
            if (Base64.IsValid(match.Value))
                foreach (var inner in Plain(Convert.FromBase64String(match.Value)))
                    yield return inner;
    }

    private static byte[] Unpack(Stream packed)
    {
        using var plain = new MemoryStream();
        packed.CopyTo(plain);
        return plain.ToArray();
    }

    private static DicomDataSet Header(string file)
    {
        using var stream = File.OpenRead(file);
        return new BuiltInCodec().ReadHeader(stream).DataSet;
    }

    private static PlantedValue Date(string attribute, DicomTag tag) => new(attribute, tag, "DA", "19471203", ["19471203", "1947-12-03"]);

    [GeneratedRegex("[A-Za-z0-9+/]{24,}={0,2}")]
    private static partial Regex Base64Text();
}
