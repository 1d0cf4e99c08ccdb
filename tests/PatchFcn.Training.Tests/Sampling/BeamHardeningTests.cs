using PatchFcn.Training.Sampling;

namespace PatchFcn.Training.Tests.Sampling;

/// <summary>R264: what real heads of some scanners show near bone is part of what training draws.</summary>
public sealed class BeamHardeningTests
{
    private const int Side = 40;

    [Fact]
    public void Add_BrainBesideBone_BrightensTowardsTheBoneAlone()
    {
        var hu = new float[Side * Side];
        for (var i = 0; i < hu.Length; i++)
            hu[i] = i % Side < 5 ? float.NaN : 30;

        BeamHardening.Add(hu, Side, amplitudeHu: 10, reach: 8, new float[BeamHardening.ScratchOf(Side)]);

        for (var column = 5; column < Side; column++)
            Assert.Equal(30 + 10 * Math.Exp(-(column - 4) / 8.0), hu[20 * Side + column], 3);
        Assert.True(float.IsNaN(hu[20 * Side]));
    }

    [Fact]
    public void Add_NoBoneInThePatch_ChangesNothing()
    {
        var hu = Enumerable.Repeat(30f, Side * Side).ToArray();

        BeamHardening.Add(hu, Side, amplitudeHu: 10, reach: 8, new float[BeamHardening.ScratchOf(Side)]);

        Assert.All(hu, value => Assert.Equal(30, value));
    }
}
