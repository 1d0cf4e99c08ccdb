using CsCheck;
using PatchFcn.Core.Evaluation;

namespace PatchFcn.Core.Tests.Evaluation;

/// <summary>R62.</summary>
public sealed class PixelTallyTests
{
    [Fact]
    public void Dice_KnownPixels_CountsWhatIsOverOneHalf() =>
        Assert.Equal(2 * 2 / (3 + 4.0), PixelTally.Of([255, 128, 127, 0, 200], [1, 4, 1, 2, 0]).Dice);

    /// <summary>By hand: calling pixel after pixel positive gives precisions 1, 1/2, 2/3, 2/4 at recalls 1/2, 1/2, 1, 1.</summary>
    [Fact]
    public void AveragePrecision_KnownPixels_IsTheSumByHand() =>
        Assert.Equal(0.5 * 1 + 0.5 * 2 / 3, PixelTally.Of([200, 150, 100, 50], [1, 0, 1, 0]).AveragePrecision!.Value, 1e-15);

    /// <summary>Pixels of equal probability are called together, whatever their order.</summary>
    [Fact]
    public void AveragePrecision_AllTheSame_IsTheShareOfBlood() =>
        Assert.Equal(0.25, PixelTally.Of([7, 7, 7, 7], [0, 0, 1, 0]).AveragePrecision);

    [Fact]
    public void Figures_NoBlood_AreNullUnlessSomethingIsMarked()
    {
        Assert.Equal((null, null), Figures(PixelTally.Of([0, 100], [0, 0])));
        Assert.Equal((0.0, null), Figures(PixelTally.Of([0, 200], [0, 0])));
    }

    [Fact]
    public void Sum_OfParts_IsTheTallyOfTheWhole() =>
        (from map in Gen.Byte.Array[2, 300] from truth in Gen.Byte[0, 1].Array[map.Length] from cut in Gen.Int[0, map.Length] select (map, truth, cut))
        .Sample(study =>
        {
            var (map, truth, cut) = study;
            var whole = PixelTally.Of(map, truth);
            var sum = PixelTally.Sum([PixelTally.Of(map[..cut], truth[..cut]), PixelTally.Of(map[cut..], truth[cut..])]);

            Assert.Equal(whole.Blood, sum.Blood);
            Assert.Equal(whole.Other, sum.Other);
        });

    [Fact]
    public void Of_AnotherLength_Throws() => Assert.Throws<ArgumentException>(() => PixelTally.Of([1, 2], [1]));

    private static (double?, double?) Figures(PixelTally tally) => (tally.Dice, tally.AveragePrecision);
}
