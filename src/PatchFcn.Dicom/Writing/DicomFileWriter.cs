using System.Buffers.Binary;
using System.Text;
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.Writing;

/// <summary>
/// Writes DICOM files (PS3.10 7) in Explicit VR Little Endian: preamble, file meta information, data set. Sequences and items have
/// defined lengths. The same data set gives the same bytes. Values are padded to even length, but otherwise written as they stand.
/// </summary>
public static class DicomFileWriter
{
    /// <summary>Identifies this software in the files it writes: <c>DicomUid.FromSeed("PatchFcn")</c>, as a test proves.</summary>
    public const string ImplementationClassUid = "2.25.230071605832112488076436183055244058446";

    private const string ImplementationVersionName = "PATCHFCN";
    private const int PreambleLength = 128;
    private const int ItemHeaderLength = 8;

    /// <summary>Writes a file.</summary>
    /// <param name="target">Where to write; it need not be seekable and stays open.</param>
    /// <param name="dataSet">The data set without file meta information; SOP class and instance UID must be there.</param>
    /// <exception cref="ArgumentException">The data set has no SOP class or instance UID, has elements of groups 0 or 2, or has a value too long for its VR.</exception>
    public static void Write(Stream target, DicomDataSet dataSet)
    {
        if (dataSet.Elements.FirstOrDefault() is { Tag.Group: < 8 } misplaced)
            throw new ArgumentException($"{misplaced.Tag} does not belong into a data set.", nameof(dataSet));

        target.Write(new byte[PreambleLength]);
        target.Write("DICM"u8);
        var meta = FileMetaInformation(dataSet);
        meta.SetNumbers(DicomTags.FileMetaInformationGroupLength, Length(meta));
        WriteElements(target, meta);
        WriteElements(target, dataSet);
    }

    private static DicomDataSet FileMetaInformation(DicomDataSet dataSet) => new DicomDataSet()
        .SetValue(DicomTags.FileMetaInformationVersion, "OB", new byte[] { 0, 1 })
        .SetText(DicomTags.MediaStorageSOPClassUID, Required(dataSet, DicomTags.SOPClassUID))
        .SetText(DicomTags.MediaStorageSOPInstanceUID, Required(dataSet, DicomTags.SOPInstanceUID))
        .SetText(DicomTags.TransferSyntaxUID, TransferSyntax.ExplicitLittleEndian.Uid)
        .SetText(DicomTags.ImplementationClassUID, ImplementationClassUid)
        .SetText(DicomTags.ImplementationVersionName, ImplementationVersionName);

    private static string Required(DicomDataSet dataSet, DicomTag tag) =>
        dataSet.Text(tag) ?? throw new ArgumentException($"A data set needs {tag} to become a file.", nameof(dataSet));

    private static void WriteElements(Stream target, DicomDataSet dataSet)
    {
        foreach (var element in dataSet.Elements)
        {
            WriteHeader(target, element);
            foreach (var item in element.Items ?? [])
            {
                WriteTagAndLength(target, DicomTags.Item, Length(item));
                WriteElements(target, item);
            }
            target.Write(element.Value.Span);
            if (element.Value.Length % 2 != 0)
                target.WriteByte(Padding(element.Vr));
        }
    }

    private static void WriteHeader(Stream target, DicomElement element)
    {
        Span<byte> header = stackalloc byte[HeaderLength(element.Vr)];
        var length = ValueLength(element);
        BinaryPrimitives.WriteUInt16LittleEndian(header, element.Tag.Group);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], element.Tag.Element);
        Encoding.ASCII.GetBytes(element.Vr, header[4..]);
        if (ValueRepresentation.HasLongLength(element.Vr))
            BinaryPrimitives.WriteUInt32LittleEndian(header[8..], (uint)length);
        else if (length <= ushort.MaxValue)
            BinaryPrimitives.WriteUInt16LittleEndian(header[6..], (ushort)length);
        else
            throw new ArgumentException($"The value of {element.Tag} is too long for its VR {element.Vr}.");
        target.Write(header);
    }

    private static void WriteTagAndLength(Stream target, DicomTag tag, int length)
    {
        Span<byte> bytes = stackalloc byte[ItemHeaderLength];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, tag.Group);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], tag.Element);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], (uint)length);
        target.Write(bytes);
    }

    private static int Length(DicomDataSet dataSet) => dataSet.Elements.Sum(element => HeaderLength(element.Vr) + ValueLength(element));

    private static int ValueLength(DicomElement element) =>
        element.Items?.Sum(item => ItemHeaderLength + Length(item)) ?? element.Value.Length + element.Value.Length % 2;

    private static int HeaderLength(string vr) => ValueRepresentation.HasLongLength(vr) ? 12 : 8;

    private static byte Padding(string vr) => ValueRepresentation.IsText(vr) ? (byte)' ' : (byte)0;
}
