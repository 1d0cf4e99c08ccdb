namespace PatchFcn.Phantoms.Anatomy;

/// <summary>
/// The tissue at one point, painted layer over layer from the outside in. Every layer covers the point by the share of a voxel that lies inside its surface, so
/// that edges are as soft as the voxel is large.
/// </summary>
internal struct HeadPoint(float hu, float edgeMm)
{
    internal const float AirHu = -1000;

    /// <summary>Density in HU.</summary>
    internal float Hu = hu;

    /// <summary>What most of the point is.</summary>
    internal Compartment Compartment = Compartment.Outside;

    /// <summary>Share of cerebrospinal fluid, 0 to 1.</summary>
    internal float Csf;

    /// <summary>Share of a voxel that lies inside a surface, from the signed distance to it.</summary>
    internal readonly float Coverage(float distance) => Math.Clamp(0.5f - distance / edgeMm, 0, 1);

    /// <summary>Paints what lies inside a surface.</summary>
    internal void Paint(float distance, float hu, Compartment compartment, float csf = 0) => Blend(Coverage(distance), hu, compartment, csf);

    internal void Blend(float share, float hu, Compartment compartment, float csf = 0)
    {
        if (share <= 0)
            return;
        Hu += (hu - Hu) * share;
        Csf += (csf - Csf) * share;
        if (share > 0.5f)
            Compartment = compartment;
    }
}
