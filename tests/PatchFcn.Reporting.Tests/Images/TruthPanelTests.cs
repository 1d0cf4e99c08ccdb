using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Volumes;
using PatchFcn.Reporting.Images;
using SkiaSharp;

namespace PatchFcn.Reporting.Tests.Images;

/// <summary>R67.</summary>
public sealed class TruthPanelTests
{
    private static readonly VolumeGeometry Geometry = SampleImages.Axial();

    [Fact]
    public void Of_TruthAndMask_ShowsTheTruth()
    {
        var truth = new LabelVolume(Geometry);
        truth[2, 40, 40] = 1;

        var focus = SliceFocus.Of(Study(maskedSlice: 1), truth);

        Assert.Equal(2, focus.Slice);
        Assert.InRange(40, focus.Box.Row, focus.Box.Row + focus.Box.Rows - 1);
        Assert.InRange(40, focus.Box.Column, focus.Box.Column + focus.Box.Columns - 1);
    }

    /// <summary>Scattered specks must not widen the magnified square to the whole head.</summary>
    [Fact]
    public void Of_BleedAndSpecks_MagnifiesTheBleed()
    {
        var truth = new LabelVolume(Geometry);
        foreach (var (row, column) in new[] { (10, 10), (10, 11), (11, 10), (60, 60), (60, 5) })
            truth[0, row, column] = 1;

        var box = SliceFocus.Of(Study(maskedSlice: 1), truth).Box;

        Assert.Equal((1, 1, 19, 19), (box.Row, box.Column, box.Rows, box.Columns)); // 60 mm of 3.125 mm each
    }

    [Fact]
    public void Of_NoTruth_ShowsTheMaskElseTheHighestProbability()
    {
        Assert.Equal(1, SliceFocus.Of(Study(maskedSlice: 1), new LabelVolume(Geometry)).Slice);

        var map = new ProbabilityMap(Geometry);
        map.Slice(2)[63] = 90; // at the edge of the slice
        var focus = SliceFocus.Of(Study(null, map), null);
        Assert.Equal((2, 0, 64), (focus.Slice, focus.Box.Row, focus.Box.Column + focus.Box.Columns));
    }

    /// <summary>The original is left as it is, the mask is red and the truth green.</summary>
    [Fact]
    public void Draw_Study_ColoursOnlyItsOwnTiles()
    {
        var truth = new LabelVolume(Geometry);
        truth.Slice(1).Fill(1);

        using var picture = SKBitmap.Decode(TruthPanel.Draw(Study(maskedSlice: 1), truth, []));

        Assert.Equal(TruthPanel.Height, picture.Height);
        var magnified = Enumerable.Range(0, 3).Select(tile => Colours(picture, picture.Width - (3 - tile) * (TruthPanel.Height + 4) + 4)).ToList();
        Assert.Equal([(false, false), (true, false), (false, true)], magnified);
    }

    [Fact]
    public void Draw_WithoutMask_Throws() =>
        Assert.Throws<ArgumentException>(() => TruthPanel.Draw(new StudyImages(new CtVolume(Geometry)), null, []));

    /// <summary>Whether a magnified tile holds anything clearly red or clearly green.</summary>
    private static (bool Red, bool Green) Colours(SKBitmap picture, int left)
    {
        var (red, green) = (false, false);
        for (var row = 0; row < TruthPanel.Height; row++)
            for (var column = left; column < left + TruthPanel.Height - 8; column++)
            {
                var pixel = picture.GetPixel(column, row);
                red |= pixel.Red > pixel.Green + 60;
                green |= pixel.Green > pixel.Red + 60;
            }

        return (red, green);
    }

    private static StudyImages Study(int? maskedSlice, ProbabilityMap? map = null)
    {
        var study = SampleImages.Study(Geometry, [.. Enumerable.Range(0, 3).Select(slice => (byte)(slice == maskedSlice ? 1 : 0))]);
        return new StudyImages(study.Ct, study.Brain, study.Labels, [HemorrhageClass.Any], map ?? new ProbabilityMap(Geometry));
    }
}
