using PatchFcn.Core.Studies;

namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>The files of one upload: folders, zip archives and single files in any mix. Nothing is ever unpacked to disk.</summary>
public sealed class StudyUpload : IDisposable
{
    private readonly List<UploadEntry> _entries = [];
    private readonly List<ZipArchivePool> _archives = [];

    private StudyUpload(UploadLimits? limits) => Limits = limits ?? new UploadLimits();

    /// <summary>An upload of files that are kept elsewhere, such as blobs.</summary>
    public StudyUpload(IEnumerable<IStudyFile> files, UploadLimits? limits = null)
        : this(limits) => Add(files.Select(file => new UploadEntry(file)));

    /// <summary>What the upload may cost.</summary>
    public UploadLimits Limits { get; }

    /// <summary>The files, in a stable order.</summary>
    public IReadOnlyList<UploadEntry> Entries => _entries;

    /// <summary>Why the upload cannot be listed to its end; null where it can.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Lists folders (with all below them), zip archives (recognised by their content) and single files.</summary>
    /// <param name="paths">Where they are.</param>
    /// <param name="limits">What the upload may cost.</param>
    /// <param name="through">Every file on disk is read through what this makes of it; null: as it is.</param>
    /// <exception cref="FileNotFoundException">A path does not exist.</exception>
    /// <exception cref="IOException">A folder cannot be listed, or a file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be listed, or a file may not be opened.</exception>
    public static StudyUpload Open(IEnumerable<string> paths, UploadLimits? limits = null, Func<IStudyFile, IStudyFile>? through = null)
    {
        return Listed(limits, upload =>
        {
            foreach (var path in paths)
            {
                if (Directory.Exists(path))
                    upload.Add(FolderListing.List(path).Select(Through));
                else if (!File.Exists(path))
                    throw new FileNotFoundException("The file or folder does not exist.", path);
                else
                    upload.Add(Through(DiskFile.At(path).ToEntry()));
            }
        });

        UploadEntry Through(UploadEntry entry) => through is null ? entry : entry with { File = through(entry.File) };
    }

    /// <summary>Lists a zip archive that is kept elsewhere, such as in a blob.</summary>
    /// <param name="archive">The archive; its streams must be seekable, and one is opened for every reader at work.</param>
    /// <param name="limits">What the upload may cost.</param>
    public static StudyUpload OpenZip(IStudyFile archive, UploadLimits? limits = null) => Listed(limits, upload => upload.AddZip(archive));

    /// <summary>Closes the archives; files of an archive cannot be opened afterwards.</summary>
    public void Dispose() => _archives.ForEach(archive => archive.Dispose());

    /// <summary>Where the listing fails, nobody gets the upload, so that its archives are closed here.</summary>
    private static StudyUpload Listed(UploadLimits? limits, Action<StudyUpload> list)
    {
        var upload = new StudyUpload(limits);
        try
        {
            list(upload);
            return upload;
        }
        catch
        {
            upload.Dispose();
            throw;
        }
    }

    private void Add(UploadEntry entry)
    {
        if (entry.Unopened is null && ZipListing.IsZip(entry.File))
            AddZip(entry.File);
        else
            Add([entry]);
    }

    private void AddZip(IStudyFile archive)
    {
        try
        {
            if (ZipListing.IsWithin(Limits, archive))
            {
                var entries = new ZipArchivePool(archive);
                _archives.Add(entries);
                Add(ZipListing.List(entries, Limits));
                return;
            }
            RefuseNumber();
        }
        catch (InvalidDataException)
        {
            Refusal ??= ReadingCatalogue.Studies.DamagedArchive.ToRefusal();
        }
        // The ledger accounts for it, and its hash stands for the study.
        Add([new UploadEntry(archive)]);
    }

    private void Add(IEnumerable<UploadEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (_entries.Count == Limits.Files)
            {
                RefuseNumber();
                return;
            }
            _entries.Add(entry);
        }
    }

    private void RefuseNumber() => Refusal ??= ReadingCatalogue.Studies.TooManyFiles.ToRefusal($"The limit is {Limits.Files} files.");
}
