using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Output;

/// <summary>How a maker's scanners fill in DICOM attributes.</summary>
internal sealed record MakerHabits(
    string Manufacturer, string[] ImageType, string ScanOptions, string PositionReference, int BitsStored, bool Signed, short? Padding)
{
    internal const int RescaleIntercept = -1024;

    /// <summary>Of no maker in particular.</summary>
    internal static MakerHabits None { get; } = new("Synthetic", ["DERIVED", "PRIMARY", "AXIAL"], "", "", 12, Signed: false, Padding: null);

    internal static MakerHabits Of(ScannerMaker maker) => maker switch
    {
        ScannerMaker.Ge => new("GE MEDICAL SYSTEMS", ["ORIGINAL", "PRIMARY", "AXIAL"], "AXIAL MODE", "OM", 16, Signed: true, Padding: -2000),
        _ => new("SIEMENS", ["ORIGINAL", "PRIMARY", "AXIAL", "CT_SOM5 SPI"], "SPIRAL", "", 12, Signed: false, Padding: null),
    };
}
