namespace PatchFcn.Inference.Scoring;

/// <summary>How a network is run.</summary>
public sealed record ScorerOptions
{
    /// <summary>What it runs on.</summary>
    public ComputeDevice Device { get; init; } = ComputeDevice.Auto;

    /// <summary>Threads that share the work of one batch; null = one for each core.</summary>
    public int? Threads { get; init; }

    /// <summary>Patches in a batch; null = what suits the device.</summary>
    public int? BatchSize { get; init; }
}
