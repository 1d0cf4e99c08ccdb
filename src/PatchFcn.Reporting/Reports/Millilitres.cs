using System.Globalization;

namespace PatchFcn.Reporting.Reports;

/// <summary>Volumes as people read them, written the same everywhere.</summary>
public static class Millilitres
{
    /// <summary>Two decimals below 1 mL and one above, without the unit; a small volume does not look like none, and one that was not measured is a dash.</summary>
    public static string Text(double? value) => value switch
    {
        null => "–",
        0 => "0",
        > 0 and < 0.005 => "< 0.01",
        { } volume => volume.ToString(volume < 1 ? "F2" : "F1", CultureInfo.InvariantCulture),
    };
}
