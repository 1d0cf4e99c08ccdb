using PatchFcn.Core.Densities;
using PatchFcn.Core.Tests.Resampling;
using PatchFcn.Core.Volumes;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Testing;

namespace PatchFcn.Core.Tests.Densities;

/// <summary>R94: slices that are likely to raise the alarm are scored first.</summary>
public sealed class ScoringOrderTests
{
    private const int Side = 64;

    [Fact]
    public void LikelyFirst_ClotsOnTwoSlices_ComeFirstAndTheLargerBeforeTheSmaller()
    {
        var volume = Brain();
        Paint(volume, slice: 3, side: 5, hu: 70);
        Paint(volume, slice: 6, side: 10, hu: 70);

        Assert.Equal([6, 3, 0, 1, 2, 4, 5, 7], OrderOf(volume));
    }

    [Fact]
    public void LikelyFirst_BoneSpecksAndWhatWasStripped_DoNotCount()
    {
        var (volume, brain) = (Brain(), Stacks.Everything(Brain().Geometry));
        Paint(volume, slice: 2, side: 10, hu: 400);
        for (var i = 0; i < Side; i += 3)
            volume[4, i, i] = 70;
        Paint(volume, slice: 6, side: 10, hu: 70);
        brain.Slice(6).Clear();

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], OrderOf(volume, brain));
    }

    private static CtVolume Brain()
    {
        var volume = new CtVolume(Stacks.Even(8, gap: 5, Side, Side));
        volume.Voxels.Fill(35);
        return volume;
    }

    private static void Paint(CtVolume volume, int slice, int side, short hu)
    {
        for (var row = 20; row < 20 + side; row++)
            volume.Slice(slice).Slice(row * Side + 20, side).Fill(hu);
    }

    private static int[] OrderOf(CtVolume volume, VoxelMask? brain = null) => ScoringOrder.LikelyFirst(
        new AnalysisGrid(volume.Geometry, AsAcquired.Scale), volume, brain ?? Stacks.Everything(volume.Geometry));
}
