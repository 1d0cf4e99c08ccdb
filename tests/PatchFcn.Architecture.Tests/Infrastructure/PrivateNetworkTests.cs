using System.Text.Json;

namespace PatchFcn.Architecture.Tests.Infrastructure;

/// <summary>R365: in a private deployment every name of the app resolves in the virtual network, to the address of the environment. Both are known to Azure alone, so expressions are compared.</summary>
public sealed class PrivateNetworkTests
{
    private const string Zones = "Microsoft.Network/privateDnsZones";
    private const string Domain = ".defaultDomain";

    [Fact]
    public async Task Snapshot_PrivateNetwork_KnowsTheNamesOfTheApp()
    {
        using var deployment = new TemporaryDeployment("param privateNetwork = true\nparam eventDelivery = 'queue'");
        using var snapshot = await deployment.PredictAsync();
        var link = Assert.Single(OfTheApp(snapshot, $"{Zones}/virtualNetworkLinks"));
        var names = Assert.Single(OfTheApp(snapshot, $"{Zones}/A"));

        Assert.Single(OfTheApp(snapshot, Zones));
        Assert.EndsWith("'test-network')]", link.GetProperty("properties").GetProperty("virtualNetwork").GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Contains("'*'", names.GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.EndsWith(".staticIp]", Assert.Single(names.GetProperty("properties").GetProperty("aRecords").EnumerateArray()).GetProperty("ipv4Address").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshot_PublicNetwork_HasNoZones()
    {
        using var deployment = new TemporaryDeployment("");
        using var snapshot = await deployment.PredictAsync();

        Assert.DoesNotContain(snapshot.RootElement.GetProperty("predictedResources").EnumerateArray(), resource => resource.GetProperty("type").GetString()!.StartsWith(Zones, StringComparison.Ordinal));
    }

    private static IEnumerable<JsonElement> OfTheApp(JsonDocument snapshot, string type) => snapshot.RootElement.GetProperty("predictedResources").EnumerateArray()
        .Where(resource => resource.GetProperty("type").ValueEquals(type) && resource.GetProperty("name").GetString()!.Contains(Domain, StringComparison.Ordinal));
}
