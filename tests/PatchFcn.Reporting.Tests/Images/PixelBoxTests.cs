using CsCheck;
using PatchFcn.Core.Volumes;
using PatchFcn.Reporting.Images;

namespace PatchFcn.Reporting.Tests.Images;

public sealed class PixelBoxTests
{
    [Fact]
    public void AroundBrain_AnyVoxels_HoldsThemAllWithTheMarginOrUpToTheEdge() =>
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 149], Gen.Int[0, 199]).Array[1, 5].Sample(voxels =>
        {
            var geometry = new VolumeGeometry(150, 200, 1, 1, SampleImages.Left, SampleImages.Back, [default, new(0, 0, 5)], 5);
            var brain = new VoxelMask(geometry);
            foreach (var (slice, row, column) in voxels)
                brain[slice, row, column] = true;

            var box = PixelBox.AroundBrain(brain, geometry);

            Assert.Equal(Math.Max(0, voxels.Min(v => v.Item2) - 25), box.Row);
            Assert.Equal(Math.Min(149, voxels.Max(v => v.Item2) + 25), box.Row + box.Rows - 1);
            Assert.Equal(Math.Max(0, voxels.Min(v => v.Item3) - 25), box.Column);
            Assert.Equal(Math.Min(199, voxels.Max(v => v.Item3) + 25), box.Column + box.Columns - 1);
        });

    [Fact]
    public void AroundBrain_NoBrain_IsTheWholeSlice()
    {
        var geometry = SampleImages.Axial(64);

        Assert.Equal(new PixelBox(0, 0, 64, 64), PixelBox.AroundBrain(new VoxelMask(geometry), geometry));
        Assert.Equal(new PixelBox(0, 0, 64, 64), PixelBox.AroundBrain(null, geometry));
    }
}
