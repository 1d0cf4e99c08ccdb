using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Delivery;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Results;

namespace PatchFcn.Workflow.Steps;

/// <summary>Delivers the DICOM objects of a sealed result and keeps the account beside it, outside the seal: <c>delivery.json</c>.</summary>
/// <param name="receiver">Who is to have them; null: nobody.</param>
/// <param name="results">Where results lie.</param>
internal sealed class DeliverStep(StowClient? receiver, IArtifactStore results)
{
    /// <summary>The account of a delivery; null where nothing was delivered.</summary>
    public static Task<DeliveryAccount?> FindAccountAsync(IArtifactStore results, string resultPath, CancellationToken cancellation) =>
        results.ReadJsonAsync<DeliveryAccount>($"{resultPath}/{ResultNames.Delivery}", cancellation);

    public async Task<StepResult<DeliveryAccount>> RunAsync(DeliverRequest request, CancellationToken cancellation)
    {
        if (receiver is null)
            return new DeliveryAccount([]);
        var result = await SealedResult.OpenAsync(results, request.ResultPath, cancellation);
        var account = new DeliveryAccount(await ResultDelivery.SendAsync(result, receiver, cancellation));
        await results.WriteJsonAsync($"{request.ResultPath}/{ResultNames.Delivery}", account, cancellation);
        return account;
    }
}
