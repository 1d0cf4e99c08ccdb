using PatchFcn.Dicom.Reading.Frames;

namespace PatchFcn.Dicom.Reading.Voxels;

/// <summary>The stored values that mean "outside the image", both ends included (PS3.3 C.7.5.1.1.2).</summary>
internal readonly record struct PaddingRange(int Low, int High)
{
    private const double LeastTissueHu = -500;
    private const double MostTissueHu = 2000;

    /// <summary>The padding of an encoding; null when there is none.</summary>
    public static PaddingRange? Of(PixelEncoding encoding)
    {
        if (encoding.Padding is not { } padding)
            return null;
        // Files in implicit VR, and some scanners, state a signed padding value as unsigned.
        var (a, b) = (encoding.Normalize(padding), encoding.Normalize(encoding.PaddingLimit ?? padding));
        return new PaddingRange(Math.Min(a, b), Math.Max(a, b));
    }

    /// <summary>Whether the range reaches into the densities of the head: then it is wrong, and tissue would vanish.</summary>
    public bool CoversTissue(PixelEncoding encoding)
    {
        var (slope, intercept) = (encoding.Slope ?? 1, encoding.Intercept ?? 0);
        var (a, b) = (Low * slope + intercept, High * slope + intercept);
        return Math.Max(a, b) >= LeastTissueHu && Math.Min(a, b) <= MostTissueHu;
    }

    /// <summary>Whether a stored value is padding.</summary>
    public bool Contains(int value) => value >= Low && value <= High;
}
