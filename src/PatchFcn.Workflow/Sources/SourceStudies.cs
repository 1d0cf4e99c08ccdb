using System.Runtime.CompilerServices;
using PatchFcn.Core.Hashing;
using PatchFcn.Dicom.Reading;

namespace PatchFcn.Workflow.Sources;

/// <summary>
/// Reads uploads. Unstripped voxels stay in memory: a step that needs them and does not find them here reads the upload again.
/// </summary>
/// <param name="uploads">Finds the files.</param>
/// <param name="reader">Reads them.</param>
/// <param name="capacity">Studies kept in memory, at least 1.</param>
public sealed class SourceStudies(IUploads uploads, StudyReader reader, int capacity = 1)
{
    private readonly RecentlyUsed<SourceStudy> _recent = new(capacity);

    /// <summary>The same without identity, made once for all steps and forgotten with them.</summary>
    private readonly ConditionalWeakTable<SourceStudy, SourceStudy> _deidentified = [];

    /// <summary>The study of a request, without identity where that is asked for.</summary>
    public async Task<SourceStudy> GetAsync(StudyRequest request, CancellationToken cancellation)
    {
        var source = await GetAsync(request.Upload, cancellation);
        return request.Settings.Deidentify ? _deidentified.GetValue(source, known => known.Deidentify()) : source;
    }

    /// <summary>The study of an upload, as it is.</summary>
    public Task<SourceStudy> GetAsync(string upload, CancellationToken cancellation) =>
        _recent.GetAsync(upload, reading => ReadAsync(upload, reading), cancellation);

    /// <summary>The request to analyse an upload; its id is a hash of the content, the model and the settings, so the upload is read.</summary>
    public async Task<StudyRequest> RequestAsync(string upload, AnalysisSettings settings, CancellationToken cancellation)
    {
        var source = await GetAsync(upload, cancellation);
        return new StudyRequest(InstanceId.Of(source.Identity, settings), upload, settings);
    }

    private async Task<SourceStudy> ReadAsync(string upload, CancellationToken cancellation)
    {
        using var files = await uploads.OpenAsync(upload, cancellation);
        var reading = reader.Read(files, cancellation);
        var identity = reading.IsReadWhole ? reading.ContentHash : Digest.Of($"{reading.ContentHash}\n{upload}");
        if (reading.Series is not { } series)
            return new SourceStudy(reading, identity, null, reading.Refusal, reading.Warnings);
        var voxels = reader.ReadVolume(series, cancellation: cancellation);
        return new SourceStudy(reading, identity, voxels.Volume, voxels.Refusal, [.. reading.Warnings, .. voxels.Warnings]) { Header = reader.ReadDataSet(series.Slices[0]) };
    }
}
