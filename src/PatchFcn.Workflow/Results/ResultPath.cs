using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Results;

/// <summary>Where the results of a study lie: hashes, so that no identifier of a patient is in a path.</summary>
internal static class ResultPath
{
    /// <summary><c>&lt;study&gt;/&lt;instance&gt;</c>: the study by its StudyInstanceUID, or by what was uploaded where none can be read.</summary>
    public static string Of(SourceStudy source, StudyRequest request) => $"{Study(source)}/{StudyNames.Short(request.InstanceId)}";

    /// <summary>Name of the study in paths.</summary>
    public static string Study(SourceStudy source) =>
        source.Reading.StudyInstanceUid is { } uid ? StudyNames.Short(uid) : source.Identity[..16];
}
