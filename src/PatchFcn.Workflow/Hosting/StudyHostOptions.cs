namespace PatchFcn.Workflow.Hosting;

/// <summary>How a host works.</summary>
public sealed record StudyHostOptions
{
    /// <summary>Studies that are analysed at the same time, at least 1. One after the other is the quickest for each.</summary>
    public int Studies { get; init; } = 1;

    /// <summary>How often the inbox is looked through by a host that has room and nothing to do.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How often a host looks for what is in no hurry: the inbox while it has enough to do, events that another host has left, findings that nobody has acknowledged. Each look lists a folder, which is
    /// most of what a storage with thousands of uploads does. Health calls a minute without a look at the inbox a silence.
    /// </summary>
    public TimeSpan Sweep { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a heartbeat is sent.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Age from which intermediate artifacts that a dead host left behind are deleted.</summary>
    public TimeSpan KeepWork { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Free space of a storage on disk under which no study is taken up, bytes: results of studies at work must find room.</summary>
    public long LeastFreeBytes { get; init; } = 1L << 30;

    /// <summary>Name of the host in heartbeats.</summary>
    public string Name { get; init; } = Environment.MachineName;
}
