using PatchFcn.Core.SkullStripping;
using PatchFcn.Phantoms;

namespace PatchFcn.Core.Tests.SkullStripping;

/// <summary>R11 on phantoms, whose scanner blurs and averages: thin and thick slices, coarse and fine pixels.</summary>
public sealed class PhantomMarginTests
{
    /// <summary>Density of half bone, half blood: a denser voxel is bone to a reader, whatever is planted there.</summary>
    private const short HalfBoneHu = 600;

    [Theory]
    [InlineData(401, BleedChoice.Sdh, 256, 5)]
    [InlineData(402, BleedChoice.Edh, 256, 5)]
    [InlineData(405, BleedChoice.Sdh, 256, 1.5)]
    [InlineData(406, BleedChoice.Edh, 256, 1.5)]
    [InlineData(404, BleedChoice.Edh, 512, 5)]
    [InlineData(425, BleedChoice.Sdh, 256, 5)]
    public void Strip_BleedOfAPhantom_Stays(int seed, BleedChoice bleed, int size, double spacingMm)
    {
        var phantom = Phantom.Create(
            PhantomSpec.Draw((ulong)seed, new PhantomOptions { Bleed = bleed, MatrixSize = size, SliceSpacingMm = spacingMm }),
            TestContext.Current.CancellationToken);

        var brain = SkullStripper.Strip(phantom.Ct).Brain!;

        var (planted, kept) = (0, 0);
        for (var i = 0; i < phantom.Truth.Labels.Length; i++)
        {
            if (phantom.Truth.Labels[i] == 0 || phantom.Ct.Voxels[i] >= HalfBoneHu)
                continue;
            var (row, column) = Math.DivRem(i, size);
            planted++;
            kept += brain[row / size, row % size, column] ? 1 : 0;
        }
        Assert.InRange(kept / (double)planted, 0.99, 1);
    }
}
