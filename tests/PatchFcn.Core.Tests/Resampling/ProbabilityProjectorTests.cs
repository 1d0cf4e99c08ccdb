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
    public void Project_ConstantMaps_IsTheConstantInTheBrainAndZeroOutside() =>
        Discs.Sample((geometry, brain, grid) =>
        {
            var constant = Enumerable.Repeat(0.7f, grid.SliceLength).ToArray();
            var map = new float[geometry.SliceLength];

            new ProbabilityProjector(grid, brain).Project(3, _ => constant, map);

            return Enumerable.Range(0, map.Length).All(i =>
                brain[3, i / 34, i % 34] ? Math.Abs(map[i] - 0.7f) < 1e-5f : map[i] == 0);
        });

    /// <summary>Nothing is known of a pixel that touches no brain of the analysis: at corners, where a coarse pixel averages less than half of brain.</summary>
    [Fact]
    public void Project_StrippedAtTheRim_IsUndiminishedWhereAnythingIsKnown() =>
        Discs.Sample((geometry, brain, grid) =>
        {
            var renderer = new SliceRenderer(grid, new CtVolume(geometry), brain, new(0, 100), 0);
            var map = new float[geometry.SliceLength];

            new ProbabilityProjector(grid, brain).Project(3, slice => InTheBrain(renderer, grid.SliceLength, slice, 0.7f), map);

            var known = Enumerable.Range(0, map.Length).Where(i => map[i] != 0).ToArray();
            return known.All(i => brain[3, i / 34, i % 34] && Math.Abs(map[i] - 0.7f) < 1e-5f) && known.Length >= 0.9 * brain.CountSlice(3);
        });

    [Fact]
    public void Project_AsAcquired_IsTheMapItself()
    {
        var geometry = Stacks.Even(3, 5);
        var expected = Enumerable.Range(0, 64).Select(i => i / 64f).ToArray();
        var map = new float[64];

        new ProbabilityProjector(new AnalysisGrid(geometry, AsAcquired.Scale), Stacks.Everything(geometry)).Project(1, _ => expected, map);

        Assert.Equal(expected, map);
    }

    [Fact]
    public void Project_SliceAcrossTwoSlabs_IsWeightedByOverlap()
    {
        var geometry = Stacks.Even(5, 2);
        var grid = new AnalysisGrid(geometry, new AnalysisScale(null, 5, null, EdgeRule.Repeat));
        var projector = new ProbabilityProjector(grid, Stacks.Everything(geometry));
        var map = new float[64];

        projector.Project(2, slice => Enumerable.Repeat((float)slice, 64).ToArray(), map);

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
        var (inBoth, inOne) = (0, 0);
        var map = new float[geometry.SliceLength];
        for (var slice = 0; slice < geometry.SliceCount; slice++)
        {
            new ProbabilityProjector(grid, everything).Project(slice, i => maps[i], map);
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

    /// <summary>A value where there is brain; what was stripped is not a number.</summary>
    private static float[] InTheBrain(SliceRenderer renderer, int length, int slice, float value)
    {
        var brain = new float[length];
        renderer.RenderBrain(slice, brain);
        return Array.ConvertAll(brain, inside => inside == 1 ? value : float.NaN);
    }

    private static float[] Centre(SliceRenderer renderer, int length, int slice)
    {
        var channels = new float[3 * length];
        renderer.Render(slice, channels);
        return channels[length..(2 * length)];
    }
}
