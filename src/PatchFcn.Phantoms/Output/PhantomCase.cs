using System.Globalization;
using PatchFcn.Dicom.Truth;

namespace PatchFcn.Phantoms.Output;

/// <summary>One line of <c>truth.csv</c>.</summary>
/// <param name="Name">Name of the case, which is its folder.</param>
/// <param name="Seed">Seed of the phantom.</param>
/// <param name="Classes">Classes of acute blood in it, in the order of their labels; empty for a negative control.</param>
/// <param name="VolumeMl">Volume of all acute blood, mL.</param>
/// <param name="Manufacturer">Manufacturer of the scanner.</param>
/// <param name="Patient">Patient ID.</param>
/// <param name="Type">A word for the kind of case: the bleeds, or <c>mimic</c>, or <c>none</c>.</param>
public sealed record PhantomCase(string Name, ulong Seed, IReadOnlyList<string> Classes, double VolumeMl, string Manufacturer, string Patient, string Type)
{
    /// <summary>First line of <c>truth.csv</c>.</summary>
    public const string CsvHeader = "case,seed,positive,classes,volumeMl,manufacturer,patient,type";

    /// <summary>Whether there is acute blood.</summary>
    public bool Positive => Classes.Count > 0;

    /// <summary>The line of <c>truth.csv</c>.</summary>
    public string ToCsv() => CsvFile.Line(
        Name, Seed.ToString(CultureInfo.InvariantCulture), Positive ? "1" : "0", string.Join('+', Classes), VolumeMl.ToString("0.###", CultureInfo.InvariantCulture), Manufacturer, Patient, Type);
}
