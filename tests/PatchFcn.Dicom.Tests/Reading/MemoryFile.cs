using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Dicom.Tests.Reading;

/// <summary>A file of an upload that lives in memory.</summary>
internal sealed record MemoryFile(string Name, byte[] Content) : IStudyFile
{
    public MemoryFile(string name, DicomDataSet dataSet)
        : this(name, Encode(dataSet))
    {
    }

    public long? Length => Content.Length;

    public Stream OpenRead() => new MemoryStream(Content, writable: false);

    private static byte[] Encode(DicomDataSet dataSet)
    {
        var file = new MemoryStream();
        DicomFileWriter.Write(file, dataSet);
        return file.ToArray();
    }
}
