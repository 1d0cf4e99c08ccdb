namespace PatchFcn.Cli.Evaluation;

/// <summary>Judges every case of a test set, those that are known already from the log.</summary>
internal sealed class EvaluationRun(TestSet set, CaseLog log, CaseJudge judge)
{
    /// <summary>Analyses what is missing and tells of each case.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; what was finished is in the log.</exception>
    public async Task<IReadOnlyList<JudgedCase>> RunAsync(IProgress<CaseProgress>? progress, CancellationToken cancellation)
    {
        var judged = new List<JudgedCase>();
        foreach (var study in set.Cases)
        {
            var sha256 = study.Hash(cancellation);
            var known = log.Find(study.Name, sha256);
            if (known is null)
                log.Add(known = await judge.JudgeAsync(study, sha256, cancellation));
            judged.Add(new JudgedCase(study, known));
            progress?.Report(new CaseProgress(judged.Count, set.Cases.Count, known));
        }

        return judged;
    }
}

/// <summary>How far an evaluation has come.</summary>
/// <param name="Done">Cases done.</param>
/// <param name="Total">All cases.</param>
/// <param name="Last">The last one.</param>
internal sealed record CaseProgress(int Done, int Total, CaseResult Last);
