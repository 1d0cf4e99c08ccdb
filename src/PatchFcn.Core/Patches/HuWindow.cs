using System.Text.Json.Serialization;

namespace PatchFcn.Core.Patches;

/// <summary>A range of Hounsfield units that is mapped to 0..1 for the network.</summary>
/// <param name="Low">HU that becomes 0.</param>
/// <param name="High">HU that becomes 1.</param>
/// <remarks>JSON that lacks one of the two is refused: without the attribute a reader of structs would take it for 0.</remarks>
[method: JsonConstructor]
public readonly record struct HuWindow(float Low, float High)
{
    /// <summary>The normalised value of a density, clamped to 0..1.</summary>
    public float Normalize(float hu) => Math.Clamp((hu - Low) / (High - Low), 0f, 1f);
}
