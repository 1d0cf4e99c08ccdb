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
    /// <exception cref="ArgumentException">The folder is no finished result.</exception>
    public static async Task<IReadOnlyList<Delivered>> SendAsync(string resultFolder, StowClient receiver, CancellationToken cancellation)
    {
        var result = await SealedResult.OpenAsync(resultFolder, cancellation);
        var account = new List<Delivered>();
        foreach (var file in result.Manifest.Outputs.Where(file => file.Name.EndsWith(".dcm", StringComparison.Ordinal)))
            account.Add(await result.IsIntactAsync(file, cancellation)
                ? await receiver.StoreAsync(file.Name, await File.ReadAllBytesAsync(result.Locate(file), cancellation), cancellation)
                : new Delivered(file.Name, false, "not sent: missing or altered since it was sealed", 0));
        return account;
    }
}
