using System.Text;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Dicom.Tests.Reading.Selection;

/// <summary>R2, R373: of several series, and of several scans in one, the one that suits best is taken, whichever comes first.</summary>
public sealed class SeriesChoiceTests
{
    private static readonly HeadSeries Suitable = new() { Series = "1.2.3.1", Number = 5 };
    private static readonly HeadSeries Other = new() { Series = "1.2.3.2", Number = 2 };

    private static readonly Dictionary<string, (string Reason, HeadSeries Series)> Worse = new()
    {
        ["bone kernel"] = ("boneKernel", Other with { Kernel = "H60s" }),
        ["contrast agent"] = ("contrast", Other with { Edit = (data, _) => data.SetText(DicomTags.ContrastBolusAgent, "OMNIPAQUE") }),
        ["CTA by description"] = ("contrast", Other with { Edit = (data, _) => data.SetText(DicomTags.SeriesDescription, "CTA Head 5.0") }),
        ["CTA between underscores"] = ("contrast", Other with { Edit = (data, _) => data.SetText(DicomTags.SeriesDescription, "HEAD_CTA_5.0") }),
        ["perfusion"] = ("perfusion", Other with { Slices = 80, PositionOf = slice => slice % 20 * 5 }),
        ["0.5 mm"] = ("thickness", Other with { Slices = 300, Spacing = 0.5, Thickness = 0.5 }),
        ["sinuses"] = ("notHead", Other with { Edit = (data, _) => data.SetText(DicomTags.SeriesDescription, "Sinus 3.0") }),
        ["face beside the head"] = ("otherSeries", Other with { Edit = (data, _) => data.SetText(DicomTags.SeriesDescription, "HEAD/FACE 3.0") }),
        ["1 mm"] = ("otherSeries", Other with { Slices = 140, Spacing = 1, Thickness = 1 }),
        ["3 mm"] = ("otherSeries", Other with { Slices = 47, Spacing = 3, Thickness = 3 }),
        ["6 mm"] = ("otherSeries", Other with { Slices = 24, Spacing = 6, Thickness = 6 }),
        ["unknown kernel"] = ("otherSeries", Other with { Kernel = "" }),
        ["100 mm high"] = ("otherSeries", Other with { Slices = 20 }),
        ["part of the body not named"] = ("otherSeries", Other with { Edit = (data, _) => data.SetText(DicomTags.BodyPartExamined) }),
        ["derived"] = ("otherSeries", Other with { Edit = (data, _) => data.SetText(DicomTags.ImageType, "DERIVED", "SECONDARY") }),
        ["slices missing"] = ("slicesMissing", Other with { PositionOf = slice => slice < 14 ? slice * 5 : slice * 5 + 10 }),
    };

