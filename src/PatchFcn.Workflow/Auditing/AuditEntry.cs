using System.Text.Json;
using System.Text.Json.Serialization;
using PatchFcn.Core.Hashing;

namespace PatchFcn.Workflow.Auditing;

/// <summary>Something that happened. No identifier of a patient is in it: studies, runs and uploads go by their hashes.</summary>
/// <param name="Sequence">Place in the log, from 1.</param>
/// <param name="Utc">When, by the clock of the host that wrote it.</param>
/// <param name="Host">The host that wrote it.</param>
/// <param name="Action">What happened, one of <see cref="AuditActions"/>.</param>
/// <param name="Subject">What it happened to: names and hashes, in alphabetical order of the names.</param>
/// <param name="Previous">Hash of the entry before it; <see cref="Beginning"/> for the first.</param>
public sealed record AuditEntry(long Sequence, DateTimeOffset Utc, string Host, string Action, IReadOnlyDictionary<string, string> Subject, string Previous)
{
    /// <summary>What stands for the hash of the entry before the first.</summary>
    public static string Beginning { get; } = new('0', 64);

    /// <summary>What stands for the hash of an entry that cannot be read, so that the log goes on behind it.</summary>
    public static string Unreadable { get; } = new('f', 64);

    /// <summary>SHA-256 over everything else, lower-case hexadecimal.</summary>
    [JsonPropertyOrder(1)]
    public string Hash { get; init; } = "";

    /// <summary>The hash it must have.</summary>
    public string ComputeHash()
    {
        var ordered = new SortedDictionary<string, string>(Subject.ToDictionary(), StringComparer.Ordinal);
        return Digest.Of(JsonSerializer.SerializeToUtf8Bytes(this with { Hash = "", Subject = ordered }, StudyJson.Options));
    }
}

/// <summary>What is kept in the audit log.</summary>
public static class AuditActions
{
    /// <summary>A host has started, with this model.</summary>
    public const string HostStarted = "hostStarted";

    /// <summary>An upload was taken up.</summary>
    public const string UploadTaken = "uploadTaken";

    /// <summary>A run has come to its end, by this model, with this result.</summary>
    public const string Decided = "decided";

    /// <summary>An event was delivered to somebody.</summary>
    public const string Told = "told";

    /// <summary>Somebody has read a report.</summary>
    public const string Read = "read";

    /// <summary>Somebody has given a verdict.</summary>
    public const string Verdict = "verdict";

    /// <summary>Somebody has ended a run.</summary>
    public const string Stopped = "stopped";

    /// <summary>Somebody has started a run again.</summary>
    public const string Rerun = "rerun";
}
