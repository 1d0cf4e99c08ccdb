using Azure.Messaging.EventGrid;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Functions;

/// <summary>
/// Hears of uploads. Where the news comes from is fixed at compile time, so there is a function for each way, and settings leave one of them enabled. What none of them hears of, the sweep finds.
/// </summary>
/// <param name="dispatchers">Take up uploads.</param>
/// <param name="log">Where failures are told.</param>
public sealed class UploadTriggers(DispatcherFactory dispatchers, ILogger<UploadTriggers> log)
{
    /// <summary>Name of the activity that takes up what waits for the place of a run.</summary>
    public const string TakeUpNext = "TakeUpNext";

    private const string Studies = "studies/{name}";
    private const string BeforeTheName = "/blobServices/default/containers/studies/blobs/";

    /// <summary>Event Grid calls the blob trigger.</summary>
    [Function("StudyUploaded")]
    public Task UploadedAsync(
        [BlobTrigger(Studies, Source = BlobTriggerSource.EventGrid, Connection = AppOptions.Storage)] BlobClient blob, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        TakeUpAsync(blob.Name, client, cancellation);

    /// <summary>The host looks for blobs by itself, as on a developer's machine.</summary>
    [Function("StudyPolled")]
    public Task PolledAsync([BlobTrigger(Studies, Connection = AppOptions.Storage)] BlobClient blob, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        TakeUpAsync(blob.Name, client, cancellation);

    /// <summary>Event Grid puts its event into a queue, as behind a firewall.</summary>
    [Function("StudyQueued")]
    public Task QueuedAsync([QueueTrigger("uploads", Connection = "AzureWebJobsStorage")] string message, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        TakeUpAsync(BlobOf(EventGridEvent.Parse(BinaryData.FromString(message))), client, cancellation);

    /// <summary>A run has come to its end, which is told already: what goes wrong here is left to the sweep.</summary>
    [Function(TakeUpNext)]
    public async Task NextAsync([ActivityTrigger] string ended, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        try
        {
            await dispatchers.For(client).TakeUpNextAsync(ended, cancellation);
        }
        catch (Exception problem)
        {
            log.LogError("Could not take up what waits, the sweep does: {Problem}", problem.GetType().Name);
        }
    }

    /// <summary>The name of the blob an event is about: what follows <c>/containers/studies/blobs/</c> in its subject.</summary>
    /// <exception cref="FormatException">It is about something else. Its message goes to the poison queue, where somebody can see it.</exception>
    public static string BlobOf(EventGridEvent created) =>
        created.Subject.StartsWith(BeforeTheName, StringComparison.Ordinal) && created.Subject.Length > BeforeTheName.Length
            ? created.Subject[BeforeTheName.Length..]
            : throw new FormatException("A message among those about uploads is about no blob of the container studies.");

    private async Task TakeUpAsync(string blob, DurableTaskClient client, CancellationToken cancellation)
    {
        if (StudyArrival.IsAnnouncedBy(blob))
            await dispatchers.For(client).TakeUpAsync(blob, cancellation);
    }
}
