using System.Globalization;
using System.Text;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Testing.Privacy;

/// <summary>Makes a study whose every identifying attribute, and every file name, can be told anywhere.</summary>
public static class PlantedStudy
{
    /// <summary>Copies the images of a folder into another with planted values.</summary>
    /// <param name="source">Folder with uncompressed images.</param>
    /// <param name="target">Folder of the copies, made where it does not exist.</param>
    /// <param name="more">Values to plant besides those of <see cref="PlantedIdentity"/>.</param>
    public static void Make(string source, string target, params IReadOnlyList<PlantedValue> more)
    {
        Directory.CreateDirectory(target);
        foreach (var (index, path) in Directory.GetFiles(source, "*.dcm").Order(StringComparer.Ordinal).Index())
        {
            var dataSet = Read(path);
            foreach (var value in PlantedIdentity.Values.Concat(more).Where(value => value.Vr.Length > 0))
                dataSet.Set(new DicomElement(value.Tag, value.Vr, Encoding.Latin1.GetBytes(Complete(value.Value, index))));
            using var file = File.Create(Path.Combine(target, string.Create(CultureInfo.InvariantCulture, $"{PlantedIdentity.FileNameStart}{index}.dcm")));
            DicomFileWriter.Write(file, dataSet);
        }
    }

    private static DicomDataSet Read(string path)
    {
        using var stream = File.OpenRead(path);
        var image = new BuiltInCodec().ReadImage(stream);
        var dataSet = image.Header.DataSet;
        var cells = new ushort[dataSet.Integer(DicomTags.Rows)!.Value * dataSet.Integer(DicomTags.Columns)!.Value];
        image.DecodeFrame(0, cells);
        return dataSet.SetPixelData(cells.AsSpan());
    }

    private static string Complete(string value, int index) => value.EndsWith('.') ? value + (index + 1).ToString(CultureInfo.InvariantCulture) : value;
}
