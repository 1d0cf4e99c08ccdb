namespace PatchFcn.Phantoms.Tests;

public sealed class PhantomTests
{
    private static readonly PhantomOptions Small = new() { Bleed = BleedChoice.Sdh, MatrixSize = 128, SliceSpacingMm = 10 };

    [Fact]
    public void Create_SameSeed_SameVoxels()
    {
        var (first, second) = (Create(Small), Create(Small));

        Assert.True(first.Ct.Voxels.SequenceEqual(second.Ct.Voxels));
        Assert.True(first.Truth.Labels.SequenceEqual(second.Truth.Labels));
    }

    [Fact]
    public void Create_NoBleed_TruthIsEmpty() =>
        Assert.Equal(0, Create(Small with { Bleed = BleedChoice.None }).VolumeMl);

    private static Phantom Create(PhantomOptions options) => Phantom.Create(PhantomSpec.Draw(3, options), TestContext.Current.CancellationToken);
}
