using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Hosting;

/// <summary>
/// Scores a made slice and compares with what the same model gave when it was first started on this storage: a broken driver, a damaged library or a changed device shows before a
/// study is scored wrongly.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="settings">How studies are analysed.</param>
/// <param name="results">Where the first score is kept.</param>
internal sealed class SelfTest(LoadedModel model, AnalysisSettings settings, IArtifactStore results)
{
    /// <summary>Devices and versions of the runtime round differently: by less than this.</summary>
    private const double Tolerance = 1e-3;

    private const string Folder = "_selftests";

    /// <summary>What is wrong; null: nothing.</summary>
    public async Task<string?> RunAsync(CancellationToken cancellation)
    {
        try
        {
            var score = Score(cancellation);
            var path = $"{Folder}/{StudyNames.Short($"{settings.Model.Sha256} {settings.Grid}")}.json";
            if (!double.IsFinite(score) || score is < 0 or > 1)
                return $"The model gives {score} for the self-test: no score.";
            await results.TryCreateJsonAsync(path, new FirstScore(score), cancellation);
            var first = await results.ReadJsonAsync<FirstScore>(path, cancellation);
            return first is not null && Math.Abs(first.Score - score) > Tolerance
                ? $"The self-test scores {score:0.0000}; when this model was first started here it scored {first.Score:0.0000}."
                : null;
        }
        catch (Exception problem) when (StorageFailure.IsOne(problem))
        {
            return "The results are out of reach, or may not be written: the self-test has nothing to compare with.";
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return $"The self-test failed: {problem.GetType().Name}.";
        }
    }

    /// <summary>A bright disc in a grey one, the same always: what it scores does not matter, that it does not change does.</summary>
    private double Score(CancellationToken cancellation)
    {
        var side = model.Manifest.Patch;
        var channels = new float[AnalysisGrid.Channels * side * side];
        for (var i = 0; i < channels.Length; i++)
        {
            var (row, column) = (i / side % side - side / 2, i % side - side / 2);
            var far = Math.Sqrt(row * row + column * column) / side;
            channels[i] = far < 0.1 ? 0.8f : far < 0.45 ? 0.4f : model.Manifest.FillValue;
        }
        return model.Scorer.Score(channels, side, side, settings.Grid, cancellation).Score;
    }

    /// <summary>What the model gave first.</summary>
    private sealed record FirstScore(double Score);
}
