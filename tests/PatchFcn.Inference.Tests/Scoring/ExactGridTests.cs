using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;
using PatchFcn.Testing;
using PatchFcn.Training.Models;

namespace PatchFcn.Inference.Tests.Scoring;

/// <summary>R24: the grid <c>exact</c> gives what <c>full</c> gives, to the last bit, on every pixel and for every score.</summary>
public sealed class ExactGridTests
{
    [Theory]
    [InlineData(1, 200, 168, 1, 0f)]
    [InlineData(1, 131, 97, 3, 0f)]
    [InlineData(4, 200, 168, 1, 0.25f)]
    [InlineData(4, 90, 211, 4, 0f)]
    [InlineData(1, 48, 48, 2, 0f)]
    [InlineData(1, 30, 100, 2, 0.25f)]
    public void Score_RandomNetwork_ExactEqualsFull(int classes, int rows, int columns, int batch, float fill)
    {
        using var package = new TemporaryPackage(new RandomNetwork(classes), fill: fill);
        using var scorer = new PatchScorer(package.Load(), new ScorerOptions { Device = ComputeDevice.Cpu, BatchSize = batch });

        AssertExactEqualsFull(new SliceScorer(scorer), Slices.Blob(rows, columns, fill), rows, columns);
    }

    [Theory]
    [InlineData(512, 512)]
    [InlineData(461, 500)]
    public void Score_Baseline_ExactEqualsFull(int rows, int columns)
    {
        var package = ModelPackage.Load(Path.Combine(TestData.RepositoryRoot, "models", "density-baseline"));
        using var scorer = new PatchScorer(package, new ScorerOptions { Device = ComputeDevice.Cpu });

        AssertExactEqualsFull(new SliceScorer(scorer), Slices.Blob(rows, columns, 0), rows, columns);
    }

    [Fact]
    public void Score_NothingButFill_ExactEqualsFullWithoutARun()
    {
        using var package = new TemporaryPackage(new RandomNetwork(classes: 4));
        using var scorer = new PatchScorer(package.Load(), new ScorerOptions { Device = ComputeDevice.Cpu });
        var slices = new SliceScorer(scorer);

        var exact = slices.Score(new float[3 * 100 * 100], 100, 100, ScoringGrid.Exact, TestContext.Current.CancellationToken);
        var full = slices.Score(new float[3 * 100 * 100], 100, 100, ScoringGrid.Full, TestContext.Current.CancellationToken);

        Assert.Equal(0, exact.PatchesRun);
        Assert.Equal(full.Pixels, exact.Pixels);
        Assert.Equal(full.Patches[0].Scores, exact.Patches[0].Scores);
    }

    private static void AssertExactEqualsFull(SliceScorer scorer, float[] channels, int rows, int columns)
    {
        var full = scorer.Score(channels, rows, columns, ScoringGrid.Full, TestContext.Current.CancellationToken);
        var exact = scorer.Score(channels, rows, columns, ScoringGrid.Exact, TestContext.Current.CancellationToken);

        Assert.Equal(full.Patches.Count, full.PatchesRun);
        Assert.InRange(exact.PatchesRun, 1, full.PatchesRun);
        Assert.Equal(full.Pixels, exact.Pixels);
        Assert.Equal(full.Patches.Select(patch => patch.Position), exact.Patches.Select(patch => patch.Position));
        Assert.Equal(full.Patches.SelectMany(patch => patch.Scores), exact.Patches.SelectMany(patch => patch.Scores));
        Assert.Equal(full.Score, exact.Score);
    }
}
