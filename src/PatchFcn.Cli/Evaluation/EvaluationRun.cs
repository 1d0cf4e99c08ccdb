using PatchFcn.Dicom.Truth;

namespace PatchFcn.Cli.Evaluation;

/// <summary>Judges every case of a test set, those that are known already from the log.</summary>
internal sealed class EvaluationRun(TruthSet set, CaseLog log, CaseJudge judge)
{
    /// <summary>Analyses what is missing and tells of each case.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; what was finished is in the log.</exception>
    public async Task<IReadOnlyList<JudgedCase>> RunAsync(IProgress<CaseProgress>? progress, CancellationToken cancellation)
    {
        var judged = new List<JudgedCase>();
        foreach (var study in set.Cases)
        {
            var sha256 = study.Hash(cancellation);
            var result = log.Find(study.Name, sha256, study.Positive) ?? await JudgeAsync(study, sha256, cancellation);
            judged.Add(new JudgedCase(study, result));
            progress?.Report(new CaseProgress(judged.Count, set.Cases.Count, result));
        }

        return judged;
    }

    /// <summary>A failure of the software is no property of the case: it is reported, but tried again by the next run.</summary>
    private async Task<CaseResult> JudgeAsync(TruthCase study, string sha256, CancellationToken cancellation)
    {
        var result = await judge.JudgeAsync(study, sha256, cancellation) with { Positive = study.Positive };
        if (!result.HasFailed)
            log.Add(result);
        return result;
    }
}

/// <summary>How far an evaluation has come.</summary>
/// <param name="Done">Cases done.</param>
/// <param name="Total">All cases.</param>
/// <param name="Last">The last one.</param>
internal sealed record CaseProgress(int Done, int Total, CaseResult Last);
