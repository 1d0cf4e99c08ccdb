using System.Collections.Concurrent;
using System.IO.Compression;

namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>
/// One archive, opened as often as there are readers at work: a <see cref="ZipArchive"/> reads one entry at a time, and opening one anew
/// for every entry would read the whole directory of the archive each time.
/// </summary>
internal sealed class ZipArchivePool(IStudyFile file) : IDisposable
{
    private readonly ConcurrentBag<ZipArchive> _idle = [];
    private volatile bool _disposed;

    /// <summary>An archive for the caller alone, until it is returned.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public ZipArchive Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _idle.TryTake(out var archive) ? archive : Open();
    }

    public void Return(ZipArchive archive)
    {
        _idle.Add(archive);
        if (_disposed)
            Dispose();
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var archive))
            archive.Dispose();
    }

    /// <summary>An archive closes its stream, unless it is damaged: then there is no archive.</summary>
    private ZipArchive Open()
    {
        var stream = file.OpenRead();
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }
}
