using System.Globalization;
using PatchFcn.Core.Studies;

namespace PatchFcn.Core.Densities;

/// <summary>What a clinician is told about the densities of a brain. The names are part of the contract.</summary>
public static class DensityCatalogue
{
    /// <summary>Cupping in HU from which readers are told: as much as an isodense collection stands out.</summary>
    public const float WorthTellingHu = 6;

    /// <summary>What there is to say about a head.</summary>
    public static IEnumerable<StudyWarning> WarningsOf(CuppingCurve cupping) =>
        cupping.PeakHu >= WorthTellingHu ? [CuppingCorrected(cupping.PeakHu)] : [];

    private static StudyWarning CuppingCorrected(float hu) => new(
        "cuppingCorrected",
        string.Create(CultureInfo.InvariantCulture, $"The brain is about {MathF.Round(hu)} HU brighter beside the skull than in its middle, more than cortex explains; that was evened out for the network. Collections along the skull are less certain."));
}
