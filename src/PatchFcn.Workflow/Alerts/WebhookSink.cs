using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Messaging;

namespace PatchFcn.Workflow.Alerts;

/// <summary>
/// Posts events as CloudEvents 1.0 in structured JSON. With a secret every request is signed: <c>X-PatchFcn-Signature: sha256=&lt;hex&gt;</c> is HMAC-SHA256 over
/// <c>&lt;X-PatchFcn-Timestamp&gt;.&lt;body&gt;</c>; a receiver refuses a timestamp that is more than a few minutes old. Redirects are not followed.
/// </summary>
public sealed class WebhookSink : IAlertSink, IDisposable
{
    /// <summary>Header with the seconds since 1970 at which the request was signed.</summary>
    public const string TimestampHeader = "X-PatchFcn-Timestamp";

    /// <summary>Header with the signature.</summary>
    public const string SignatureHeader = "X-PatchFcn-Signature";

    private readonly Uri _address;
    private readonly byte[]? _secret;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    /// <param name="address">Where to post; http or https.</param>
    /// <param name="secret">Shared with the receiver; null: requests are not signed.</param>
    /// <exception cref="ArgumentException">The address is not http or https.</exception>
    public WebhookSink(Uri address, string? secret)
    {
        if (address is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            throw new ArgumentException("A webhook needs an address that begins with http:// or https://.", nameof(address));
        (_address, _secret) = (address, secret is null ? null : Encoding.UTF8.GetBytes(secret));
        Name = "webhook-" + StudyNames.Short(address.AbsoluteUri);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async Task SendAsync(CloudEvent alert, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(alert);
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json", "utf-8");
        if (_secret is not null)
            Sign(request.Headers, _secret, DateTimeOffset.UtcNow, body);
        try
        {
            using var answer = await _client.SendAsync(request, cancellation);
            if (!answer.IsSuccessStatusCode)
                throw new AlertDeliveryException($"{_address.Host} answered {(int)answer.StatusCode}.");
        }
        catch (HttpRequestException problem)
        {
            throw new AlertDeliveryException($"{_address.Host} is out of reach: {problem.HttpRequestError}.", problem);
        }
        catch (OperationCanceledException problem) when (!cancellation.IsCancellationRequested)
        {
            throw new AlertDeliveryException($"{_address.Host} did not answer within {_client.Timeout.TotalSeconds} s.", problem);
        }
    }

    /// <summary>The signature of a body.</summary>
    public static string Signature(byte[] secret, string timestamp, ReadOnlySpan<byte> body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(secret, (byte[])[.. Encoding.ASCII.GetBytes(timestamp + "."), .. body]));

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static void Sign(HttpRequestHeaders headers, byte[] secret, DateTimeOffset now, byte[] body)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        headers.Add(TimestampHeader, timestamp);
        headers.Add(SignatureHeader, Signature(secret, timestamp, body));
    }
}
