namespace PatchFcn.Workflow.Alerts;

/// <summary>What an event tells.</summary>
public enum AlertKind
{
    /// <summary>A slice has reached the operating point while others are still being scored. Never withdrawn.</summary>
    ProvisionalFinding,

    /// <summary>The study is analysed to its end.</summary>
    Analyzed,

    /// <summary>The analysis broke off after a provisional finding: the alarm stands.</summary>
    Incomplete,

    /// <summary>The study cannot be analysed; somebody has to interpret it without this software.</summary>
    NotAnalyzed,

    /// <summary>Nobody has acknowledged a finding within the set time.</summary>
    Escalation,
}
