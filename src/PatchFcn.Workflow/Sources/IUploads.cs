using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Workflow.Sources;

/// <summary>Finds the files of an upload, wherever the host keeps them.</summary>
public interface IUploads
{
    /// <summary>Lists the files of an upload.</summary>
    /// <param name="upload">The reference in <see cref="StudyRequest.Upload"/>.</param>
    /// <param name="cancellation">Cancels the listing.</param>
    Task<StudyUpload> OpenAsync(string upload, CancellationToken cancellation);
}
