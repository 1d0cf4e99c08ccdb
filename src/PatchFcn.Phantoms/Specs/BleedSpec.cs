using System.Numerics;
using System.Text.Json.Serialization;

namespace PatchFcn.Phantoms.Specs;

/// <summary>Types of bleed, as the options name them.</summary>
public enum BleedType
{
    /// <summary>Subdural.</summary>
    Sdh,

    /// <summary>Epidural.</summary>
    Edh,

    /// <summary>In the brain itself.</summary>
    Iph,

    /// <summary>Subarachnoid.</summary>
    Sah,

    /// <summary>Intraventricular.</summary>
    Ivh,
}

/// <summary>The labels of the truth.</summary>
public static class BleedTypeLabels
{
    /// <summary>Label of a type of bleed: 1 sdh, 2 edh, 3 iph, 4 sah-ivh, which are two types but one class.</summary>
    public static byte ToLabel(this BleedType type) => type switch
    {
        BleedType.Sdh => 1,
        BleedType.Edh => 2,
        BleedType.Iph => 3,
        _ => 4,
    };
}

/// <summary>Where a bleed sits; each place belongs to one type.</summary>
internal enum BleedSite
{
    Convexity,
    Parafalcine,
    Tentorial,
    Epidural,
    BasalGanglia,
    Thalamus,
    Lobar,
    Cerebellum,
    Pons,
    Contusion,
    Shear,
    Sylvian,
    Basal,
    Sulcal,
    Perimesencephalic,
    LateralVentricle,
    AllVentricles,
    OldInfarct,
}

/// <summary>How old the blood is, which decides how bright it is.</summary>
internal enum BloodAge
{
    Acute,
    Hyperacute,
    Subacute,
    Chronic,
}

/// <summary>
/// One bleed. Side is +1 for the patient's left, -1 for the right, 0 for the midline. The centre is in head coordinates (mm; +x left, +y front, +z up, origin at
/// the anterior commissure).
/// </summary>
internal sealed record BleedSpec(
    BleedType Type,
    BleedSite Site,
    BloodAge Age,
    int Side,
    double TargetMl,
    double Hu,
    double X,
    double Y,
    double Z,
    double Elongation,
    double OedemaMm,
    uint NoiseSeed)
{
    /// <summary>Whether the cells have sunk to the back and lie under clear fluid, with a sharp level between them.</summary>
    public bool Layered { get; init; }

    /// <summary>The middle of the bleed, head coordinates, mm.</summary>
    [JsonIgnore]
    internal Vector3 Centre => new((float)X, (float)Y, (float)Z);

    /// <summary>Blood that the reference reader would call an acute bleed.</summary>
    [JsonIgnore]
    internal bool IsPositive => Age != BloodAge.Chronic;

    /// <summary>The same bleed with its volume as it is in the mean head, where its shape is worked out.</summary>
    internal BleedSpec InMeanHead(AnatomySpec anatomy) => this with { TargetMl = TargetMl / anatomy.VolumeScale };

    /// <summary>Label in the truth.</summary>
    [JsonIgnore]
    internal byte Label => Type.ToLabel();
}
