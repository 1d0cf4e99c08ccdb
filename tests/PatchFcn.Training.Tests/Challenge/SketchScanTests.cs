using PatchFcn.Core.SkullStripping;
using PatchFcn.Phantoms.Specs;
using PatchFcn.Training.Challenge;

namespace PatchFcn.Training.Tests.Challenge;

public sealed class SketchScanTests
{
    [Fact]
    public void Create_SameSeed_SameVoxels()
    {
        var (first, second) = (Create(3), Create(3));

        Assert.True(first.Ct.Voxels.SequenceEqual(second.Ct.Voxels));
        Assert.True(first.Truth.Labels.SequenceEqual(second.Truth.Labels));
    }

    [Theory]
    [InlineData(1, BleedType.Sdh)]
    [InlineData(3, BleedType.Edh)]
    [InlineData(5, BleedType.Iph)]
    [InlineData(7, BleedType.Sah)]
    [InlineData(9, BleedType.Ivh)]
    public void Create_OddSeed_HasBloodOfItsTypeInsideTheSkull(int seed, BleedType type)
    {
        var made = Create(seed);

        Assert.InRange(made.Truth.TotalMl(), 1, 250);
        Assert.Equal([(byte)Math.Min((int)type + 1, 4)], made.Truth.Labels.ToArray().Where(label => label > 0).Distinct());
        Assert.InRange(BloodCheck.MedianHu(made), 40, 85);
        Assert.InRange(BloodCheck.ShareInside(made, SkullStripper.Strip(made.Ct).Brain!), 0.95, 1);
    }

    [Fact]
    public void Create_EvenSeed_HasNoBlood() => Assert.Equal(0, Create(4).Truth.TotalMl());

    /// <summary>At a size that is quick to make.</summary>
    private static ChallengeCase Create(int seed) => SketchCommand.Create(seed, 160);
}
