using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Polly;
using Polly.Retry;

namespace PatchFcn.Workflow.Delivery;

/// <summary>
/// Stores DICOM objects by STOW-RS (PS3.18 10.5), one in each request, so that each has an answer of its own. What may pass (no connection, no answer, 408, 429, 5xx) is tried
/// again with growing pauses; an object that arrives twice is the same object, so an archive that holds it already has it. Redirects are not followed: they could lead a patient's data elsewhere.
/// </summary>
public sealed class StowClient : IDisposable
{
    private const string FailedSequence = "00081198";
    private const string FailureReason = "00081197";

    /// <summary>Failure reasons, hexadecimal: "duplicate SOP instance" (PS3.7 C.5), and what Azure's DICOM service says of an object it holds (45070).</summary>
    private const string DuplicateInstance = "0111", AlreadyStored = "B00E";

    /// <summary>An answer about one object is some hundred bytes; who sends more than this is no archive.</summary>
    private const int LongestAnswer = 1 << 20;

    private readonly Uri _address;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    /// <summary>Whether there was no answer at all when it was asked last: then it is asked once for each study until it answers, not five times.</summary>
    private volatile bool _silent;

    /// <param name="dicomWeb">Root of the DICOMweb services, for example <c>http://pacs/dicom-web</c>.</param>
    /// <param name="authorization">Value of the Authorization header; null: none.</param>
    /// <param name="pause">Pause before the second attempt; each further one is about twice as long.</param>
    /// <param name="patience">How long an answer is waited for; null: 30 seconds.</param>
    /// <exception cref="ArgumentException">The address is not http or https, or the authorization is no valid header.</exception>
    public StowClient(Uri dicomWeb, string? authorization, TimeSpan pause, TimeSpan? patience = null)
    {
        if (!WebAddress.IsOne(dicomWeb))
            throw new ArgumentException("A DICOMweb server has an address that begins with http:// or https://.", nameof(dicomWeb));
        _address = new Uri($"{dicomWeb.GetLeftPart(UriPartial.Path).TrimEnd('/')}/studies{dicomWeb.Query}");
        if (authorization is not null && !_client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization))
            throw new ArgumentException("The authorization is no valid header.", nameof(authorization));
        _client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/dicom+json"));
        (_client.Timeout, _client.MaxResponseContentBufferSize) = (patience ?? TimeSpan.FromSeconds(30), LongestAnswer);
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>().AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = 4,
            Delay = pause,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = attempt => ValueTask.FromResult(!_silent && MayPass(attempt.Outcome, attempt.Context.CancellationToken)),
        }).Build();
    }

    /// <summary>Stores one object.</summary>
    /// <param name="file">What it is called in the account.</param>
    /// <param name="bytes">The DICOM file.</param>
    /// <param name="cancellation">Stops sending.</param>
    public async Task<Delivered> StoreAsync(string file, byte[] bytes, CancellationToken cancellation)
    {
        var attempts = 0;
        try
        {
            using var answer = await _pipeline.ExecuteAsync(
                async token =>
                {
                    attempts++;
                    var response = await _client.PostAsync(_address, Body(bytes), token);
                    _silent = false;
                    return response;
                },
                cancellation);
            var (taken, account) = Account(answer.StatusCode, Reason(await answer.Content.ReadAsStringAsync(cancellation)));
            return new Delivered(file, taken, account, attempts);
        }
        catch (HttpRequestException problem) when (IsTooLong(problem))
        {
            return new Delivered(file, false, $"{_address.Host} answers with more than {LongestAnswer >> 20} MiB", attempts);
        }
        catch (HttpRequestException problem)
        {
            return Silent(file, $"{_address.Host} is out of reach: {problem.HttpRequestError}", attempts);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Silent(file, $"{_address.Host} did not answer within {_client.Timeout.TotalSeconds} s", attempts);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private Delivered Silent(string file, string account, int attempts)
    {
        _silent = true;
        return new Delivered(file, false, account, attempts) { OutOfReach = true };
    }

    private static MultipartContent Body(byte[] bytes)
    {
        var part = new ByteArrayContent(bytes);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/dicom");
        var body = new MultipartContent("related") { part };
        body.Headers.ContentType!.Parameters.Add(new NameValueHeaderValue("type", "\"application/dicom\""));
        return body;
    }

    private static bool MayPass(Outcome<HttpResponseMessage> outcome, CancellationToken cancellation) => outcome switch
    {
        { Exception: HttpRequestException problem } => !IsTooLong(problem),
        { Exception: OperationCanceledException } => !cancellation.IsCancellationRequested,
        { Result.StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests } => true,
        { Result: { } answer } => (int)answer.StatusCode >= 500,
        _ => false,
    };

    private static bool IsTooLong(HttpRequestException problem) => problem.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded;

    /// <summary>Whether the archive has the object now. A refusal may come with 200, too: what counts is the FailedSOPSequence (PS3.18 10.5.3).</summary>
    private static (bool Taken, string Account) Account(HttpStatusCode status, string? reason) => (status, reason) switch
    {
        (HttpStatusCode.OK or HttpStatusCode.Accepted, null) => (true, $"taken ({(int)status})"),
        (HttpStatusCode.Conflict, DuplicateInstance or AlreadyStored) => (true, $"there already (409, failure reason {reason})"),
        (_, null) => (false, $"refused ({(int)status})"),
        _ => (false, $"refused ({(int)status}, failure reason {reason})"),
    };

    /// <summary>Why an object was refused; null where the answer names none that was, or cannot be read.</summary>
    private static string? Reason(string body)
    {
        try
        {
            if (Values(JsonNode.Parse(body), FailedSequence) is not [var failed, ..])
                return null;
            return Values(failed, FailureReason) is [JsonValue reason, ..] && reason.TryGetValue<int>(out var code) ? code.ToString("X4", CultureInfo.InvariantCulture) : "not given";
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException)
        {
            // No JSON, or an object that has a member twice.
            return null;
        }
    }

    private static JsonArray? Values(JsonNode? dataSet, string tag) => ((dataSet as JsonObject)?[tag] as JsonObject)?["Value"] as JsonArray;
}
