using CsCheck;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Dicom.Tests.Reading;

/// <summary>From slices to a volume: order, spacing, and what is left out.</summary>
public sealed class StackTests
{
    private static readonly HeadSeries Head = new();

    [Fact]
    public void Read_PlainSeries_GivesItsDensitiesWithoutWarnings()
    {
        var study = Ingest.Read(Head.Files());

        var volume = Ingest.Voxels(study);

        Assert.Empty(study.Warnings);
        Assert.All(study.Ledger, entry => Assert.Equal((true, "used"), (entry.Used, entry.Reason)));
        for (var slice = 0; slice < 28; slice++)
            for (var row = 0; row < HeadSeries.Size; row++)
                for (var column = 0; column < HeadSeries.Size; column++)
                    Assert.Equal(HeadSeries.DensityAt(row, column), volume[slice, row, column]);
    }

    [Fact]
    public void Read_FilesInAnyOrder_GivesTheSameSlicesInAnatomicalOrder() =>
        Gen.Shuffle(Head.Files().ToArray()).Sample(
            files =>
            {
                var slices = Ingest.Read(files).Series!.Slices;
                return slices.Select(slice => slice.SopInstanceUid)
                    .SequenceEqual(Enumerable.Range(1, 28).Select(number => $"1.2.3.1.{number}"));
            },
            iter: 10);

    [Fact]
    public void Read_NumberedFromTheTop_StillBeginsAtTheBase()
    {
        var series = Head with { PositionOf = slice => -5 * slice };

        var geometry = Ingest.Read(series.Files()).Series!.Geometry;

        Assert.Equal(5, geometry.SliceSpacing, 6);
        Assert.True(geometry.SliceOrigins[0].Z < geometry.SliceOrigins[^1].Z);
    }

    [Theory]
    [InlineData(-18.5)]
    [InlineData(12)]
    public void Read_TiltedGantry_MeasuresSpacingAcrossTheSlices(double tilt)
    {
        var series = Head with
        {
            Tilt = tilt,
            // Tags that contradict the positions are not believed.
            Edit = (data, _) => data.SetNumbers(DicomTags.SpacingBetweenSlices, 4).SetNumbers(DicomTags.GantryDetectorTilt, 3),
        };

        var study = Ingest.Read(series.Files());

        Assert.Equal(Math.Abs(tilt), Math.Abs(study.Series!.Geometry.GantryTilt), 3);
        Assert.Equal(5 * Math.Cos(double.DegreesToRadians(tilt)), study.Series.Geometry.SliceSpacing, 3);
        Assert.Empty(study.Warnings);
    }

    [Fact]
    public void Read_ThinBaseAndThickVertex_IsUnevenButNothingIsMissing()
    {
        var series = Head with
        {
            Slices = 40,
            PositionOf = slice => slice < 20 ? slice * 2.5 : 50 + (slice - 20) * 5,
            Edit = (data, slice) => data.SetNumbers(DicomTags.SliceThickness, slice < 20 ? 2.5 : 5),
        };

        var study = Ingest.Read(series.Files());

        Assert.Equal(["unevenSpacing"], study.Warnings.Select(warning => warning.Name));
        Assert.Equal(50, study.Series!.Geometry.SlicePositions[20] - study.Series.Geometry.SlicePositions[0], 6);
    }

    [Fact]
    public void Read_OneSliceMissing_IsAWarningWithTheFigures()
    {
        var files = Head.Files();
        files.RemoveAt(10);

        var study = Ingest.Read(files);

        var warning = Assert.Single(study.Warnings);
        Assert.Equal("missingSlices", warning.Name);
        Assert.Contains("1 of 28", warning.Message);
        Assert.Contains("10.0 mm", warning.Message);
    }

    [Fact]
    public void Read_OrientationsThatDifferInTheirLastDigits_StayInOrder()
    {
        // Far from the origin of the scanner, half a degree moves a slice by more than the spacing.
        var series = Head with
        {
            Edit = (data, slice) => data
                .SetNumbers(DicomTags.ImagePositionPatient, -112, 900, slice * 5)
                .SetNumbers(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 1, slice % 2 * 0.008),
        };

        var study = Ingest.Read(series.Files());

        Assert.Equal(Enumerable.Range(1, 28).Select(number => $"1.2.3.1.{number}"),
            study.Series!.Slices.Select(slice => slice.SopInstanceUid));
        Assert.Equal(5, study.Series.Geometry.SliceSpacing, 3);
    }

    [Fact]
    public void Read_SameImageUnderAnotherHeader_IsADuplicateAndNoConflict()
    {
        var copy = Head.DataSet(4).SetText(DicomTags.SOPInstanceUID, "1.2.3.99").SetText(DicomTags.InstitutionName, "Elsewhere");

        var study = Ingest.Read([.. Head.Files(), new MemoryFile("I99", copy)]);

        Assert.Equal("duplicate", study.Ledger[^1].Reason);
        Assert.Equal(28, study.Series!.Slices.Count);
        Assert.Empty(study.Warnings);
    }

