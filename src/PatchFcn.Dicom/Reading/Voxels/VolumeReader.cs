using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using PatchFcn.Core.Studies;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading.Frames;
using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Dicom.Reading.Voxels;

/// <summary>Decodes the slices of a series side by side, whether each is a file or all are frames of one, straight into the volume.</summary>
/// <param name="codec">Reads the files.</param>
/// <param name="series">The series.</param>
/// <param name="cancellation">Stops it before the next slice.</param>
internal sealed class VolumeReader(IDicomCodec codec, CtSeries series, CancellationToken cancellation)
{
    private readonly ParallelOptions _sideBySide = new() { CancellationToken = cancellation };
    private readonly CtVolume _volume = new(series.Geometry);
    private readonly ConcurrentDictionary<PixelEncoding, HuTable> _tables = [];
    private readonly ConcurrentDictionary<int, FileProblem> _problems = [];

    /// <summary>The volume, or why the first of the slices that cannot be decoded cannot.</summary>
    public (CtVolume? Volume, Refusal? Refusal) Read()
    {
        var files = series.Slices.Select((slice, index) => (slice, index)).GroupBy(item => item.slice.File, item => item.index);
        Parallel.ForEach(files, _sideBySide, file => Note(file.First(), () => ReadFile(file.Key, [.. file])));
        return _problems.IsEmpty ? (_volume, null) : (null, Refuse());
    }

    private Refusal Refuse()
    {
        var (slice, problem) = _problems.MinBy(problem => problem.Key);
        return ReadingCatalogue.Studies.DamagedPixels.ToRefusal($"Slice {slice + 1} of {series.Slices.Count}: {problem.Sentence}");
    }

    private void ReadFile(IStudyFile file, int[] slices)
    {
        using var source = file.OpenRead();
        var image = codec.ReadImage(source);
        Parallel.ForEach(slices, _sideBySide, slice => Note(slice, () => ReadSlice(image, slice)));
    }

    private void Note(int slice, Action read)
    {
        try
        {
            read();
        }
        catch (Exception exception) when (FileProblem.Explain(exception) is { } problem)
        {
            _problems[slice] = problem;
        }
    }

    private void ReadSlice(IDicomImage image, int slice)
    {
        // The loop hears of it by a call that the canceller makes, which may take its time.
        cancellation.ThrowIfCancellationRequested();
        var densities = _volume.Slice(slice);
        // Cells are turned into densities where they stand: no buffer, no copy.
        var cells = MemoryMarshal.Cast<short, ushort>(densities);
        image.DecodeFrame(series.Slices[slice].FrameIndex, cells);
        _tables.GetOrAdd(series.Slices[slice].Encoding, encoding => new HuTable(encoding)).Apply(cells, densities);
    }
}
