using PatchFcn.Core.SkullStripping;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Hosting;

/// <summary>
/// Strips the skull of a made head, scores the slices around its ball and compares with what the same model gave when it was first started on this storage: a broken driver, a damaged library
/// or a changed device shows before a study is scored wrongly.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="settings">How studies are analysed.</param>
/// <param name="results">Where the first score is kept.</param>
internal sealed class SelfTest(LoadedModel model, AnalysisSettings settings, IArtifactStore results)
{
    /// <summary>Devices and versions of the runtime round differently: by less than this.</summary>
    private const double Tolerance = 1e-3;

    private const double ToleranceMl = 0.5;

    private const string Folder = "_selftests";

    /// <summary>What is wrong; null: nothing.</summary>
    public async Task<string?> RunAsync(CancellationToken cancellation)
    {
        try
        {
            var head = SelfTestHead.Create();
            var stripped = SkullStripper.Strip(head);
            if (stripped.Refusal is { } refusal)
                return $"The head of the self-test cannot be stripped: {refusal.Name}.";
            var now = new FirstResult(Score(StrippedStudy.Of(head, stripped.Brain!, model), cancellation), stripped.BrainVolumeMl);
            var path = $"{Folder}/{StudyNames.Short($"head {settings.Model.Sha256} {settings.Grid}")}.json";
            if (!double.IsFinite(now.Score) || now.Score is < 0 or > 1)
                return $"The model gives {now.Score} for the self-test: no score.";
            await results.TryCreateJsonAsync(path, now, cancellation);
            return await results.ReadJsonAsync<FirstResult>(path, cancellation) is { } first ? Difference(first, now) : null;
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

    private static string? Difference(FirstResult first, FirstResult now)
    {
        if (Math.Abs(first.Score - now.Score) > Tolerance)
            return $"The self-test scores {now.Score:0.0000}; when this model was first started here it scored {first.Score:0.0000}.";
        return Math.Abs(first.BrainMl - now.BrainMl) > ToleranceMl
            ? $"The self-test finds {now.BrainMl:0.0} mL of brain; when this model was first started here it found {first.BrainMl:0.0} mL."
            : null;
    }

    /// <summary>The mean score of all patches of the slices in the middle, where the ball is: what it is does not matter, that it does not change does. The highest may be 1 whatever changes.</summary>
    private double Score(StrippedStudy study, CancellationToken cancellation)
    {
        var middle = study.Grid.SliceCount / 2;
        var channels = new float[AnalysisGrid.Channels * study.Grid.SliceLength];
        return Enumerable.Range(middle - 1, 3).SelectMany(slice =>
        {
            study.Renderer.Render(slice, channels);
            return model.Scorer.Score(channels, study.Grid.Rows, study.Grid.Columns, settings.Grid, cancellation).Patches;
        }).Average(patch => patch.Scores[0]);
    }

    /// <summary>What the test gave first.</summary>
    private sealed record FirstResult(double Score, double BrainMl);
}
