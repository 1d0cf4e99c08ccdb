using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace PatchFcn.Functions;

/// <summary>Tells the probes of the platform that this worker answers. No more: a worker that they stop scores no better. What is wrong with the model silences the heartbeat (<see cref="Timers"/>).</summary>
public sealed class HealthFunction
{
    /// <summary><c>GET /health</c>: 200 without a body. Open, and says nothing about studies.</summary>
    [Function("Health")]
    public HttpResponseData Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequestData request) =>
        request.Answer(HttpStatusCode.OK);
}
