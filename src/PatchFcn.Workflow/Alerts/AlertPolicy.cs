using PatchFcn.Core.Studies;
using PatchFcn.Inference.Models;

namespace PatchFcn.Workflow.Alerts;

/// <summary>Who is told what.</summary>
public sealed record AlertPolicy
{
    /// <summary><c>source</c> of all events: which installation speaks.</summary>
    public Uri Source { get; init; } = new("urn:patchfcn");

    /// <summary>Name of a demonstration model whose findings may be told all the same; null: none may.</summary>
    public string? AllowedDemonstration { get; init; }

    /// <summary>How long a finding may stay unacknowledged before it is told again; null: it is not.</summary>
    public TimeSpan? EscalateAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether events about studies that this model has seen are delivered. They are kept with the results in any case.</summary>
    public bool Delivers(ModelManifest model) => model.IntendedUse != IntendedUse.Demonstration || model.Name == AllowedDemonstration;
}
