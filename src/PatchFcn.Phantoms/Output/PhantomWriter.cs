using System.Globalization;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Output;

/// <summary>Writes a phantom as a DICOM series and its truth as NIfTI. The same phantom gives the same bytes.</summary>
public static class PhantomWriter
{
    /// <summary>Writes <c>IM0001.dcm</c> and so on, one file for each slice, and <c>truth.nii.gz</c>.</summary>
    /// <param name="phantom">The phantom.</param>
    /// <param name="directory">Folder of the suite, made where it does not exist.</param>
    /// <param name="name">Name of the case: the folder in <paramref name="directory"/>.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static PhantomCase Write(Phantom phantom, string directory, string name)
    {
        var study = Describe(phantom.Spec);
        SyntheticStudyWriter.Write(study, phantom.Ct, phantom.Truth, Path.Combine(directory, name));
        return SyntheticStudyWriter.Describe(name, phantom.Spec.Seed, Type(phantom.Spec), study, phantom.Truth);
    }

    private static SyntheticStudy Describe(PhantomSpec spec) => new()
    {
        // Options change the voxels, so they must change the UIDs too: the printed specification holds both.
        Identity = spec.ToString(),
        PatientId = string.Create(CultureInfo.InvariantCulture, $"PHANTOM-{spec.Seed:D6}"),
        PatientName = string.Create(CultureInfo.InvariantCulture, $"PHANTOM^SYNTHETIC^{spec.Seed:D6}"),
        AccessionNumber = string.Create(CultureInfo.InvariantCulture, $"P{spec.Seed % 1_000_000_000:D6}"),
        Age = (int)spec.Anatomy.Age,
        Sex = spec.Anatomy.Female ? "F" : "M",
        Model = spec.Scanner.Model,
        Kernel = spec.Scanner.Kernel,
        Kvp = spec.Scanner.Kvp,
        TubeCurrent = spec.Scanner.TubeCurrent,
        CountsDown = spec.Scanner.CountsDown,
        Habits = MakerHabits.Of(spec.Scanner.Maker),
    };

    // The bleeds by site and age; what else looks like one where there is none.
    private static string Type(PhantomSpec spec)
    {
        var bleeds = spec.Bleeds.Where(bleed => bleed.IsPositive)
            .Select(bleed => bleed.Age == BloodAge.Subacute ? $"{bleed.Type}-isodense" : bleed.Type.ToString());
        var text = string.Join('+', bleeds.Distinct().Order(StringComparer.Ordinal));
        return text.Length > 0 ? text.ToLowerInvariant() : spec.Anatomy.Incidentals.HasMimic || spec.Bleeds.Count > 0 ? "mimic" : "none";
    }
}