    [Fact]
    public void Read_ScoutInTheSameSeries_IsLeftOut()
    {
        var scout = Head.DataSet(0).SetNumbers(DicomTags.ImageOrientationPatient, 0, 1, 0, 0, 0, -1);

        var study = Ingest.Read([.. Head.Files(), new MemoryFile("I99", scout)]);

        Assert.Equal("notAxial", study.Ledger[^1].Reason);
        Assert.Equal(28, study.Series!.Slices.Count);
    }

    [Fact]
    public void ReadVolume_SlopeDiffersBySlice_EachIsRescaledByItsOwn()
    {
        var series = Head with
        {
            Edit = (data, slice) => HeadSeries.SetCells(data, (row, column) => (short)(HeadSeries.DensityAt(row, column) + 1024 + slice))
                .SetNumbers(DicomTags.RescaleIntercept, -1024 - slice),
        };

        var volume = Ingest.Voxels(Ingest.Read(series.Files()));

        Assert.Equal(HeadSeries.Brain, volume[0, 32, 32]);
        Assert.Equal(HeadSeries.Brain, volume[27, 32, 32]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void ReadVolume_RescaleMissing_IsAssumedFromTheValues(int isSigned)
    {
        var offset = isSigned == 1 ? 0 : 1024;
        var series = Head with
        {
            Edit = (data, _) => HeadSeries.SetCells(data, (row, column) => (short)(HeadSeries.DensityAt(row, column) + offset))
                .SetNumbers(DicomTags.BitsStored, 16).SetNumbers(DicomTags.HighBit, 15).SetNumbers(DicomTags.PixelRepresentation, isSigned)
                .SetText(DicomTags.RescaleSlope).SetText(DicomTags.RescaleIntercept),
        };

        var reading = Ingest.ReadVolume(series.Files());

        Assert.Equal(["assumedRescale"], reading.Warnings.Select(warning => warning.Name));
        Assert.Equal(HeadSeries.Brain, reading.Volume![14, 32, 32]);
        Assert.Equal(HeadSeries.Bone, reading.Volume[14, 32, 52]);
    }

    [Theory]
    [InlineData("slope of one slice", 14, 14, true, false, false)]
    [InlineData("intercept of three slices", 14, 16, false, true, false)]
    [InlineData("both in the lower half", 0, 13, true, true, false)]
    [InlineData("both everywhere, one half stored signed", 0, 27, true, true, true)]
    public void Read_RescaleThatHoldsForSomeSlicesOnly_IsRefused(
        string missing, int first, int last, bool slope, bool intercept, bool isHalfSigned)
    {
        var series = Head with
        {
            Edit = (data, slice) =>
            {
                if (isHalfSigned && slice >= 14)
                    HeadSeries.SetCells(data, HeadSeries.DensityAt).SetNumbers(DicomTags.PixelRepresentation, 1);
                if (slope && slice >= first && slice <= last)
                    data.SetText(DicomTags.RescaleSlope);
                if (intercept && slice >= first && slice <= last)
                    data.SetText(DicomTags.RescaleIntercept);
            },
        };

        var study = Ingest.Read(series.Files());

        Assert.True(study.Refusal?.Name == "mixedRescale", $"{missing}: {study.Refusal}");
    }

    [Fact]
    public void Read_RescaleMissingInSomeSlices_LeavesTheSeriesForAnother()
    {
        var mixed = Head with { Edit = (data, slice) => { if (slice < 3) data.SetText(DicomTags.RescaleIntercept); } };
        var thin = Head with { Series = "1.2.3.2", Slices = 60, Thickness = 2, Spacing = 2 };

        var study = Ingest.Read([.. mixed.Files(), .. thin.Files()]);

        Assert.Equal("1.2.3.2", study.Series!.SeriesInstanceUid);
    }

    [Fact]
    public void ReadVolume_TrunkThatNobodyNames_IsNoHead()
    {
        var series = Head with
        {
            Edit = (data, _) => HeadSeries.SetCells(
                data.SetText(DicomTags.BodyPartExamined).SetNumbers(DicomTags.PixelSpacing, 4.9, 4.9),
                (row, column) => (short)(row < 10 ? 24 : row == 20 ? 1500 : 1060)),
        };

        Assert.Equal("notHead", Ingest.ReadVolume(series.Files()).Refusal!.Name);
    }

    [Fact]
    public void ReadVolume_DamagedSlice_IsNamedByItsPlaceAndNotByItsFile()
    {
        var files = Head.Files();
        files[5] = HostileFiles.CutShort(files[5]);

        var refusal = Ingest.ReadVolume(files).Refusal!;

        Assert.Equal("damagedPixels", refusal.Name);
        Assert.Contains($"of {files.Count}: ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("I22", refusal.Message, StringComparison.Ordinal);
    }
}
