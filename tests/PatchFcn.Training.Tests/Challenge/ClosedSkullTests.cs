using PatchFcn.Core.Volumes;
using PatchFcn.Training.Challenge;

namespace PatchFcn.Training.Tests.Challenge;

/// <summary>R320: a brain that comes without skull keeps its densities.</summary>
public sealed class ClosedSkullTests
{
    private const int Side = 64, Middle = 32;

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(30.4f)]
    public void Around_VoxelInTheBrain_KeepsItsHu(float hu) =>
        Assert.Equal(Math.Round(hu), ClosedSkull.Around(Ball(hu, outside: 0))[Middle, Middle, Middle]);

    [Theory]
    [InlineData(0)]
    [InlineData(float.NaN)]
    public void Around_NothingOutside_BecomesSkullScalpAndAir(float outside)
    {
        var ct = ClosedSkull.Around(Ball(30, outside));

        // 12 mm of brain, 6 of bone, 5 of scalp, and air to the side of the slice.
        Assert.Equal([30, 1000, 30, CtVolume.Air, CtVolume.Air], new[] { 10, 15, 20, 25, 31 }.Select(away => (int)ct[Middle, Middle, Middle + away]));
    }

    /// <summary>A ball of 12 mm of 30 HU with another voxel in its middle.</summary>
    private static NiftiImage Ball(float middle, float outside)
    {
        var geometry = new VolumeGeometry(
            Side, Side, 1, 1, new Vector3D(1, 0, 0), new Vector3D(0, 1, 0), [.. Enumerable.Range(0, Side).Select(i => new Vector3D(0, 0, i))], 1);
        var voxels = new float[Side * Side * Side];
        for (var i = 0; i < voxels.Length; i++)
        {
            var away = new Vector3D(i % Side - Middle, i / Side % Side - Middle, i / (Side * Side) - Middle).Length;
            voxels[i] = away == 0 ? middle : away <= 12 ? 30 : outside;
        }
        return new NiftiImage(geometry, voxels);
    }
}
