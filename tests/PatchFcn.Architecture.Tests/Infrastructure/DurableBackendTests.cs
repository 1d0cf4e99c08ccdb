using System.Text.RegularExpressions;
using PatchFcn.Testing;

namespace PatchFcn.Architecture.Tests.Infrastructure;

/// <summary>R226: the template refuses a Durable backend that the image does not carry, and by itself knows of those alone that the app has packages of.</summary>
public sealed partial class DurableBackendTests
{
    private static readonly Dictionary<string, string> Packages = new()
    {
        ["AzureStorage"] = "Microsoft.Azure.Functions.Worker.Extensions.DurableTask",
        ["MSSQL"] = "Microsoft.Azure.Functions.Worker.Extensions.DurableTask.SqlServer",
        ["DurableTaskScheduler"] = "Microsoft.Azure.Functions.Worker.Extensions.DurableTask.AzureManaged",
    };

    [Theory]
    [InlineData("MSSQL")]
    [InlineData("DurableTaskScheduler")]
    public async Task Snapshot_BackendThatTheImageLacks_IsRefusedByName(string backend)
    {
        using var deployment = new TemporaryDeployment($"param durableBackend = '{backend}'");

        Assert.Contains($"durableBackend {backend}: the image has no package of it", await deployment.RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void Template_BackendsOfTheImage_AreThoseWhosePackagesTheAppHas()
    {
        var app = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "src", "PatchFcn.Functions", "PatchFcn.Functions.csproj"));
        var named = Default().Match(File.ReadAllText(Path.Combine(Bicep.Folder, "main.bicep"))).Groups[1].Value;

        Assert.Equal(
            Packages.Where(backend => app.Contains($"Include=\"{backend.Value}\"", StringComparison.Ordinal)).Select(backend => backend.Key),
            named.Split(", ").Select(backend => backend.Trim('\'')));
    }

    [GeneratedRegex(@"param backendsOfImage DurableBackend\[\] = \[(.*)\]")]
    private static partial Regex Default();
}
