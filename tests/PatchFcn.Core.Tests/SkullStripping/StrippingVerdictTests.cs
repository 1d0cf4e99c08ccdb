using CsCheck;
using PatchFcn.Core.SkullStripping;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Tests.SkullStripping;

/// <summary>R12: what is refused, and what is warned of.</summary>
public sealed class StrippingVerdictTests
{
    /// <summary>R12.</summary>
    [Theory]
    [InlineData(30)]
    [InlineData(45)]
    [InlineData(60)]
    public void Strip_Craniectomy_IsRefused(double radiusMm)
    {
        var result = SkullStripper.Strip(new SyntheticHead().WithHole(new(1, -0.2, 0.5), radiusMm).Scan(SyntheticHead.Stack()));

        Assert.Equal("largeSkullDefect", result.Refusal?.Name);
        Assert.Null(result.Brain);
    }

    /// <summary>R12.</summary>
    [Fact]
    public void Strip_NoSkull_IsRefused() =>
        Assert.Equal("noIntracranialSpace", RefusalOf(new SyntheticHead().With(_ => true, 35)));

    [Fact]
    public void Strip_HalfASkull_IsRefused() =>
        Assert.Equal("skullNotClosed", RefusalOf(new SyntheticHead().With(p => p.X > -40, -1000)));

    [Theory]
    [InlineData(-1000)]
    [InlineData(120)]
    [InlineData(0)]
    public void Strip_SkullWithoutBrain_IsRefused(short hu) =>
        Assert.Equal("noBrainTissue", RefusalOf(new SyntheticHead().With(SyntheticHead.IsIntracranial, hu)));

    [Fact]
    public void Strip_SmallSkull_IsRefused() =>
        Assert.Equal(
            "implausibleBrainVolume",
            RefusalOf(new SyntheticHead().With(p => SyntheticHead.IsIntracranial(p) && !SyntheticHead.Within(p, new(50, 60, 50)), 900)));

    [Fact]
    public void Strip_VertexCutOff_Warns() =>
        Assert.Equal(["vertexNotCovered"], WarningsOf(SyntheticHead.Stack(to: 40)));

    [Fact]
    public void Strip_SkullBaseCutOff_Warns() =>
        Assert.Equal(["skullBaseNotCovered"], WarningsOf(SyntheticHead.Stack(from: -30)));

    [Fact]
    public void Strip_SlicesLostToMetal_Warns()
    {
        var head = new SyntheticHead().With(p => Math.Abs(p.Z + 25) < 6 && SyntheticHead.IsIntracranial(p), 2000);

        Assert.Equal(["brainEndsAbruptly"], SkullStripper.Strip(head.Scan(SyntheticHead.Stack())).Warnings.Select(warning => warning.Name));
    }

    /// <summary>R12.</summary>
    [Fact]
    public void Strip_AnyVoxels_GivesARefusalAndNoError() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 70], Gen.Int[1, 140], Gen.Double[-30, 30], Gen.Int).Sample((slices, rows, columns, shift, seed) =>
        {
            var random = new Random(seed);
            var origins = Enumerable.Range(0, slices).Select(i => new Vector3D(i * shift, i * shift, i * 2)).ToArray();
            var geometry = new VolumeGeometry(rows, columns, 0.7, 0.9, new(1, 0, 0), new(0, 1, 0), origins, 2);
            var voxels = new short[slices * rows * columns];
            for (var i = 0; i < voxels.Length; i++)
                voxels[i] = (short)random.Next(short.MinValue, short.MaxValue + 1);

            Assert.NotNull(SkullStripper.Strip(new CtVolume(geometry, voxels)).Refusal);
        });

    private static string? RefusalOf(SyntheticHead head) => SkullStripper.Strip(head.Scan(SyntheticHead.Stack())).Refusal?.Name;

    private static IEnumerable<string> WarningsOf(VolumeGeometry geometry) =>
        SkullStripper.Strip(new SyntheticHead().Scan(geometry)).Warnings.Select(warning => warning.Name);
}
