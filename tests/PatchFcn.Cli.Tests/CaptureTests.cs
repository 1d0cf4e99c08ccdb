using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Cli.Tests;

/// <summary>R154: captures are colour pictures that any viewer shows: the summary, and the slice of the strongest finding with its neighbours.</summary>
public sealed class CaptureTests(AnalyzedPhantom phantom)
{
    [Fact]
    public void Analyze_Finding_WritesSummaryAndThreeSlicesInColour()
    {
        var files = Directory.GetFiles(Path.Combine(phantom.Result, "captures")).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(4, files.Count);
        Assert.Equal("summary.dcm", Path.GetFileName(files[3]));
        var slices = files[..3].ConvertAll(file => int.Parse(Path.GetFileNameWithoutExtension(file)[^3..], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal([slices[0], slices[0] + 1, slices[0] + 2], slices);
        Assert.All(files, file =>
        {
            var header = Header(file);
            Assert.Equal((DicomUid.SecondaryCaptureImageStorage, "RGB"), (header.Text(DicomTags.SOPClassUID), header.Text(DicomTags.PhotometricInterpretation)));
            Assert.Equal(Header(Directory.GetFiles(phantom.Study)[0]).Text(DicomTags.StudyInstanceUID), header.Text(DicomTags.StudyInstanceUID));
            Assert.Equal(file == files[3] ? 0 : 1, header.Items(DicomTags.SourceImageSequence).Count);
        });
        Assert.Equal(4, files.Select(file => Header(file).Text(DicomTags.SOPInstanceUID)).Distinct().Count());
        Assert.Single(files.Select(file => Header(file).Text(DicomTags.SeriesInstanceUID)).Distinct());
    }

    private static DicomDataSet Header(string file)
    {
        using var stream = File.OpenRead(file);
        return new BuiltInCodec().ReadHeader(stream).DataSet;
    }
}
