using System.Buffers;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading.Frames;
using PatchFcn.Dicom.Reading.Selection;
using static PatchFcn.Dicom.Reading.ReadingCatalogue;

namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>What one look at a file told.</summary>
/// <param name="LedgerName">Name for the ledger.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hexadecimal; null where it was not read.</param>
/// <param name="Problem">Why the file holds no CT image; null where it does.</param>
/// <param name="Frames">Its images.</param>
internal sealed record InspectedFile(string LedgerName, string? Sha256, FileProblem? Problem, IReadOnlyList<CtFrame> Frames);

/// <summary>Looks at every file of an upload once: header and hash come from the same reading.</summary>
internal sealed class FileInspector(IDicomCodec codec, StudyUpload upload)
{
    private const int BufferSize = 1 << 17;

    private readonly ByteBudget _budget = new(upload.Limits.TotalBytes);

    /// <summary>Whether the upload turned out to be larger than allowed.</summary>
    public bool IsOverBudget => _budget.IsExhausted;

    public InspectedFile[] InspectAll(CancellationToken cancellation)
    {
        var files = new InspectedFile[upload.Entries.Count];
        Parallel.For(0, files.Length, new ParallelOptions { CancellationToken = cancellation }, index => files[index] = Inspect(index));
        MarkCopies(files);
        return files;
    }

    private InspectedFile Inspect(int index)
    {
        var (file, unopened) = upload.Entries[index];
        if (unopened is not null || IsOverBudget)
            return Unread(index, new FileProblem(unopened ?? Studies.UploadTooLarge));

        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var source = new MeteredStream(file, upload.Limits, _budget);
            var (frames, problem) = ReadFrames(source, file, index);
            var sha256 = source.ReadToEnd(buffer);
            return new InspectedFile(LedgerName.Of(file.Name, sha256, index + 1), sha256, problem, frames);
        }
        catch (Exception exception) when (FileProblem.Explain(exception) is { } problem)
        {
            return Unread(index, problem);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private InspectedFile Unread(int index, FileProblem problem) =>
        new(LedgerName.Of(upload.Entries[index].File.Name, null, index + 1), null, problem, []);

    private (IReadOnlyList<CtFrame> Frames, FileProblem? Problem) ReadFrames(MeteredStream source, IStudyFile file, int index)
    {
        try
        {
            var header = codec.ReadHeader(source);
            return FileRules.Exclude(header) is { } reason
                ? ([], new FileProblem(reason))
                : (CtFrameParser.Parse(file, index, header.DataSet), null);
        }
        catch (DicomFormatException exception)
        {
            var isArchive = exception.Fault == DicomFault.NotDicom && ZipListing.IsZip(source.Start);
            return ([], isArchive ? new FileProblem(Files.UnopenedArchive) : FileProblem.Explain(exception));
        }
    }

    /// <summary>Of files with the same content the first is used.</summary>
    private static void MarkCopies(InspectedFile[] files)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < files.Length; i++)
            if (files[i] is { Problem: null, Sha256: { } sha256 } && !seen.Add(sha256))
                files[i] = files[i] with { Problem = new FileProblem(Images.Duplicate), Frames = [] };
    }
}
