using System.IO.Compression;
using CsCheck;
using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Volumes;
using PatchFcn.Reporting.Html;
using PatchFcn.Reporting.Images;

namespace PatchFcn.Reporting.Tests.Html;

public sealed class SliceDataTests
{
    [Fact]
    public void Encode_AnySliceInAnyDirection_UnpacksAsThePageDoesToTheTurnedCrop() =>
        Gen.Select(Gen.Short[-20, 90].Array[12], Gen.Bool, Gen.Bool).Sample((hu, mirrored, upsideDown) =>
        {
            var geometry = new VolumeGeometry(
                3, 4, 1, 1, SampleImages.Left * (mirrored ? -1 : 1), SampleImages.Back * (upsideDown ? -1 : 1), [default], 5);
            var ct = new CtVolume(geometry, hu);

            var data = SliceData.Encode(new StudyImages(ct), new PixelBox(1, 3, 1, 4)).Single();

            var shown = Unpack(data.Hu, columns: 3);
            for (var row = 0; row < 2; row++)
                for (var column = 0; column < 3; column++)
                    Assert.Equal(ct[0, upsideDown ? 2 - row : 1 + row, mirrored ? 3 - column : 1 + column], shown[row * 3 + column]);
        });

    [Fact]
    public void Encode_NothingMarkedOnASlice_LeavesThePlaneOut()
    {
        var study = SampleImages.Study(SampleImages.Axial(), 0, 2);

        var data = SliceData.Encode(study, PixelBox.Whole(study.Ct.Geometry));

        Assert.Equal("", data[0].Labels);
        Assert.Equal(study.Labels!.Slice(1).ToArray(), Inflate(data[1].Labels));
    }

    [Fact]
    public void Encode_Probabilities_KeepsTheTwoSidesOfTheMaskApart()
    {
        var geometry = new VolumeGeometry(16, 16, 1, 1, SampleImages.Left, SampleImages.Back, [default], 5);
        var map = new ProbabilityMap(geometry, [.. Enumerable.Range(0, 256).Select(value => (byte)value)]);

        var plane = Inflate(SliceData.Encode(new StudyImages(new CtVolume(geometry), probabilities: map), PixelBox.Whole(geometry)).Single().Probabilities);

        Assert.All(Enumerable.Range(0, 256), value => Assert.Equal(value > 127, plane[value] >= 128));
        Assert.All(Enumerable.Range(0, 256), value => Assert.InRange(value - plane[value], 0, 7));
    }

    private static int[] Unpack(string base64, int columns)
    {
        var codes = Inflate(base64);
        for (var i = columns; i < codes.Length; i++)
            codes[i] += codes[i - columns];
        return Array.ConvertAll(codes, code => HuCodes.Hu[code]);
    }

    private static byte[] Inflate(string base64)
    {
        using var zlib = new ZLibStream(new MemoryStream(Convert.FromBase64String(base64)), CompressionMode.Decompress);
        using var plane = new MemoryStream();
        zlib.CopyTo(plane);
        return plane.ToArray();
    }
}
