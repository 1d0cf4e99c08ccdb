using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Dicom.Tests.Reading;

/// <summary>Enhanced CT: many frames in one file, their attributes in functional groups.</summary>
public sealed class EnhancedCtTests
{
    private static readonly HeadSeries Head = new();

    private static readonly DicomTag[] MovedIntoGroups =
    [
        DicomTags.ImagePositionPatient, DicomTags.ImageOrientationPatient, DicomTags.PixelSpacing, DicomTags.SliceThickness,
        DicomTags.RescaleSlope, DicomTags.RescaleIntercept, DicomTags.ConvolutionKernel,
    ];

    [Fact]
    public void Read_FramesInAnyOrder_AreSortedByPosition()
    {
        int[] order = [.. Enumerable.Range(0, 28).OrderBy(slice => slice * 17 % 28)];

        var study = Ingest.Read([Enhance(order)]);

        Assert.Equal(5, study.Series!.Geometry.SliceSpacing, 6);
        Assert.Equal(Enumerable.Range(0, 28).Select(number => Array.IndexOf(order, number)),
            study.Series.Slices.Select(slice => slice.FrameIndex));
        // A kernel that was not read from its functional group would be a warning.
        Assert.Empty(study.Warnings);
    }

    [Fact]
    public void ReadVolume_Frames_LandInTheirSlices()
    {
        int[] order = [.. Enumerable.Range(0, 28).Reverse()];

        var volume = Ingest.Voxels(Ingest.Read([Enhance(order)]));

        for (var slice = 0; slice < 28; slice++)
            Assert.Equal(slice, volume[slice, 32, 32]);
    }

    /// <summary>R297.</summary>
    [Fact]
    public void ReadVolume_FramesOfOneFile_AreDecodedSideBySide()
    {
        using var other = new ManualResetEventSlim();
        var met = false;
        var reader = new StudyReader(new WatchedCodec(frame =>
        {
            if (frame == 0)
                met = other.Wait(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
            else
                other.Set();
        }));

        Assert.Null(reader.ReadVolume(Whole(), TestContext.Current.CancellationToken).Refusal);

        Assert.True(met, "No frame was decoded while the first one was.");
    }

    /// <summary>R297.</summary>
    [Fact]
    public void ReadVolume_CancelledWithinAFile_EndsBeforeItsLastFrame()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var decoded = 0;
        var reader = new StudyReader(new WatchedCodec(_ =>
        {
            Interlocked.Increment(ref decoded);
            stop.Cancel();
        }));

        Assert.ThrowsAny<OperationCanceledException>(() => reader.ReadVolume(Whole(), stop.Token));

        Assert.InRange(decoded, 1, 27);
    }

