namespace PatchFcn.Core.Volumes.Resampling;

/// <summary>The stretch along the normal that one analysis slice stands for.</summary>
/// <param name="LowerMm">Inferior face, mm along the normal.</param>
/// <param name="UpperMm">Superior face, mm along the normal.</param>
/// <param name="CentreMm">
/// Where the slice lies: the position of the source slice where it is taken as acquired (its extent reaches unequally far up and down where
/// slices are unevenly spaced), else the middle of the slab.
/// </param>
public readonly record struct Slab(double LowerMm, double UpperMm, double CentreMm)
{
    /// <summary>Thickness, mm.</summary>
    public double ThicknessMm => UpperMm - LowerMm;

    /// <summary>Length, mm, that this slab and a stretch along the normal have in common; never negative.</summary>
    internal double Overlap(double lowerMm, double upperMm) => Math.Max(0, Math.Min(UpperMm, upperMm) - Math.Max(LowerMm, lowerMm));
}
