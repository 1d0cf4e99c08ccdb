using System.Globalization;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Phantoms.Output;

/// <summary>Writes a phantom as a DICOM series and its truth as NIfTI. The same phantom gives the same bytes.</summary>
public static class PhantomWriter
{
    /// <summary>Names of the classes, indexed by label; background (0) has none.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["", "sdh", "edh", "iph", "sah-ivh"];

    /// <summary>Writes <c>IM0001.dcm</c> and so on, one file for each slice, and <c>truth.nii.gz</c>.</summary>
    /// <param name="phantom">The phantom.</param>
    /// <param name="directory">Folder of the suite, made where it does not exist.</param>
    /// <param name="name">Name of the case: the folder in <paramref name="directory"/>.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static PhantomCase Write(Phantom phantom, string directory, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(directory, name)).FullName;
        var writer = new CtImageWriter(phantom);
        for (var slice = 0; slice < phantom.Ct.Geometry.SliceCount; slice++)
        {
            using var file = File.Create(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"IM{writer.InstanceNumber(slice):D4}.dcm")));
            writer.Write(file, slice);
        }
        using (var truth = File.Create(Path.Combine(folder, "truth.nii.gz")))
            NiftiWriter.WriteGzip<byte>(truth, phantom.Truth.Geometry, phantom.Truth.Labels);

        var ml = LabelVolumes.MlByLabel(phantom.Truth);
        string[] classes = [.. Enumerable.Range(1, ClassNames.Count - 1).Where(label => ml[label] > 0).Select(label => ClassNames[label])];
        return new PhantomCase(name, phantom.Spec.Seed, classes, ml.Sum(), writer.Manufacturer, writer.PatientId);
    }
}
