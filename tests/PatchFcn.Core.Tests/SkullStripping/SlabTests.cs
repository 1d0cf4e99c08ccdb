using CsCheck;
using PatchFcn.Core.SkullStripping;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Tests.SkullStripping;

/// <summary>R13: a head in slabs.</summary>
public sealed class SlabTests
{
    /// <summary>R13.</summary>
    [Fact]
    public void Join_AnySlabs_GivesTheMaskOfTheWhole()
    {
        var volume = new SyntheticHead().WithHole(new(1, 0, 0.3), 8).Scan(SyntheticHead.Stack(tiltDegrees: 15));
        var whole = SkullStripper.Strip(volume);

        Gen.Int[1, volume.Geometry.SliceCount].List[1, 12].Sample(lengths =>
        {
            var slabs = Slabs(volume, lengths).Select(ThroughAStream).Reverse().ToList();
            var joined = SkullStripper.Join(slabs, volume.Geometry);

            Assert.True(joined.Brain!.Words.SequenceEqual(whole.Brain!.Words));
            Assert.Equal(whole.BrainVolumeMl, joined.BrainVolumeMl);
            Assert.Equal(whole.Warnings, joined.Warnings);
        }, iter: 10, threads: 1);
    }

    [Fact]
    public void Join_SlabMissing_Throws()
    {
        var volume = new SyntheticHead().Scan(SyntheticHead.Stack(20));
        var slabs = Slabs(volume, [3]).ToList();
        slabs.RemoveAt(1);

        Assert.Throws<ArgumentException>(() => SkullStripper.Join(slabs, volume.Geometry));
    }

    private static IEnumerable<SlabCandidates> Slabs(CtVolume volume, List<int> lengths)
    {
        var geometry = volume.Geometry;
        for (int first = 0, i = 0, count; first < geometry.SliceCount; first += count, i++)
        {
            count = Math.Min(lengths[i % lengths.Count], geometry.SliceCount - first);
            yield return SkullStripper.PrepareSlab(volume.Slab(first, count), first);
        }
    }

    private static SlabCandidates ThroughAStream(SlabCandidates slab)
    {
        using var stream = new MemoryStream();
        slab.Write(stream);
        stream.Position = 0;
        return SlabCandidates.Read(stream);
    }
}
