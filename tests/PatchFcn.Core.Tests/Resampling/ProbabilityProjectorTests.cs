using CsCheck;
using PatchFcn.Core.Volumes;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Testing;

namespace PatchFcn.Core.Tests.Resampling;

/// <summary>R341: back to the source, up to the rim of the brain.</summary>
public sealed class ProbabilityProjectorTests
{
    /// <summary>A disc of brain in stacks of any spacing, and the analysis slices of any scale over it.</summary>
    private static readonly Gen<(VolumeGeometry Geometry, VoxelMask Brain, AnalysisGrid Grid)> Discs =
        Gen.Select(Gen.Double[0.3, 3], Gen.Double[0.4, 6], Gen.Double[0.3, 2]).Select((spacing, gap, pixel) =>
        {
            var geometry = Stacks.Even(7, gap, 30, 34, spacing);
            return (geometry, SliceRendererTests.Disc(geometry, centre: 14, radius: 9), new AnalysisGrid(geometry, new AnalysisScale(pixel, 5, null, EdgeRule.Repeat)));
        });

    [Fact]
    public void Project_ConstantMaps_IsTheConstantInTheBrain() =>
        Discs.Sample((geometry, brain, grid) =>
        {
            var map = new float[geometry.SliceLength];

            new ProbabilityProjector(grid, brain, Maps(grid, _ => 1)).Project(3, Maps(grid, _ => 0.7f), map);

            return InBrain(brain, 3).All(i => Math.Abs(map[i] - 0.7f) < 1e-5f);
        });

    /// <summary>Nothing is known of a pixel that touches no brain of the analysis: at corners, where a coarse pixel averages less than half of brain.</summary>
    [Fact]
    public void Project_StrippedAtTheRim_IsUndiminishedWhereAnythingIsKnown() =>
        Discs.Sample((geometry, brain, grid) =>
        {
            var map = new float[geometry.SliceLength];

            new ProbabilityProjector(grid, brain, Kept(geometry, grid, brain)).Project(3, Maps(grid, _ => 0.7f), map);

            var known = InBrain(brain, 3).Where(i => map[i] != 0).ToArray();
            return known.All(i => Math.Abs(map[i] - 0.7f) < 1e-5f) && known.Length >= 0.9 * brain.CountSlice(3);
        });

    /// <summary>Bit for bit, so that masks stay the same whatever is done for speed.</summary>
    [Fact]
    public void Project_SeveralClasses_EachIsTheMeanOfWhatWasKeptByTheWeightsOfTheAxes() =>
        Gen.Select(Gen.Double[0.3, 3], Gen.Double[0.3, 2], Gen.Double[0, 20], Gen.Int).Sample((spacing, pixel, tilt, seed) =>
        {
            var geometry = Stacks.Tilted(tilt, 3, 5, 30, 34, spacing);
            var brain = SliceRendererTests.Disc(geometry, centre: 14, radius: 9);
            var grid = new AnalysisGrid(geometry, new AnalysisScale(pixel, 5, null, EdgeRule.Repeat));
            var kept = Kept(geometry, grid, brain);
            var random = new Random(seed);
            float[][] analysed = [.. kept.Select(map => Enumerable.Range(0, 3 * map.Length).Select(_ => random.NextSingle()).ToArray())];
            var maps = new float[3 * geometry.SliceLength];

            new ProbabilityProjector(grid, brain, kept).Project(2, analysed, maps);

            var plain = new PlainProjection(grid, kept, analysed);
            return InBrain(brain, 2).All(i => Enumerable.Range(0, 3).All(index =>
                maps[index * geometry.SliceLength + i] == plain.At(index, 2, i / geometry.Columns, i % geometry.Columns)));
        });

    [Fact]
    public void Project_AsAcquired_IsTheMapItself()
    {
        var geometry = Stacks.Even(3, 5);
        var grid = new AnalysisGrid(geometry, AsAcquired.Scale);
        var expected = Enumerable.Range(0, 64).Select(i => i / 64f).ToArray();
        var map = new float[64];

        new ProbabilityProjector(grid, Stacks.Everything(geometry), Maps(grid, _ => 1)).Project(1, [expected, expected, expected], map);

        Assert.Equal(expected, map);
    }

