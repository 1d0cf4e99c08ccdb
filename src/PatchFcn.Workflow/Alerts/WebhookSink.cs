using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Azure.Messaging;
using Microsoft.Security.AntiSSRF;

namespace PatchFcn.Workflow.Alerts;

/// <summary>
/// Posts events as CloudEvents 1.0 in structured JSON. With a secret every request is signed: <c>X-PatchFcn-Signature</c> is the
/// <see cref="WebhookSignature"/> over <c>X-PatchFcn-Timestamp</c> and the body. Redirects are not followed. Posted to are public
/// addresses, this machine, and the private networks that are named, by what a name resolves to at the moment of connecting: events cannot be sent round the hospital's network.
/// </summary>
public sealed class WebhookSink : IAlertSink, IDisposable
{
    /// <summary>Header with the seconds since 1970 at which the request was signed.</summary>
    public const string TimestampHeader = "X-PatchFcn-Timestamp";

    /// <summary>Header with the signature.</summary>
    public const string SignatureHeader = "X-PatchFcn-Signature";

    private readonly Uri _address;
    private readonly byte[]? _secret;
    private static readonly string[] ThisMachine = ["127.0.0.0/8", "::1/128"];

    private readonly HttpClient _client;

    /// <param name="address">Where to post; http or https.</param>
    /// <param name="secret">Shared with the receiver; null: requests are not signed.</param>
    /// <param name="networks">Private networks or addresses that may be posted to; null: none.</param>
    /// <exception cref="ArgumentException">The address is not http or https, or a network is none.</exception>
    public WebhookSink(Uri address, string? secret, IReadOnlyList<string>? networks = null)
    {
        if (networks?.FirstOrDefault(network => !IsNetwork(network)) is { } wrong)
            throw new ArgumentException($"{wrong} is neither an address nor a network such as 10.20.0.0/16.", nameof(networks));
        if (!WebAddress.IsOne(address))
            throw new ArgumentException("A webhook needs an address that begins with http:// or https://.", nameof(address));
        (_address, _secret) = (address, secret is null ? null : Encoding.UTF8.GetBytes(secret));
        Name = "webhook-" + StudyNames.Short(address.AbsoluteUri);
        _client = new HttpClient(Guarded([.. ThisMachine, .. networks ?? []])) { Timeout = TimeSpan.FromSeconds(10) };
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Whether a text is an address or a network in CIDR notation.</summary>
    public static bool IsNetwork(string text) => IPNetwork.TryParse(text, out _) || IPAddress.TryParse(text, out _);

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
            // What it says beside its status is nothing to us, however long it is.
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!answer.IsSuccessStatusCode)
                throw new AlertDeliveryException($"{_address.Host} answered {(int)answer.StatusCode}.");
        }
        catch (Exception problem) when (problem is AntiSSRFException || problem.InnerException is AntiSSRFException)
        {
            throw new AlertDeliveryException($"{_address.Host} leads into a private network that events may not be posted to; --webhook-network, in Azure PatchFcn__WebhookNetworks__0, allows it.", problem);
        }
        catch (HttpRequestException problem)
        {
            throw new AlertDeliveryException($"{_address.Host} is out of reach: {problem.HttpRequestError}.", problem);
        }
        catch (OperationCanceledException problem) when (!cancellation.IsCancellationRequested)
        {
            throw new AlertDeliveryException($"{_address.Host} did not answer within {_client.Timeout.TotalSeconds} s.", problem);
        }
        catch (Exception problem) when (problem is SocketException or ArgumentException or IOException)
        {
            // The guard lets what a name lookup throws pass as it is.
            throw new AlertDeliveryException($"{_address.Host} is out of reach: {problem.GetType().Name}.", problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static AntiSSRFHandler Guarded(string[] allowed)
    {
        var policy = new AntiSSRFPolicy(PolicyConfigOptions.ExternalOnlyLatest) { AllowPlainTextHttp = true, AddXFFHeader = false };
        policy.AddAllowedAddresses(allowed);
        var handler = policy.GetHandler();
        (handler.AllowAutoRedirect, handler.PooledConnectionLifetime) = (false, TimeSpan.FromMinutes(5));
        return handler;
    }

    private static void Sign(HttpRequestHeaders headers, byte[] secret, DateTimeOffset now, byte[] body)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        headers.Add(TimestampHeader, timestamp);
        headers.Add(SignatureHeader, WebhookSignature.Of(secret, timestamp, body));
    }
}
