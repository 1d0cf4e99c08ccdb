using BenchmarkDotNet.Attributes;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;
using PatchFcn.Testing;

namespace PatchFcn.Benchmarks;

/// <summary>One slice through the hand-set baseline, on every grid: the widest slice of the head, and one near the vertex.</summary>
[MemoryDiagnoser]
public class InferenceBenchmarks
{
    private float[] _channels = [];
    private PatchScorer _scorer = null!;
    private AnalysisGrid _grid = null!;

    [Params(ScoringGrid.Full, ScoringGrid.Exact, ScoringGrid.Dense)]
    public ScoringGrid Grid { get; set; }

    [Params(16, 30)]
    public int Slice { get; set; }

    [GlobalSetup]
    public void LoadModel()
    {
        var package = ModelPackage.Load(Path.Combine(TestData.RepositoryRoot, "models", "density-baseline"));
        var (volume, brain) = SyntheticHead.Create();
        _scorer = new PatchScorer(package, new ScorerOptions { Device = ComputeDevice.Cpu });
        _grid = new AnalysisGrid(volume.Geometry, package.Manifest.Scale);
        var renderer = new SliceRenderer(_grid, volume, brain, package.Manifest.HuWindow, package.Manifest.FillValue);
        _channels = new float[AnalysisGrid.Channels * _grid.SliceLength];
        renderer.Render(Slice, _channels);
    }

    [GlobalCleanup]
    public void UnloadModel() => _scorer.Dispose();

    [Benchmark]
    public float Score() => new SliceScorer(_scorer).Score(_channels, _grid.Rows, _grid.Columns, Grid).Score;
}
