using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PatchFcn.Workflow.Alerts;

/// <summary>The signature of a posted event: <c>sha256=</c> and, in hexadecimal, HMAC-SHA256 over <c>&lt;timestamp&gt;.&lt;body&gt;</c>. Signs, and verifies as every receiver should.</summary>
public static class WebhookSignature
{
    /// <summary>How far a timestamp may be off, before or after: clocks differ, and what was recorded is not to be posted again later.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The signature of a body.</summary>
    /// <param name="secret">Shared by sender and receiver.</param>
    /// <param name="timestamp">Seconds since 1970, as in <see cref="WebhookSink.TimestampHeader"/>.</param>
    /// <param name="body">The bytes as they are posted.</param>
    public static string Of(ReadOnlySpan<byte> secret, string timestamp, ReadOnlySpan<byte> body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(secret, (byte[])[.. Encoding.ASCII.GetBytes(timestamp + "."), .. body]));

    /// <summary>Whether a request was signed with the secret, not long ago and not ahead of its time, and its body is what was signed. Takes as long for any wrong signature.</summary>
    /// <param name="secret">Shared by sender and receiver.</param>
    /// <param name="timestamp">What stands in <see cref="WebhookSink.TimestampHeader"/>; null where it is missing.</param>
    /// <param name="body">The bytes as they came, before anything is parsed.</param>
    /// <param name="signature">What stands in <see cref="WebhookSink.SignatureHeader"/>; null where it is missing.</param>
    /// <param name="now">The time by the receiver's clock.</param>
    public static bool Verify(ReadOnlySpan<byte> secret, string? timestamp, ReadOnlySpan<byte> body, string? signature, DateTimeOffset now)
    {
        if (signature is null || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var signed))
            return false;
        if (Math.Abs(now.ToUnixTimeSeconds() - signed) > Tolerance.TotalSeconds)
            return false;
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(secret, timestamp, body)), Encoding.ASCII.GetBytes(signature));
    }
}