    [Fact]
    public void Project_SliceAcrossTwoSlabs_IsWeightedByOverlap()
    {
        var geometry = Stacks.Even(5, 2);
        var grid = new AnalysisGrid(geometry, new AnalysisScale(null, 5, null, EdgeRule.Repeat));
        var projector = new ProbabilityProjector(grid, Stacks.Everything(geometry), Maps(grid, _ => 1));
        var map = new float[64];

        projector.Project(2, Maps(grid, slice => slice), map);

        Assert.Equal([0, 1], grid.Analysed(2).Select(share => share.Slice));
        Assert.All(map, value => Assert.Equal(0.5f, value));
    }

    [Theory]
    [InlineData(0.96, 1.5, 0)]
    [InlineData(0.45, 5.0, 0)]
    [InlineData(0.7, 1.0, 22)]
    public void Project_BallRenderedToTheModelsScale_ComesBackWhereItWas(double spacing, double gap, double tilt)
    {
        var geometry = Stacks.Tilted(tilt, gap, (int)(60 / gap), 128, 128, spacing);
        var centre = geometry.ToPatient(geometry.SliceCount / 2, 60, 70);
        int Hu(int slice, int row, int column) => (geometry.ToPatient(slice, row, column) - centre).Length < 14 ? 100 : 0;
        var grid = new AnalysisGrid(geometry, new AnalysisScale(0.5, 5, null, EdgeRule.Repeat));
        var everything = Stacks.Everything(geometry);
        var renderer = new SliceRenderer(grid, SliceRendererTests.Filled(geometry, Hu), everything, new(0, 100), 0);

        var maps = Enumerable.Range(0, grid.SliceCount).Select(slice => Centre(renderer, grid.SliceLength, slice)).ToArray();
        var projector = new ProbabilityProjector(grid, everything, Maps(grid, _ => 1));
        var (inBoth, inOne) = (0, 0);
        var map = new float[geometry.SliceLength];
        for (var slice = 0; slice < geometry.SliceCount; slice++)
        {
            projector.Project(slice, maps, map);
            for (var i = 0; i < map.Length; i++)
            {
                var truth = Hu(slice, i / 128, i % 128) > 0;
                inBoth += truth && map[i] > 0.5f ? 2 : 0;
                inOne += (truth ? 1 : 0) + (map[i] > 0.5f ? 1 : 0);
            }
        }
        // A slab of 5 mm steps over a ball of 28 mm; the Dice of such steps against the ball itself is about 0.95.
        Assert.InRange((double)inBoth / inOne, 0.93, 1);
    }

    /// <summary>A constant map for each analysis slice.</summary>
    private static float[][] Maps(AnalysisGrid grid, Func<int, float> value) =>
        [.. Enumerable.Range(0, grid.SliceCount).Select(slice => Enumerable.Repeat(value(slice), grid.SliceLength).ToArray())];

    private static float[][] Kept(VolumeGeometry geometry, AnalysisGrid grid, VoxelMask brain)
    {
        var renderer = new SliceRenderer(grid, new CtVolume(geometry), brain, new(0, 100), 0);
        var kept = Maps(grid, _ => 0);
        for (var slice = 0; slice < kept.Length; slice++)
            renderer.RenderBrain(slice, kept[slice]);
        return kept;
    }

    private static IEnumerable<int> InBrain(VoxelMask brain, int slice) =>
        Enumerable.Range(0, brain.Rows * brain.Columns).Where(i => brain[slice, i / brain.Columns, i % brain.Columns]);

    private static float[] Centre(SliceRenderer renderer, int length, int slice)
    {
        var channels = new float[3 * length];
        renderer.Render(slice, channels);
        return channels[length..(2 * length)];
    }
}
