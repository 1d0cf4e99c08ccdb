using Azure;

namespace PatchFcn.Workflow;

/// <summary>An upload cannot be read for the moment, or uploads not be listed. No <see cref="IOException"/>, which readers of archives and images take for a damaged file.</summary>
/// <param name="problem">What was thrown; of it only the kind is told, for it names the file, and the name may be a patient's.</param>
/// <param name="what">What did not work, without a name.</param>
public sealed class InboxException(Exception problem, string what = "The upload cannot be read")
    : Exception($"{what}: {(problem as RequestFailedException)?.ErrorCode ?? problem.GetType().Name}.");
