using System.Text.Json;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>R110 to R116 through the whole workflow.</summary>
public sealed class DicomResultsTests(PhantomStudy study)
{
    private static readonly string[] Names = ["segmentation.dcm", "measurements.dcm", "keyobjects.dcm"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_Phantom_WritesObjectsOfItsStudyTheSameInEveryRun()
    {
        var (first, second) = (await AnalyzeAsync(study.Folder), await AnalyzeAsync(study.Folder));

        var report = await ReportAsync(first);
        foreach (var name in Names)
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(first, name)), File.ReadAllBytes(Path.Combine(second, name)));
            Assert.Equal(report.Study.InstanceUid, Read(first, name).Text(DicomTags.StudyInstanceUID));
        }
    }

    /// <summary>What an independent reader would make of the segmentation: pixels that are set times the distances it states. R258: findings and specks are all of it.</summary>
    [Fact]
    public async Task RunAsync_Phantom_SegmentationHasTheVolumeAndTheSlicesOfTheReport()
    {
        var result = await AnalyzeAsync(study.Folder);

        var report = await ReportAsync(result);
        using var file = File.OpenRead(Path.Combine(result, "segmentation.dcm"));
        var image = new BuiltInCodec().ReadImage(file);
        var header = image.Header.DataSet;
        var measures = header.Items(DicomTags.SharedFunctionalGroupsSequence)[0].Items(DicomTags.PixelMeasuresSequence)[0];
        var spacing = measures.Numbers(DicomTags.PixelSpacing)!;
        var cells = new ushort[header.Integer(DicomTags.Rows)!.Value * header.Integer(DicomTags.Columns)!.Value];
        var areas = new Dictionary<string, double>();
        for (var frame = 0; frame < image.FrameCount; frame++)
        {
            image.DecodeFrame(frame, cells);
            areas[SourceOf(header, frame)] = cells.Count(cell => cell != 0) * spacing[0] * spacing[1];
        }

        Assert.Equal(report.Slices.Where(slice => slice.AreaMm2 > 0).Select(slice => slice.InstanceUid), areas.Keys);
        Assert.All(report.Slices.Where(slice => slice.AreaMm2 > 0), slice => Assert.Equal(slice.AreaMm2!.Value, areas[slice.InstanceUid], 1e-6));
        Assert.Equal(report.VolumeMl!.Value, areas.Values.Sum() * measures.Number(DicomTags.SpacingBetweenSlices)!.Value / 1000, report.VolumeMl.Value * 0.01);
        Assert.Equal(report.VolumeMl.Value, report.Findings!.Sum(finding => finding.VolumeMl) + report.Unlisted!.VolumeMl, 1e-6);
    }

    /// <summary>R234, R238: page, structured report, key objects and FHIR give one verdict.</summary>
    [Fact]
    public async Task RunAsync_Phantom_SaysTheSameInEveryRecord()
    {
        var result = await AnalyzeAsync(study.Folder);

        var expected = Impression.Of(await ReportAsync(result));
        var plain = expected.Replace('“', '"').Replace('”', '"');
        Assert.Contains(plain, Texts(Read(result, "measurements.dcm")));
        Assert.Contains(Texts(Read(result, "keyobjects.dcm")), text => text.EndsWith(plain, StringComparison.Ordinal));
        using var fhir = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(result, "fhir.json"), Cancellation));
        var report = fhir.RootElement.GetProperty("entry").EnumerateArray().Last().GetProperty("resource");
        Assert.StartsWith(expected, report.GetProperty("conclusion").GetString(), StringComparison.Ordinal);

        static IEnumerable<string> Texts(DicomDataSet item) => item.Items(DicomTags.ContentSequence)
            .SelectMany(child => Texts(child).Append(child.Text(DicomTags.TextValue) ?? ""));
    }

    /// <summary>R351: certainties are scores of patches, that of a finding like that of the study.</summary>
    [Fact]
    public async Task RunAsync_Phantom_CertaintyOfAFindingIsTheScoreOfItsPatch()
    {
        var result = await AnalyzeAsync(study.Folder);

        var findings = (await ReportAsync(result)).Findings!;
        Assert.Contains(findings, finding => finding.TopPatch!.Score != finding.Score);
        Assert.Equal(findings.Select(finding => 100 * finding.TopPatch!.Score), Certainties(Read(result, "measurements.dcm")), (a, b) => Math.Abs(a - b) < 1e-6);

        static IEnumerable<double> Certainties(DicomDataSet item) => item.Items(DicomTags.ContentSequence).SelectMany(child =>
            child.Items(DicomTags.ConceptNameCodeSequence) is [var name, ..] && name.Text(DicomTags.CodeMeaning) == "Certainty of Finding"
                ? [child.Items(DicomTags.MeasuredValueSequence)[0].Number(DicomTags.NumericValue)!.Value]
                : Certainties(child));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_Fractional_WritesTheProbabilityWhereItIsAskedFor(bool isAskedFor)
    {
        var result = await AnalyzeAsync(study.Folder, isAskedFor);

        Assert.Equal(isAskedFor, File.Exists(Path.Combine(result, "probability.dcm")));
        if (!isAskedFor)
            return;
        using var file = File.OpenRead(Path.Combine(result, "probability.dcm"));
        var image = new BuiltInCodec().ReadImage(file);
        var header = image.Header.DataSet;
        var cells = new ushort[header.Integer(DicomTags.Rows)!.Value * header.Integer(DicomTags.Columns)!.Value];
        var marked = Enumerable.Range(0, image.FrameCount).Where(frame =>
        {
            image.DecodeFrame(frame, cells);
            return cells.Any(cell => cell > 127);
        });
        Assert.Equal((await ReportAsync(result)).Slices.Where(slice => slice.AreaMm2 > 0).Select(slice => slice.InstanceUid), marked.Select(frame => SourceOf(header, frame)));
    }

    [Fact]
    public async Task RunAsync_RefusedStudy_HasNoObjects()
    {
        var empty = study.NewFolder();
        Directory.CreateDirectory(empty);

        var result = await AnalyzeAsync(empty);

        Assert.Empty(Directory.GetFiles(result, "*.dcm", SearchOption.AllDirectories));
    }

    private async Task<string> AnalyzeAsync(string folder, bool fractional = false)
    {
        using var analysis = new LocalAnalysis(PhantomStudy.Settings with { Fractional = fractional }, study.NewFolder());
        return analysis.Locate((await analysis.RunAsync([folder], null, Cancellation)).ResultPath);
    }

    private static async Task<StudyReport> ReportAsync(string result)
    {
        await using var stream = File.OpenRead(Path.Combine(result, "report.json"));
        return await ReportJson.ReadAsync(stream, Cancellation);
    }

    private static DicomDataSet Read(string result, string name)
    {
        using var file = File.OpenRead(Path.Combine(result, name));
        return new BuiltInCodec().ReadHeader(file).DataSet;
    }

    private static string SourceOf(DicomDataSet header, int frame) => header.Items(DicomTags.PerFrameFunctionalGroupsSequence)[frame]
        .Items(DicomTags.DerivationImageSequence)[0].Items(DicomTags.SourceImageSequence)[0].Text(DicomTags.ReferencedSOPInstanceUID)!;
}
