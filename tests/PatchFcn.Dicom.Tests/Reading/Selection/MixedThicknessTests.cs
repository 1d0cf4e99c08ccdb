using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Dicom.Tests.Reading.Selection;

/// <summary>R395, R396: sequential scans, thin slices at the base and thick ones above.</summary>
public sealed class MixedThicknessTests
{
    [Theory]
    [InlineData(12, 2.5, 20, 5, 3.75)]
    [InlineData(20, 2.5, 10, 5, 3.75)]
    [InlineData(20, 2.5, 20, 5, 2.5)]
    [InlineData(20, 2.5, 20, 5, 5)]
    [InlineData(30, 1.25, 20, 5, 3.125)]
    [InlineData(2, 2.5, 24, 5, 3.75)]
    [InlineData(40, 2.5, 2, 5, 3.75)]
    public void Read_NothingLost_NothingIsMissing(int thin, double thinMm, int thick, double thickMm, double seamMm)
    {
        var study = Read(thin, thinMm, thick, thickMm, seamMm);

        Assert.Null(study.Refusal);
        Assert.DoesNotContain("missingSlices", study.Warnings.Select(warning => warning.Name));
    }

    [Theory]
    [InlineData("in the thin base", 12, 20, 5, "1 of 32")]
    [InlineData("last of the base", 12, 20, 11, "1 of 32")]
    [InlineData("first of the vault", 12, 20, 12, "1 of 32")]
    [InlineData("in the thick vault", 20, 10, 25, "1 of 30")]
    public void Read_OneSliceLost_IsCountedAsOne(string where, int thin, int thick, int lost, string expected)
    {
        var study = Read(thin, 2.5, thick, 5, 3.75, lost);

        Assert.True(study.Refusal is null, $"{where}: {study.Refusal}");
        Assert.Contains(study.Warnings, warning => warning.Name == "missingSlices" && warning.Message.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ManyThinSlicesLost_IsRefused() => Assert.Equal("slicesMissing", Read(20, 2.5, 20, 5, 3.75, 3, 6, 9, 12, 15).Refusal?.Name);

    [Fact]
    public void Read_FewSlicesTooThick_AreAnalysedAndCounted()
    {
        var study = Read(10, 5, 8, 10, 7.5);

        Assert.Null(study.Refusal);
        Assert.Contains(study.Warnings, warning => warning.Name == "thickSlices" && warning.Message.Contains("8 of 18", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_MostSlicesTooThick_IsRefused() => Assert.Equal("thickness", Read(8, 5, 10, 10, 7.5).Refusal?.Name);

    [Fact]
    public void Read_BesideASeriesWithoutThickSlices_TakesThat()
    {
        var thin = new HeadSeries { Series = "1.2.3.2", Number = 2, Slices = 120, Spacing = 1, Thickness = 1 };

        var study = Ingest.Read([.. Mixed(10, 5, 8, 10, 7.5).Files(), .. thin.Files()]);

        Assert.Equal(thin.Series, study.Series!.SeriesInstanceUid);
    }

    private static StudyReading Read(int thin, double thinMm, int thick, double thickMm, double seamMm, params int[] lost)
    {
        var series = Mixed(thin, thinMm, thick, thickMm, seamMm);
        return Ingest.Read(series.Files().Where((_, place) => !lost.Contains(series.Slices - 1 - place)));
    }

    /// <summary>Slices that lie side by side, but for the seam, where they are <paramref name="seamMm"/> apart.</summary>
    private static HeadSeries Mixed(int thin, double thinMm, int thick, double thickMm, double seamMm) => new()
    {
        Slices = thin + thick,
        PositionOf = slice => slice < thin ? slice * thinMm : (thin - 1) * thinMm + seamMm + (slice - thin) * thickMm,
        Edit = (data, slice) => data.SetNumbers(DicomTags.SliceThickness, slice < thin ? thinMm : thickMm),
    };
}
