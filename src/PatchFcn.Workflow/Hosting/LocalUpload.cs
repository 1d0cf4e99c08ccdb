using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Hosting;

/// <summary>The one upload of a run on this machine: the paths on the command line.</summary>
internal sealed class LocalUpload(IReadOnlyList<string> paths) : IUploads
{
    /// <summary>How requests refer to it.</summary>
    public const string Reference = "local";

    public Task<StudyUpload> OpenAsync(string upload, CancellationToken cancellation) => Task.FromResult(StudyUpload.Open(paths));
}
