using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Volumes;
using PatchFcn.Reporting.Images;
using SkiaSharp;

namespace PatchFcn.Reporting.Tests.Images;

public sealed class OverlaysTests
{
    private const byte Grey = 115; // 36 HU in a window of 0 to 80

    [Fact]
    public void Render_FindingsOnSomeSlices_DrawsThoseSlicesAndBothMontages()
    {
        var pictures = Overlays.Render(SampleImages.Study(SampleImages.Axial(), 1, 0, 3));

        Assert.Equal(["montage.png", "brain.png", "slice-001.png", "slice-003.png"], pictures.Select(picture => picture.Name));
    }

    [Fact]
    public void Render_NothingScored_DrawsTheBrainOnly()
    {
        var study = SampleImages.Study(SampleImages.Axial());

        var pictures = Overlays.Render(new StudyImages(study.Ct, study.Brain));

        Assert.Equal(["brain.png"], pictures.Select(picture => picture.Name));
    }

    [Fact]
    public void Render_Finding_ColoursTheMaskAndLeavesEveryOtherPixelAlone()
    {
        using var picture = Slice(SampleImages.Study(SampleImages.Axial(512), 1));

        var marked = picture.GetPixel(200, 200);
        Assert.True(marked.Green > marked.Red + 40 && marked.Green > marked.Blue + 20, marked.ToString());
        Assert.Equal(new SKColor(Grey, Grey, Grey), picture.GetPixel(300, 200));
        Assert.Equal(new SKColor(Grey, Grey, Grey), picture.GetPixel(200, 300));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, -1)]
    [InlineData(-1, -1)]
    public void Render_AnyStoredDirection_ShowsThePatientsLeftOnTheRightAndTheFrontOnTop(int rowSign, int columnSign)
    {
        var geometry = SampleImages.Axial(512, 1, SampleImages.Left * rowSign, SampleImages.Back * columnSign);
        var labels = new LabelVolume(geometry);
        MarkLeftFront(geometry, labels);

        using var picture = Slice(new StudyImages(new CtVolume(geometry), null, labels, SampleImages.Classes));

        Assert.True(picture.GetPixel(400, 150).Green > 100, "left front");
        Assert.Equal(0, picture.GetPixel(100, 150).Green);
        Assert.Equal(0, picture.GetPixel(400, 350).Green);
    }

    [Fact]
    public void Render_PixelsThatAreNotSquare_KeepsProportions()
    {
        var geometry = new VolumeGeometry(256, 512, 0.9, 0.45, SampleImages.Left, SampleImages.Back, [default], 5);
        var labels = new LabelVolume(geometry);
        labels[0, 128, 256] = 1;

        using var picture = Slice(new StudyImages(new CtVolume(geometry), null, labels, SampleImages.Classes));

        Assert.Equal(picture.Width, picture.Height);
    }

    [Fact]
    public void Render_Brain_DarkensWhatLiesOutside()
    {
        var montage = Overlays.Render(SampleImages.Study(SampleImages.Axial(256, 1))).Single(picture => picture.Name == "brain.png");
        using var picture = SKBitmap.Decode(montage.Png.Span);

        Assert.Equal(Grey, picture.GetPixel(picture.Width / 2, picture.Height / 2).Red);
        Assert.Equal(Grey / 2, picture.GetPixel(picture.Width / 2, picture.Height - 4).Red);
    }

    [Fact]
    public void Render_LabelWithoutAClass_IsStillShown()
    {
        using var picture = Slice(SampleImages.Study(SampleImages.Axial(512), 200));

        Assert.NotEqual(new SKColor(Grey, Grey, Grey), picture.GetPixel(200, 200));
    }

    [Fact]
    public void StudyImages_OtherShape_Throws()
    {
        var ct = new CtVolume(SampleImages.Axial(64));

        Assert.Throws<ArgumentException>(() => new StudyImages(ct, new VoxelMask(3, 64, 63)));
        Assert.Throws<ArgumentException>(() => new StudyImages(ct, null, new LabelVolume(SampleImages.Axial(32))));
        Assert.Throws<ArgumentException>(() => new StudyImages(ct, probabilities: new ProbabilityMap(SampleImages.Axial(64, slices: 2))));
    }

    private static SKBitmap Slice(StudyImages study) =>
        SKBitmap.Decode(Overlays.Render(study).Single(picture => picture.Name == "slice-001.png").Png.Span);

    private static void MarkLeftFront(VolumeGeometry geometry, LabelVolume labels)
    {
        var centre = geometry.ToPatient(0, 255.5, 255.5);
        for (var row = 0; row < geometry.Rows; row++)
            for (var column = 0; column < geometry.Columns; column++)
            {
                var fromCentre = geometry.ToPatient(0, row, column) - centre;
                if (fromCentre.X > 20 && fromCentre.Y < -20)
                    labels[0, row, column] = 1;
            }
    }
}