    public static TheoryData<string> Kinds => [.. Worse.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_BesideAWorseSeries_TakesTheSuitableOne(string kind)
    {
        var (reason, worse) = Worse[kind];

        var study = Ingest.Read([.. worse.Files(), .. Suitable.Files()]);

        Assert.Equal(Suitable.Series, study.Series!.SeriesInstanceUid);
        Assert.Equal([reason], ReasonsOf(study, worse).Distinct());
    }

    [Fact]
    public void Read_BeforeAndAfterContrastInOneSeries_TakesTheScanBefore()
    {
        var before = Suitable with { Edit = (data, _) => data.SetNumbers(DicomTags.AcquisitionNumber, 1) };
        var after = Suitable with
        {
            Number = 6,
            Edit = (data, slice) => data
                .SetText(DicomTags.SOPInstanceUID, $"9.{slice}")
                .SetNumbers(DicomTags.AcquisitionNumber, 2)
                .SetText(DicomTags.ContrastBolusAgent, "OMNIPAQUE"),
        };

        var study = Ingest.Read([.. after.Files(), .. before.Files()]);

        Assert.Equal("1.2.3.1.1", study.Series!.Slices[0].SopInstanceUid);
        Assert.Equal(["contrast"], ReasonsOf(study, after).Distinct());
    }

    [Fact]
    public void Read_TwoAcquisitionsThatMeetInOneSlice_AreOneHead()
    {
        var below = Suitable with { Slices = 15, Edit = (data, _) => data.SetNumbers(DicomTags.AcquisitionNumber, 1) };
        var above = SecondScan(slice => (slice + 14) * 5) with { Slices = 15 };

        Assert.Equal(29, Ingest.Read([.. below.Files(), .. above.Files()]).Series!.Slices.Count);
    }

    [Fact]
    public void Read_ScanRepeatedBetweenTheHeightsOfTheFirst_IsNotMixedWithIt()
    {
        var first = Suitable with { Edit = (data, _) => data.SetNumbers(DicomTags.AcquisitionNumber, 1) };

        var study = Ingest.Read([.. first.Files(), .. SecondScan(slice => slice * 5 + 2.5).Files()]);

        Assert.Equal(28, study.Series!.Slices.Count);
        Assert.All(study.Series.Slices, slice => Assert.StartsWith("1.2.3.1.", slice.SopInstanceUid, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_EverySecondSliceFromEachOfTwoAcquisitions_AreOneHead()
    {
        var odd = Suitable with { Slices = 14, PositionOf = slice => slice * 10, Edit = (data, _) => data.SetNumbers(DicomTags.AcquisitionNumber, 1) };

        Assert.Equal(28, Ingest.Read([.. odd.Files(), .. (SecondScan(slice => slice * 10 + 5) with { Slices = 14 }).Files()]).Series!.Slices.Count);
    }

    [Fact]
    public void Read_SecondStudyWithoutHead_IsNoReasonToRefuse()
    {
        var chest = Other with
        {
            Study = "1.2.4",
            Series = "1.2.4.1",
            Edit = (data, _) => data.SetText(DicomTags.BodyPartExamined, "CHEST"),
        };

        Assert.Equal(Suitable.Series, Ingest.Read([.. chest.Files(), .. Suitable.Files()]).Series!.SeriesInstanceUid);
    }

    [Fact]
    public void Read_NoneSuitable_IsRefusedForTheOneThatCameFurthest()
    {
        var bone = Other with { Kernel = "H60s" };
        var chest = Suitable with { Edit = (data, _) => data.SetText(DicomTags.BodyPartExamined, "CHEST") };

        Assert.Equal("boneKernel", Ingest.Read([.. chest.Files(), .. bone.Files()]).Refusal!.Name);
    }

    /// <summary>R380</summary>
    [Fact]
    public void Read_SeveralStudiesNoneOfWhichIsSuitable_SaysHowMany()
    {
        HeadSeries[] patients = [.. Enumerable.Range(1, 3).Select(i => new HeadSeries { Study = $"1.2.{i}", Series = $"1.2.{i}.1", Number = i, Kernel = "H60s" })];

        var refusal = Ingest.Read(patients.SelectMany(patient => patient.Files())).Refusal!;

        Assert.Equal("boneKernel", refusal.Name);
        Assert.Contains("3 studies, none of which can be analysed", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>R380</summary>
    [Fact]
    public void Read_OneStudyThatIsNotSuitable_SaysNothingOfOthers() =>
        Assert.DoesNotContain("studies", Ingest.Read((Suitable with { Kernel = "H60s" }).Files()).Refusal!.Message, StringComparison.Ordinal);

    /// <summary>R369: a head stays one where a part of it is named besides, and is refused where the part is named alone.</summary>
    [Theory]
    [InlineData("HEAD/FACE 3.0", null)]
    [InlineData("CT ORBITS W HEAD", null)]
    [InlineData("Sinus 3.0", "notHead")]
    [InlineData("CT ORBITS", "notHead")]
    public void Read_PartOfTheHead_IsRefusedWhereItIsNamedAlone(string description, string? refusal)
    {
        var head = Suitable with { Edit = (data, _) => data.SetText(DicomTags.SeriesDescription, description) };

        Assert.Equal(refusal, Ingest.Read(head.Files()).Refusal?.Name);
    }

    /// <summary>R223</summary>
    [Theory]
    [InlineData("ISO_IR 192", "utf-8", "Schädel nativ")]
    [InlineData("ISO_IR 100", "iso-8859-1", "Crâne")]
    [InlineData("ISO 2022 IR 100", "iso-8859-1", "Tête")]
    public void Read_HeadInTheWordsOfItsCharacterSet_IsAHead(string term, string encoding, string series)
    {
        var head = Suitable with
        {
            Edit = (data, _) => data
                .SetText(DicomTags.SpecificCharacterSet, term)
                .SetText(DicomTags.BodyPartExamined)
                .SetValue(DicomTags.SeriesDescription, "LO", Encoding.GetEncoding(encoding).GetBytes(series))
                .SetText(DicomTags.StudyDescription, "Polytrauma HWS Thorax"),
        };

        Assert.Null(Ingest.Read(head.Files()).Refusal);
    }

    /// <summary>R223</summary>
    [Theory]
    [InlineData("ISO_IR 192", "C3 9C")]
    [InlineData("GB18030", "81 30 89 35")]
    [InlineData("ISO_IR 101", "DC")]
    [InlineData(null, "DC")]
    public void Words_InAnyCharacterSet_AreRead(string? term, string bytes)
    {
        var data = new DicomDataSet().SetValue(DicomTags.InstitutionName, "LO", Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal)));
        if (term is not null)
            data.SetText(DicomTags.SpecificCharacterSet, term);

        Assert.Equal("Ü", data.Words(DicomTags.InstitutionName));
    }

    [Fact]
    public void Read_TwoAlike_TakesTheLowerSeriesNumber() =>
        Assert.Equal(Other.Series, Ingest.Read([.. Suitable.Files(), .. Other.Files()]).Series!.SeriesInstanceUid);

    /// <summary>A second acquisition in the same series.</summary>
    private static HeadSeries SecondScan(Func<int, double> positionOf) => Suitable with
    {
        PositionOf = positionOf,
        Edit = (data, slice) => data.SetText(DicomTags.SOPInstanceUID, $"9.{slice}").SetNumbers(DicomTags.AcquisitionNumber, 2),
    };

    private static IEnumerable<string> ReasonsOf(StudyReading study, HeadSeries series) =>
        study.Ledger.Where(entry => entry.File.StartsWith($"S{series.Number}/", StringComparison.Ordinal)).Select(entry => entry.Reason);
}
