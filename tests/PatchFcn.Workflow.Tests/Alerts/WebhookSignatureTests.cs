using PatchFcn.Testing;
using PatchFcn.Workflow.Alerts;

namespace PatchFcn.Workflow.Tests.Alerts;

/// <summary>R229: what a receiver takes for an event of this software, and what not.</summary>
public sealed class WebhookSignatureTests
{
    private const string Timestamp = "1790000000";

    private static readonly DateTimeOffset Signed = DateTimeOffset.FromUnixTimeSeconds(1790000000);

    private static byte[] Secret => [.. "a secret that both know"u8];

    private static byte[] Body => [.. """{"id":"one","type":"patchfcn.study.analyzed"}"""u8];

    /// <summary>By HMAC-SHA256 of another implementation (Python's hmac): it is no secret of this one.</summary>
    [Fact]
    public void Of_KnownRequest_IsTheKnownSignature() =>
        Assert.Equal("sha256=2f509eab2c1f306b1b06792bb76eefcfc19bd1b0c3c5cbacdf2c34d3ed9ebb82", WebhookSignature.Of(Secret, Timestamp, Body));

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    [InlineData(-1790000000, false)]
    public void Verify_ByTheClockOfTheReceiver_TakesWhatIsAtMostFiveMinutesOff(int secondsLater, bool taken) =>
        Assert.Equal(taken, Verify(Timestamp, Body, WebhookSignature.Of(Secret, Timestamp, Body), Signed.AddSeconds(secondsLater)));

    [Fact]
    public void Verify_AnyByteOfTheBodyAltered_IsRefused()
    {
        var signature = WebhookSignature.Of(Secret, Timestamp, Body);
        Assert.All(Enumerable.Range(0, Body.Length), at =>
        {
            var altered = Body;
            altered[at] ^= 1;
            Assert.False(Verify(Timestamp, altered, signature, Signed));
        });
        Assert.False(Verify(Timestamp, Body[..^1], signature, Signed));
    }

    /// <summary>What was recorded cannot be posted again under a new time.</summary>
    [Fact]
    public void Verify_OldSignatureUnderANewTimestamp_IsRefused() =>
        Assert.False(Verify("1790000600", Body, WebhookSignature.Of(Secret, Timestamp, Body), Signed.AddSeconds(600)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha256=é")]
    public void Verify_NoSignature_IsRefused(string? signature) => Assert.False(Verify(Timestamp, Body, signature, Signed));

    /// <summary>Signed with the right secret, so that the timestamp alone is to blame.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("-1790000000")]
    [InlineData("+1790000000")]
    [InlineData(" 1790000000")]
    [InlineData("1790000000.0")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999")]
    public void Verify_TimestampThatIsNone_IsRefused(string timestamp) =>
        Assert.False(Verify(timestamp, Body, WebhookSignature.Of(Secret, timestamp, Body), Signed));

    [Fact]
    public void Verify_NoTimestamp_IsRefused() => Assert.False(Verify(null, Body, WebhookSignature.Of(Secret, "", Body), Signed));

    /// <summary>From sender to receiver; one of another secret is refused, and the event is kept to be tried again.</summary>
    [Theory]
    [InlineData("a secret that both know", 1)]
    [InlineData("another", 0)]
    public async Task SendAsync_ToAReceiverThatVerifies_IsTakenWithTheSameSecretAlone(string secret, int taken)
    {
        await using var receiver = new WebhookReceiver(isGenuine: it => WebhookSignature.Verify(Secret, it.Timestamp, it.Body, it.Signature, DateTimeOffset.UtcNow));
        using var sink = new WebhookSink(receiver.Address, secret);
        var alert = new Azure.Messaging.CloudEvent("urn:test", "test", new BinaryData("{}"), "application/json");

        var problem = await Record.ExceptionAsync(() => sink.SendAsync(alert, TestContext.Current.CancellationToken));

        Assert.Equal(taken, receiver.Received.Count);
        Assert.Equal(1 - taken, receiver.Forged);
        Assert.Equal(taken == 0, problem is AlertDeliveryException);
    }

    private static bool Verify(string? timestamp, byte[] body, string? signature, DateTimeOffset now) => WebhookSignature.Verify(Secret, timestamp, body, signature, now);
}
