using System.Net.Sockets;
using PatchFcn.Cli.Watching;

namespace PatchFcn.Cli.Tests.Watching;

/// <summary>R414: a port that the system does not give is the user's to change. Whoever runs tests may often use every port, so that it is not asked for one.</summary>
public sealed class WatchServerTests
{
    [Fact]
    public void Refusal_PortForAdministrators_SaysThatItMayNotBeUsed() =>
        Assert.Contains("below 1024", WatchServer.Refusal(new SocketException((int)SocketError.AccessDenied)), StringComparison.Ordinal);

    [Fact]
    public void Refusal_AnythingElse_IsNone() => Assert.Null(WatchServer.Refusal(new SocketException((int)SocketError.NetworkDown)));
}
