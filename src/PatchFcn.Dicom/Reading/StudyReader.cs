using PatchFcn.Core.Studies;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading.Frames;
using PatchFcn.Dicom.Reading.Selection;
using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Dicom.Reading.Voxels;
using static PatchFcn.Dicom.Reading.ReadingCatalogue;

namespace PatchFcn.Dicom.Reading;

/// <summary>
/// From the files of an upload to one validated head CT in HU, or a named refusal, with a ledger that accounts for every file.
/// </summary>
/// <param name="codec">Reads the files.</param>
public sealed class StudyReader(IDicomCodec codec)
{
    /// <summary>
    /// Looks at every file of an upload, chooses the series to analyse and describes it. What is wrong with files or study is in the
    /// result, never an exception. Pixels are only decoded where two images claim the same position.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was requested.</exception>
    public StudyReading Read(StudyUpload upload, CancellationToken cancellation = default)
    {
        var inspector = new FileInspector(codec, upload);
        var files = inspector.InspectAll(cancellation);
        CtFrame[] frames = [.. files.SelectMany(file => file.Frames)];
        var selection = SeriesSelection.Choose(frames, new StackBuilder(new PixelProbe(codec)));

        var refusal = upload.Refusal
            ?? (inspector.IsOverBudget ? Studies.UploadTooLarge.ToRefusal() : null)
            ?? (files.Length == 0 ? Studies.NoFiles.ToRefusal() : null)
            ?? selection.Refusal;
        var ledger = LedgerWriter.Write(files, selection.Verdicts, isRefused: refusal is not null);
        // Which files were read before the budget was spent is chance: their hashes do not stand for the upload.
        if (inspector.IsOverBudget)
            ledger = [.. ledger.Select(entry => entry with { Sha256 = null })];
        if (refusal is null && selection.Stack is { } stack)
        {
            var series = Describe(stack, files);
            return new StudyReading(series, null, series.StudyInstanceUid, [.. stack.Warnings, .. MissingFrom(series)], ledger);
        }
        var nothing = frames.Length == 0 ? Studies.NoCtImages : Studies.NoAxialSeries;
        return new StudyReading(null, refusal ?? nothing.ToRefusal(LedgerWriter.Summarize(ledger)), OnlyStudy(frames), [], ledger);
    }

    /// <summary>Decodes the voxels of a series and checks that they can be those of a head.</summary>
    /// <param name="series">A series of an upload that is still open.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was requested.</exception>
    public VolumeReading ReadVolume(CtSeries series, CancellationToken cancellation = default)
    {
        var (volume, refusal) = new VolumeReader(codec, series, cancellation).Read();
        return volume is null ? new VolumeReading(null, refusal, []) : VolumeChecks.Apply(series, volume);
    }

    /// <summary>
    /// Reads the whole data set of the file that holds a slice, pixel data left out: what writers of results need of patient and study.
    /// </summary>
    /// <exception cref="DicomFormatException">The file changed since it was chosen, and is no longer readable.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public DicomDataSet ReadDataSet(CtSlice slice)
    {
        using var source = slice.File.OpenRead();
        return codec.ReadHeader(source).DataSet;
    }

    private static CtSeries Describe(SliceStack stack, InspectedFile[] files)
    {
        var first = stack.Frames[0];
        return new CtSeries
        {
            StudyInstanceUid = NullIfEmpty(first.Header.StudyInstanceUid),
            SeriesInstanceUid = NullIfEmpty(first.Header.SeriesInstanceUid),
            FrameOfReferenceUid = NullIfEmpty(first.Header.FrameOfReferenceUid),
            Geometry = stack.Geometry,
            Slices = [.. stack.Frames.Select(frame => new CtSlice
            {
                File = frame.File,
                FrameIndex = frame.FrameIndex,
                SopClassUid = NullIfEmpty(frame.Header.SopClassUid),
                SopInstanceUid = NullIfEmpty(frame.Header.SopInstanceUid),
                Encoding = frame.Encoding,
            })],
            Manufacturer = first.Header.Manufacturer,
            Model = first.Header.Model,
            Institution = first.Header.Institution,
            PatientKey = first.Header.PatientKey,
            StudyTime = first.Header.StudyTime,
        };
    }

    /// <summary>What results that refer to a series lack.</summary>
    private static IEnumerable<StudyWarning> MissingFrom(CtSeries series)
    {
        if (!series.HasUids)
            yield return Warnings.MissingUids.ToWarning();
        else if (series.FrameOfReferenceUid is null)
            yield return Warnings.NoFrameOfReference.ToWarning();
    }

    private static string? OnlyStudy(IEnumerable<CtFrame> frames)
    {
        var uids = frames.Select(frame => frame.Header.StudyInstanceUid).Where(uid => uid.Length > 0).Distinct().Take(2).ToArray();
        return uids is [var uid] ? uid : null;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
