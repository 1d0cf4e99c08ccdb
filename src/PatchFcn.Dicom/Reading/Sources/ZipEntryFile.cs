namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>An entry of a zip archive.</summary>
internal sealed record ZipEntryFile(ZipArchivePool Archives, int Index, string Name, long? Length, long PackedLength) : IStudyFile
{
    public Stream OpenRead()
    {
        var archive = Archives.Rent();
        try
        {
            return new RentedStream(archive.Entries[Index].Open(), () => Archives.Return(archive));
        }
        catch
        {
            Archives.Return(archive);
            throw;
        }
    }
}
