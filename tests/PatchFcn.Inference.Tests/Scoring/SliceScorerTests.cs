using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;
using PatchFcn.Training.Models;

namespace PatchFcn.Inference.Tests.Scoring;

public sealed class SliceScorerTests
{
    private static readonly ScorerOptions OnCpu = new() { Device = ComputeDevice.Cpu };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Score_SeveralClasses_HasAMapOfEachAndACombinedScoreFirst()
    {
        var scores = With(new RandomNetwork(classes: 4), scorer => scorer.Score(Slices.Blob(120, 130, 0), 120, 130, ScoringGrid.Full, Cancellation));

        Assert.Equal(4 * 120 * 130, scores.Pixels.Length);
        Assert.All(scores.Patches, patch => Assert.Equal(1 + 4, patch.Scores.Count));
        Assert.Equal(scores.Patches.Max(patch => patch.Scores[0]), scores.Score);
    }

    [Fact]
    public void Score_ManySlicesAtOnce_GivesWhatOneAfterTheOtherGives()
    {
        var slices = Enumerable.Range(0, 8).Select(seed => Slices.Blob(90, 110, 0, seed)).ToArray();
        With(new RandomNetwork(classes: 4), scorer =>
        {
            var alone = Array.ConvertAll(slices, slice => scorer.Score(slice, 90, 110, ScoringGrid.Exact, Cancellation));
            var together = slices.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(slice => scorer.Score(slice, 90, 110, ScoringGrid.Exact, Cancellation)).ToArray();

            Assert.Equal(alone.SelectMany(scores => scores.Pixels), together.SelectMany(scores => scores.Pixels));
            Assert.Equal(alone.Select(scores => scores.Score), together.Select(scores => scores.Score));
            return alone[0];
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Score_DenseOnASliceOfOnePatch_IsWhatThePatchGives(int classes) =>
        With(new RandomNetwork(classes), scorer =>
        {
            var slice = Enumerable.Range(0, 3 * 48 * 48).Select(i => 0.1f + i % 89 / 100f).ToArray();

            var dense = scorer.Score(slice, 48, 48, ScoringGrid.Dense, Cancellation);
            var full = scorer.Score(slice, 48, 48, ScoringGrid.Full, Cancellation);

            Assert.All(full.Pixels.Zip(dense.Pixels), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
            Assert.All(full.Patches.Single().Scores.Zip(dense.Patches.Single().Scores), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
            return dense;
        });

    [Theory]
    [InlineData(200, 168)]
    [InlineData(31, 167)]
    [InlineData(41, 20)]
    public void Score_Dense_LooksAtTheBoxAroundTheBrainAndPutsItBackInPlace(int rows, int columns) =>
        With(new RandomNetwork(classes: 1), scorer =>
        {
            var slice = Slices.Blob(rows, columns, 0);

            var dense = scorer.Score(slice, rows, columns, ScoringGrid.Dense, Cancellation);

            Assert.All(Enumerable.Range(0, rows * columns).Where(i => slice[rows * columns + i] > 0), i => Assert.NotEqual(0, dense.Pixels[i]));
            Assert.All(dense.Patches, patch => Assert.True(patch.Position.Row < rows && patch.Position.Column < columns));
            return dense;
        });

    /// <summary>A box that is cut out, or put back, a few pixels beside where it lies would give other pixels.</summary>
    [Fact]
    public void Score_DenseOnOnePatchInTheMiddle_IsWhatThatPatchGivesInItsPlace() =>
        With(new RandomNetwork(classes: 1), scorer =>
        {
            const int Rows = 96, Columns = 104, Top = 24, Left = 32, Side = 48;
            var patch = Enumerable.Range(0, 3 * Side * Side).Select(i => 0.1f + i % 89 / 100f).ToArray();
            var slice = new float[3 * Rows * Columns];
            for (var line = 0; line < 3 * Side; line++)
                patch.AsSpan(line * Side, Side).CopyTo(slice.AsSpan((line / Side * Rows + Top + line % Side) * Columns + Left));

            var dense = scorer.Score(slice, Rows, Columns, ScoringGrid.Dense, Cancellation);
            var alone = scorer.Score(patch, Side, Side, ScoringGrid.Full, Cancellation);

            for (var row = 0; row < Side; row++)
                Assert.All(alone.Pixels.AsSpan(row * Side, Side).ToArray().Zip(dense.Pixels.AsSpan((Top + row) * Columns + Left, Side).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
            return dense;
        });

    [Fact]
    public void Score_DenseOnNothingButFill_IsTheBlankPatch() =>
        With(new RandomNetwork(classes: 1), scorer =>
        {
            var dense = scorer.Score(new float[3 * 60 * 60], 60, 60, ScoringGrid.Dense, Cancellation);

            Assert.Equal(scorer.Score(new float[3 * 60 * 60], 60, 60, ScoringGrid.Exact, Cancellation).Score, dense.Score);
            Assert.All(dense.Pixels, pixel => Assert.Equal(0, pixel));
            return dense;
        });

    [Fact]
    public void Score_DenseWithoutPatchLogits_IsUnsupported()
    {
        using var package = new TemporaryPackage(new RandomNetwork(classes: 1), withLogits: false);
        using var scorer = new PatchScorer(package.Load(), OnCpu);

        var exception = Assert.Throws<ModelPackageException>(() =>
            new SliceScorer(scorer).Score(new float[3 * 60 * 60], 60, 60, ScoringGrid.Dense, Cancellation));

        Assert.Equal(ModelPackageException.GridUnsupported, exception.Name);
    }

    [Fact]
    public void Score_CancelledMeanwhile_Stops()
    {
        using var package = new TemporaryPackage(new RandomNetwork(classes: 1, width: 64), patch: 240, stride: 8);
        using var scorer = new PatchScorer(package.Load(), OnCpu);
        using var cancellation = new CancellationTokenSource(millisecondsDelay: 100);

        Assert.ThrowsAny<OperationCanceledException>(() =>
            new SliceScorer(scorer).Score(Slices.Blob(900, 900, 0), 900, 900, ScoringGrid.Full, cancellation.Token));
    }

    [Fact]
    public void Score_SliceOfAnotherSize_Throws() =>
        Assert.Throws<ArgumentException>(() => With(new RandomNetwork(classes: 1), scorer => scorer.Score(new float[10], 60, 60, ScoringGrid.Full, Cancellation)));

    private static SliceScores With(RandomNetwork network, Func<SliceScorer, SliceScores> score)
    {
        using var package = new TemporaryPackage(network);
        using var scorer = new PatchScorer(package.Load(), OnCpu);
        return score(new SliceScorer(scorer));
    }
}