    /// <summary>R297: what is damaged is the first slice whose frame is, not the first of the file.</summary>
    [Fact]
    public void ReadVolume_DamagedFrame_IsNamedByItsSlice()
    {
        var reader = new StudyReader(new WatchedCodec(frame =>
        {
            if (frame is 8 or 20)
                throw new DicomFormatException(DicomFault.Truncated, "The frame ends early.");
        }));

        Assert.Contains("Slice 9 of 28:", reader.ReadVolume(Whole(), TestContext.Current.CancellationToken).Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LocalizerFramesAmongThem_AreNotUsedAndCounted()
    {
        var file = Enhance([.. Enumerable.Range(0, 28)], (frame, groups) =>
        {
            var type = new DicomDataSet().SetText(DicomTags.FrameType, "ORIGINAL", "PRIMARY", frame == 0 ? "LOCALIZER" : "VOLUME", "NONE");
            groups.SetItems(DicomTags.CTImageFrameTypeSequence, type);
        });

        var study = Ingest.Read([file]);

        Assert.Equal(27, study.Series!.Slices.Count);
        Assert.Contains("27 of 28 frames", study.Ledger[0].Sentence);
    }

    [Fact]
    public void Read_ThirtyThousandGeometries_EndsInARefusal()
    {
        var frames = Enumerable.Range(0, 30_000).Select(frame => PerFrame(frame)
            .SetItems(DicomTags.PixelMeasuresSequence, new DicomDataSet().SetNumbers(DicomTags.PixelSpacing, 1, 0.1 * Math.Pow(1.0001, frame))));
        var data = DataSet([0])
            .SetNumbers(DicomTags.NumberOfFrames, 30_000).SetItems(DicomTags.PerFrameFunctionalGroupsSequence, [.. frames]);

        Assert.Equal("tooFewSlices", Ingest.Read([new MemoryFile("I1", data)]).Refusal!.Name);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(27)]
    [InlineData(29)]
    public void Read_OtherNumberOfFramesThanDescribed_IsMalformed(int count)
    {
        var data = DataSet([.. Enumerable.Range(0, 28)]).SetNumbers(DicomTags.NumberOfFrames, count);

        var entry = Assert.Single(Ingest.Read([new MemoryFile("I1", data)]).Ledger);

        Assert.Equal("malformed", entry.Reason);
        Assert.Contains($"hold {count} images, but describes 28", entry.Sentence);
    }

    [Fact]
    public void Read_ClassicFileOfManyFrames_IsMalformedAndItsFirstFrameNotUsed()
    {
        var data = Head.DataSet(3).SetText(DicomTags.SOPInstanceUID, "1.2.3.99").SetNumbers(DicomTags.NumberOfFrames, 30);
        data.SetNumbers(DicomTags.ImagePositionPatient, -112, -112, -705).SetPixelData(new short[30 * HeadSeries.Size * HeadSeries.Size]);

        var study = Ingest.Read([.. Head.Files(), new MemoryFile("I99", data)]);

        Assert.Equal("malformed", study.Ledger[^1].Reason);
        Assert.Equal(28, study.Series!.Slices.Count);
    }

    private static CtSeries Whole() => Ingest.Read([Enhance([.. Enumerable.Range(0, 28)])]).Series!;

    private static MemoryFile Enhance(int[] order, Action<int, DicomDataSet>? edit = null) => new("I1", DataSet(order, edit));

    private static DicomDataSet DataSet(int[] order, Action<int, DicomDataSet>? edit = null)
    {
        var data = Head.DataSet(0)
            .SetText(DicomTags.SOPClassUID, DicomUid.EnhancedCTImageStorage)
            .SetNumbers(DicomTags.NumberOfFrames, order.Length)
            .SetItems(DicomTags.SharedFunctionalGroupsSequence, Shared());
        foreach (var tag in MovedIntoGroups)
            data.SetText(tag);
        data.SetItems(DicomTags.PerFrameFunctionalGroupsSequence, [.. order.Select((slice, frame) =>
        {
            var groups = PerFrame(slice);
            edit?.Invoke(frame, groups);
            return groups;
        })]);

        // The number of the slice is written into its middle.
        var cells = order.SelectMany(slice => Enumerable.Range(0, HeadSeries.Size * HeadSeries.Size).Select(i =>
        {
            var (row, column) = (i / HeadSeries.Size, i % HeadSeries.Size);
            return (ushort)(1024 + ((row, column) == (32, 32) ? slice : HeadSeries.DensityAt(row, column)));
        }));
        return data.SetPixelData(cells.ToArray());
    }

    private static DicomDataSet Shared() => new DicomDataSet()
        .SetItems(DicomTags.PixelMeasuresSequence, new DicomDataSet()
            .SetNumbers(DicomTags.PixelSpacing, 3.5, 3.5).SetNumbers(DicomTags.SliceThickness, 5))
        .SetItems(DicomTags.PlaneOrientationSequence, new DicomDataSet().SetNumbers(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0))
        .SetItems(DicomTags.CTReconstructionSequence, new DicomDataSet().SetText(DicomTags.ConvolutionKernel, "H31s"))
        .SetItems(DicomTags.PixelValueTransformationSequence, new DicomDataSet()
            .SetNumbers(DicomTags.RescaleSlope, 1).SetNumbers(DicomTags.RescaleIntercept, -1024).SetText(DicomTags.RescaleType, "HU"));

    private static DicomDataSet PerFrame(int slice) => new DicomDataSet()
        .SetItems(DicomTags.PlanePositionSequence, new DicomDataSet().SetNumbers(DicomTags.ImagePositionPatient, -112, -112, slice * 5))
        .SetItems(DicomTags.FrameContentSequence, new DicomDataSet()
            .SetText(DicomTags.StackID, "1").SetNumbers(DicomTags.InStackPositionNumber, slice + 1));
}
