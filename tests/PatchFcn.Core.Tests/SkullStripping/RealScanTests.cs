using PatchFcn.Core.SkullStripping;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Testing;

namespace PatchFcn.Core.Tests.SkullStripping;

public sealed class RealScanTests
{
    private static readonly (string What, int Slice, int Row, int Column)[] BrainPoints =
    [
        ("cerebellum", 10, 170, 130),
        ("pons", 24, 140, 131),
        ("temporal pole", 26, 119, 99),
        ("the other temporal pole", 28, 122, 164),
        ("gyrus rectus", 48, 85, 130),
        ("against the occipital bone", 50, 225, 130),
        ("under the frontal defect", 70, 66, 98),
        ("vertex", 96, 150, 130),
    ];

    private static readonly (string What, int Slice, int Row, int Column)[] OtherPoints =
    [
        ("spinal canal", 2, 160, 128),
        ("tongue", 6, 70, 128),
        ("parapharyngeal space", 12, 112, 93),
        ("pterygoid muscle", 18, 93, 89),
        ("masticator space", 18, 84, 187),
        ("eye", 44, 68, 96),
        ("the other eye", 44, 68, 164),
        ("frontal sinus", 60, 36, 130),
        ("scalp over the frontal defect", 70, 57, 98),
    ];

    [Fact]
    public void Strip_RealHead_KeepsTheIntracranialSpace()
    {
        var scan = Load("ct_head_human_cranium");

        var result = SkullStripper.Strip(scan);

        Assert.Null(result.Refusal);
        Assert.InRange(result.BrainVolumeMl, 1450, 1560);
        // The old frontal defect.
        Assert.Equal(["skullGapBridged"], result.Warnings.Select(warning => warning.Name));
        // Points read off the images: (slice, row, column), first in the brain, then beside it.
        Assert.All(BrainPoints, p => Assert.True(result.Brain![p.Slice, p.Row, p.Column], p.What));
        Assert.All(OtherPoints, p => Assert.False(result.Brain![p.Slice, p.Row, p.Column], p.What));
    }

    [Theory]
    [InlineData("ct_head_phantom_philips_5mm")]
    [InlineData("ct_head_phantom_philips_tilt_svl")]
    public void Strip_PlasticSkull_IsRefused(string folder) =>
        Assert.Equal("noBrainTissue", SkullStripper.Strip(Load(folder)).Refusal?.Name);

    private static CtVolume Load(string folder)
    {
        Assert.SkipUnless(TestData.Has(folder), TestData.Missing(folder));
        using var upload = StudyUpload.Open([TestData.Locate(folder)]);
        var reader = new StudyReader(new BuiltInCodec());
        return reader.ReadVolume(reader.Read(upload).Series!).Volume!;
    }
}
