using BenchmarkDotNet.Attributes;
using PatchFcn.Core.Patches;
using PatchFcn.Core.Volumes.Resampling;

namespace PatchFcn.Benchmarks;

/// <summary>What happens to one slice of 512 × 512 around the network: to the model's scale, into patches, together again and back to the source.</summary>
[MemoryDiagnoser]
public class StitchBenchmarks
{
    private const int Middle = 16;
    private const int MostClasses = 4;

    private SliceRenderer _renderer = null!;
    private ProbabilityProjector _projector = null!;
    private PatchGrid _patches = null!;
    private float[] _channels = [];
    private float[][] _scores = [];
    private float[] _maps = [];
    private float[] _patch = [];

    [GlobalSetup]
    public void MakeHead()
    {
        var (volume, brain) = SyntheticHead.Create();
        var grid = new AnalysisGrid(volume.Geometry, new AnalysisScale(0.5, 5, null, EdgeRule.Repeat));
        _renderer = new SliceRenderer(grid, volume, brain, new(-40, 160), 0);
        _projector = new ProbabilityProjector(grid, brain, [.. Enumerable.Range(0, grid.SliceCount).Select(slice => Brain(grid, slice))]);
        _patches = new PatchGrid(grid.Rows, grid.Columns, patch: 240, stride: 80);
        _channels = new float[AnalysisGrid.Channels * grid.SliceLength];
        _maps = new float[MostClasses * volume.Geometry.SliceLength];
        _patch = new float[240 * 240];
        _scores = [.. Enumerable.Repeat(new float[MostClasses * grid.SliceLength], grid.SliceCount)];
        _renderer.Render(Middle, _channels);
    }

    [Benchmark]
    public void Render() => _renderer.Render(Middle, _channels);

    [Benchmark]
    public float[] Stitch()
    {
        var stitcher = new PatchStitcher(_patches, classes: 1);
        foreach (var position in _patches.Positions)
        {
            _patches.Extract(_channels.AsSpan(0, _patches.Rows * _patches.Columns), position, 0, _patch);
            stitcher.Add(position, _patch);
        }
        return stitcher.Average();
    }

    [Benchmark]
    [Arguments(1)]
    [Arguments(MostClasses)]
    public void Project(int classes) => _projector.Project(Middle, _scores, _maps.AsSpan(0, classes * _maps.Length / MostClasses));

    private float[] Brain(AnalysisGrid grid, int slice)
    {
        var brain = new float[grid.SliceLength];
        _renderer.RenderBrain(slice, brain);
        return brain;
    }
}
