using PatchFcn.Workflow.Alerts;

namespace PatchFcn.Workflow.Hosting;

/// <summary>A study in the list.</summary>
/// <param name="Study">Its name in paths, a hash.</param>
/// <param name="Run">Its run.</param>
/// <param name="IntendedUse">What the model of the host is for.</param>
public sealed record ListedStudy(string Study, FinishedStudy Run, string IntendedUse);

/// <summary>A study with all that is known of it.</summary>
/// <param name="Study">Its name in paths, a hash.</param>
/// <param name="Run">Its newest run.</param>
/// <param name="Events">What was told of that run, in order.</param>
/// <param name="Verdicts">What readers said of it, in order.</param>
public sealed record StudyDetails(string Study, FinishedStudy Run, IReadOnlyList<AlertData> Events, IReadOnlyList<StoredVerdict> Verdicts);

/// <summary>What a reader says of a study.</summary>
/// <param name="Verdict">One of <see cref="Words"/>.</param>
/// <param name="By">Who says so, as the reader wishes to be named; may be null.</param>
/// <param name="Comment">May be null.</param>
public sealed record GivenVerdict(string Verdict, string? By, string? Comment)
{
    /// <summary>There is a bleed; there is none; somebody is looking.</summary>
    public static IReadOnlyList<string> Words { get; } = ["confirmed", "dismissed", "acknowledged"];
}

/// <summary>A verdict that was kept.</summary>
public sealed record StoredVerdict(string Verdict, string? By, string? Comment, DateTimeOffset GivenUtc);
