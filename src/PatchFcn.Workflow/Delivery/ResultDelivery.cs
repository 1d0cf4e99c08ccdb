using PatchFcn.Core;
using PatchFcn.Workflow.Results;

namespace PatchFcn.Workflow.Delivery;

/// <summary>Delivers the DICOM objects of a result.</summary>
public static class ResultDelivery
{
    /// <summary>Sends every DICOM object of a sealed result; what was altered since is not sent.</summary>
    /// <param name="resultFolder">The folder with <c>manifest.json</c>.</param>
    /// <param name="receiver">Who is to have them.</param>
    /// <param name="cancellation">Stops sending.</param>
    /// <returns>One account for each object, in the order of the manifest.</returns>
    /// <exception cref="UsageException">The folder is no finished result.</exception>
    public static async Task<IReadOnlyList<Delivered>> SendAsync(string resultFolder, StowClient receiver, CancellationToken cancellation) =>
        await SendAsync(await SealedResult.OpenAsync(resultFolder, cancellation), receiver, cancellation);

    /// <inheritdoc cref="SendAsync(string, StowClient, CancellationToken)"/>
    internal static async Task<IReadOnlyList<Delivered>> SendAsync(SealedResult result, StowClient receiver, CancellationToken cancellation)
    {
        var account = new List<Delivered>();
        foreach (var file in result.Manifest.Outputs.Where(file => file.Name.EndsWith(".dcm", StringComparison.Ordinal)))
            // Who did not answer one object, however often it was asked, would keep the next study waiting for each of the others.
            account.Add(account is [.., { OutOfReach: true } last]
                ? new Delivered(file.Name, false, $"not sent: {last.Account}", 0) { OutOfReach = true }
                : await result.TryReadAsync(file, cancellation) is { } bytes
                    ? await receiver.StoreAsync(file.Name, bytes, cancellation)
                    : new Delivered(file.Name, false, "not sent: missing or altered since it was sealed", 0));
        return account;
    }
}
