namespace PatchFcn.Workflow.Hosting.Readings;

/// <summary>What a reader says of a study.</summary>
/// <param name="Verdict">One of <see cref="Words"/>.</param>
/// <param name="Reason">What was taken for blood, one of <see cref="Reasons"/>: with <see cref="FalseAlarm"/>, and with nothing else.</param>
/// <param name="By">Who says so, as the reader wishes to be named, at most 64 characters; may be null.</param>
/// <param name="Comment">At most 1000 characters; may be null.</param>
/// <param name="Instance">Instance of the run the reader looked at; null: the newest.</param>
public sealed record GivenVerdict(string Verdict, string? Reason = null, string? By = null, string? Comment = null, string? Instance = null)
{
    /// <summary>When that run had ended, as the reader saw it; null: however it has ended. A rerun gives a run another end under the same name.</summary>
    public DateTimeOffset? FinishedUtc { get; init; }

    /// <summary>The result is right.</summary>
    public const string Agree = "agree";

    /// <summary>There is no bleed where the software says there is one.</summary>
    public const string FalseAlarm = "falseAlarm";

    /// <summary>There is a bleed that the software does not show.</summary>
    public const string MissedBleed = "missedBleed";

    /// <summary>Somebody is looking.</summary>
    public const string Acknowledged = "acknowledged";

    /// <summary>The verdicts.</summary>
    public static IReadOnlyList<string> Words { get; } = [Agree, FalseAlarm, MissedBleed, Acknowledged];

    /// <summary>What a false alarm may be.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["calcification", "artefact", "partialVolume", "denseVessel", "postoperative", "other"];

    /// <summary>What is wrong with it; null where nothing is.</summary>
    internal string? Problem => this switch
    {
        _ when !Words.Contains(Verdict) => $"A verdict is one of {string.Join(", ", Words)}.",
        { Verdict: FalseAlarm } when !Reasons.Contains(Reason) => $"A false alarm has a reason, one of {string.Join(", ", Reasons)}.",
        { Reason: not null } when Verdict != FalseAlarm => "Only a false alarm has a reason.",
        { By.Length: > 64 } or { Comment.Length: > 1000 } => "The name or the comment is too long.",
        _ => null,
    };
}

/// <summary>A verdict that was kept.</summary>
/// <param name="Verdict">What was said, see <see cref="GivenVerdict.Words"/>.</param>
/// <param name="By">By whom; null where nobody is named.</param>
/// <param name="Comment">In the reader's words; may be null.</param>
/// <param name="GivenUtc">When.</param>
public sealed record StoredVerdict(string Verdict, string? By, string? Comment, DateTimeOffset GivenUtc)
{
    /// <summary>What was taken for blood, see <see cref="GivenVerdict.Reasons"/>; null but for a false alarm.</summary>
    public string? Reason { get; init; }

    /// <summary>When the run had ended of which it was said; null in verdicts of earlier versions.</summary>
    public DateTimeOffset? RunFinishedUtc { get; init; }

    /// <summary>Whether it is about how a run ended this time. Hosts have clocks of their own: where the verdict says which end it means, its own time says nothing.</summary>
    internal bool IsOf(FinishedStudy run) => RunFinishedUtc is { } finished ? finished == run.FinishedUtc : GivenUtc >= run.FinishedUtc;
}
