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
        Paint(volume, slice: 1, side: 5, hu: 70);
        Paint(volume, slice: 6, side: 10, hu: 70);

        Assert.Equal([6, 1], OrderOf(volume)[..2]);
    }

    [Fact]
    public void LikelyFirst_ClotOverManySlices_OtherPartsOfTheHeadComeBeforeItsSecondSlice()
    {
        var volume = Brain();
        for (var slice = 3; slice <= 6; slice++)
            Paint(volume, slice, side: 5 + slice, hu: 70);

        Assert.Equal([6, 0], OrderOf(volume)[..2]);
    }

    [Fact]
    public void LikelyFirst_NothingDense_EverySliceOnceAndTheHeadIsCrossedEarly()
    {
        var order = OrderOf(Brain());

        Assert.Equal(Enumerable.Range(0, 8), order.Order());
        Assert.Equal([0, 7, 3], order[..3]);
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

        Assert.Equal(OrderOf(Brain()), OrderOf(volume, brain));
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
