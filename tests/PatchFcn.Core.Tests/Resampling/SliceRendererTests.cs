using CsCheck;
using PatchFcn.Core.Patches;
using PatchFcn.Core.Volumes;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Testing;

namespace PatchFcn.Core.Tests.Resampling;

public sealed class SliceRendererTests
{
    private static readonly HuWindow Window = new(0, 100);

    /// <summary>R20: the slice below, the slice, the slice above.</summary>
    [Fact]
    public void Render_AsAcquired_IsTheWindowedSlicesThemselves()
    {
        var geometry = Stacks.Even(3, 5);
        var volume = Filled(geometry, (slice, row, column) => slice * 10 + row + column);

        var channels = Render(volume, Stacks.Everything(geometry), AsAcquired.Scale, slice: 1);

        var expected = Enumerable.Range(0, 3).SelectMany(slice => volume.Slice(slice).ToArray()).Select(hu => Window.Normalize(hu));
        Assert.Equal(expected, channels);
    }

    [Fact]
    public void Render_ConstantBrain_StaysConstantWhateverTheScaleAndTheMask() =>
        Gen.Select(Gen.Double[0.3, 3], Gen.Double[0.4, 6], Gen.Int[5, 40], Gen.Int).Sample((spacing, gap, size, seed) =>
        {
            var geometry = Stacks.Even(9, gap, size, size + 3, spacing);
            var mask = RandomMask(geometry, seed);
            var volume = Filled(geometry, (slice, row, column) => (short)(mask[slice, row, column] ? 40 : CtVolume.Air));

            var channels = Render(volume, mask, new AnalysisScale(0.7, 5, 4, EdgeRule.Repeat), slice: 0, fill: 1);

            return channels.All(value => value == 1 || Math.Abs(value - 0.4f) < 1e-5f);
        });

    [Fact]
    public void Render_DiscOfBrain_KeepsItsArea()
    {
        var geometry = Stacks.Even(1, 5, 200, 200, spacing: 0.9);
        var mask = Disc(geometry, centre: 100, radius: 60);

        var scale = new AnalysisScale(0.5, 5, null, EdgeRule.Repeat);
        var pixels = Render(Filled(geometry, (_, _, _) => 50), mask, scale, slice: 0).Take(360 * 360).Count(value => value > 0);

        Assert.Equal(mask.Count() * 0.9 * 0.9, pixels * 0.25, 0.005 * mask.Count());
    }

    [Fact]
    public void Render_SlabOfTwoSlices_AveragesHuBeforeTheWindow()
    {
        var geometry = Stacks.Even(2, 2.5);
        var volume = Filled(geometry, (slice, _, _) => slice == 0 ? -60 : 100);

        var channels = Render(volume, Stacks.Everything(geometry), new AnalysisScale(null, 5, null, EdgeRule.Fill), slice: 0);

        Assert.All(channels[64..128], value => Assert.Equal(0.2f, value, 1e-5f));
        Assert.All(channels[..64], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Render_TiltedStack_KeepsWhatRunsAlongTheNormalSharp()
    {
        var geometry = Stacks.Tilted(degrees: 25, tableStep: 1, slices: 40, rows: 100, columns: 10, spacing: 0.5);
        var edge = Vector3D.Dot(geometry.ToPatient(20, 50, 0), geometry.ColumnDirection);
        var volume = Filled(geometry, (slice, row, column) =>
            Vector3D.Dot(geometry.ToPatient(slice, row, column), geometry.ColumnDirection) < edge ? 0 : 80);

        var column = Render(volume, Stacks.Everything(geometry), new AnalysisScale(null, 5, null, EdgeRule.Repeat), slice: 4)
            .Skip(1000).Take(1000).Chunk(10).Select(row => row[0]).ToList();

        Assert.InRange(column.Count(value => value is > 0.01f and < 0.79f), 0, 1);
    }

    [Fact]
    public void Render_NothingButStripped_IsFill()
    {
        var geometry = Stacks.Even(3, 5);

        var channels = Render(Filled(geometry, (_, _, _) => 50), new VoxelMask(geometry), AsAcquired.Scale, slice: 1, fill: 0.25f);

        Assert.All(channels, value => Assert.Equal(0.25f, value));
    }

    internal static CtVolume Filled(VolumeGeometry geometry, Func<int, int, int, int> hu)
    {
        var volume = new CtVolume(geometry);
        for (var slice = 0; slice < geometry.SliceCount; slice++)
            for (var row = 0; row < geometry.Rows; row++)
                for (var column = 0; column < geometry.Columns; column++)
                    volume[slice, row, column] = (short)hu(slice, row, column);
        return volume;
    }

    internal static VoxelMask Disc(VolumeGeometry geometry, int centre, int radius)
    {
        var mask = new VoxelMask(geometry);
        for (var slice = 0; slice < geometry.SliceCount; slice++)
            for (var row = 0; row < geometry.Rows; row++)
                for (var column = 0; column < geometry.Columns; column++)
                    mask[slice, row, column] = Math.Pow(row - centre, 2) + Math.Pow(column - centre, 2) < radius * radius;
        return mask;
    }

    private static VoxelMask RandomMask(VolumeGeometry geometry, int seed)
    {
        var random = new Random(seed);
        var mask = new VoxelMask(geometry);
        for (var slice = 0; slice < geometry.SliceCount; slice++)
            for (var row = 0; row < geometry.Rows; row++)
                for (var column = 0; column < geometry.Columns; column++)
                    mask[slice, row, column] = random.Next(3) > 0;
        return mask;
    }

    private static float[] Render(CtVolume volume, VoxelMask mask, AnalysisScale scale, int slice, float fill = 0)
    {
        var grid = new AnalysisGrid(volume.Geometry, scale);
        var renderer = new SliceRenderer(grid, volume, mask, Window, fill);
        var channels = new float[AnalysisGrid.Channels * grid.SliceLength];
        renderer.Render(slice, channels);
        return channels;
    }
}
