using CsCheck;
using PatchFcn.Core.Volumes;
using PatchFcn.Reporting.Images;

namespace PatchFcn.Reporting.Tests.Images;

public sealed class HeadBoxTests
{
    [Fact]
    public void Of_AnyVoxels_HoldsThemAllWithTheMarginOrUpToTheEdge() =>
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 149], Gen.Int[0, 199]).Array[1, 5].Sample(voxels =>
        {
            var geometry = new VolumeGeometry(150, 200, 1, 1, SampleImages.Left, SampleImages.Back, [default, new(0, 0, 5)], 5);
            var brain = new VoxelMask(geometry);
            foreach (var (slice, row, column) in voxels)
                brain[slice, row, column] = true;

            var box = HeadBox.Of(brain, geometry);

            Assert.Equal(Math.Max(0, voxels.Min(v => v.Item2) - 25), box.Row);
            Assert.Equal(Math.Min(149, voxels.Max(v => v.Item2) + 25), box.RowEnd - 1);
            Assert.Equal(Math.Max(0, voxels.Min(v => v.Item3) - 25), box.Column);
            Assert.Equal(Math.Min(199, voxels.Max(v => v.Item3) + 25), box.ColumnEnd - 1);
        });

    [Fact]
    public void Of_NoBrain_IsTheWholeSlice()
    {
        var geometry = SampleImages.Axial(64);

        Assert.Equal(new PixelBox(0, 64, 0, 64), HeadBox.Of(new VoxelMask(geometry), geometry));
        Assert.Equal(new PixelBox(0, 64, 0, 64), HeadBox.Of(null, geometry));
    }
}
