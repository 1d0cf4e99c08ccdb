using System.Text.Json.Serialization;

namespace PatchFcn.Core.Aggregation;

/// <summary>On which side of the brain something lies.</summary>
public enum Laterality
{
    /// <summary>On both sides, or at the plane between them.</summary>
    [JsonStringEnumMemberName("midline")]
    Midline,

    /// <summary>On the patient's left.</summary>
    [JsonStringEnumMemberName("left")]
    Left,

    /// <summary>On the patient's right.</summary>
    [JsonStringEnumMemberName("right")]
    Right,
}
