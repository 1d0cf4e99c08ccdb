using System.Globalization;
using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Phantoms.Output;

/// <summary>Writes a volume as a DICOM series and its truth as NIfTI. The same input gives the same bytes.</summary>
public static class SyntheticStudyWriter
{
    /// <summary>Names of the classes, indexed by label; background (0) has none.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["", .. HemorrhageClass.Types];

    /// <summary>Writes <c>IM0001.dcm</c> and so on, one file for each slice, and <c>truth.nii.gz</c>.</summary>
    /// <param name="study">What the files say.</param>
    /// <param name="ct">The voxels in HU, -1024 to 3071.</param>
    /// <param name="truth">Acute blood, labels as in <see cref="ClassNames"/>; the geometry of <paramref name="ct"/>.</param>
    /// <param name="folder">Folder of the case, made where it does not exist.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(SyntheticStudy study, CtVolume ct, LabelVolume truth, string folder)
    {
        Directory.CreateDirectory(folder);
        var writer = new CtImageWriter(study, ct);
        for (var slice = 0; slice < ct.Geometry.SliceCount; slice++)
        {
            using var file = File.Create(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"IM{writer.InstanceNumber(slice):D4}.dcm")));
            writer.Write(file, slice);
        }
        using var label = File.Create(Path.Combine(folder, "truth.nii.gz"));
        NiftiWriter.WriteGzip<byte>(label, truth.Geometry, truth.Labels);
    }

    /// <summary>The line of <c>truth.csv</c> that goes with a study.</summary>
    /// <param name="name">Name of the case, which is its folder.</param>
    /// <param name="seed">Seed it was made from.</param>
    /// <param name="type">A word for the kind of case.</param>
    /// <param name="study">What the files say.</param>
    /// <param name="truth">Acute blood.</param>
    public static PhantomCase Describe(string name, ulong seed, string type, SyntheticStudy study, LabelVolume truth)
    {
        var ml = truth.MlByLabel();
        string[] classes = [.. Enumerable.Range(1, ClassNames.Count - 1).Where(label => ml[label] > 0).Select(label => ClassNames[label])];
        return new PhantomCase(name, seed, classes, ml.Sum(), study.Habits.Manufacturer, study.PatientId, type);
    }
}
