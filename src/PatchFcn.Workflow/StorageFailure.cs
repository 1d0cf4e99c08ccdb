using Azure;
using Azure.Identity;

namespace PatchFcn.Workflow;

/// <summary>Tells what a storage is to blame for from what is wrong with a study.</summary>
public static class StorageFailure
{
    /// <summary>
    /// Whether it is a disk that is full, a folder that may not be written, a storage account or its sign-in out of reach: no matter of the study, and it may pass. What failed at every attempt,
    /// or side by side, comes as one exception of many.
    /// </summary>
    public static bool IsOne(Exception problem) => problem is AggregateException many
        ? many.InnerExceptions.All(one => one is OperationCanceledException or TimeoutException || IsOne(one))
        : problem is IOException or UnauthorizedAccessException or RequestFailedException or AuthenticationFailedException or InboxException;
}
