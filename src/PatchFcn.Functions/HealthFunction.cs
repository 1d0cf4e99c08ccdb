using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace PatchFcn.Functions;

/// <summary>Tells a load balancer that this worker answers.</summary>
public sealed class HealthFunction
{
    /// <summary><c>GET /health</c>: 200 without a body. Open, and says nothing about studies.</summary>
    [Function("Health")]
    public HttpResponseData Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequestData request) =>
        request.CreateResponse(HttpStatusCode.OK);
}
