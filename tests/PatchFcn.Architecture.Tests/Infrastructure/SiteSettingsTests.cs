using System.Text.Json;

namespace PatchFcn.Architecture.Tests.Infrastructure;

/// <summary>What a site sets reaches the app (R224), secrets as addresses in a Key Vault and no other way (R225). Variables are read from the expression that makes them: some are known to Azure alone.</summary>
public sealed class SiteSettingsTests
{
    private const string Secret = "https://hospital.vault.azure.net/secrets/webhook";

    [Fact]
    public async Task Snapshot_SettingsOfASite_AreVariablesOfTheAppAndPrevail()
    {
        using var deployment = new TemporaryDeployment("""
            param webhooks = ['https://one.example.org/in', 'https://two.example.org/in']
            param dicomWeb = 'https://archive.example.org/dicomweb'
            param settings = { PatchFcn__BatchSize: '8', PatchFcn__Grid: 'dense' }
            """);
        var (_, variables) = await AppAsync(deployment);

        Assert.Contains("'PatchFcn__Webhooks__0', 'https://one.example.org/in', 'PatchFcn__Webhooks__1', 'https://two.example.org/in'", variables, StringComparison.Ordinal);
        Assert.Contains("'PatchFcn__DicomWeb', 'https://archive.example.org/dicomweb'", variables, StringComparison.Ordinal);
        Assert.Contains("'PatchFcn__BatchSize', '8'", variables, StringComparison.Ordinal);
        Assert.Contains("'PatchFcn__Grid', 'dense'", variables[variables.IndexOf("'PatchFcn__Grid', 'exact'", StringComparison.Ordinal)..], StringComparison.Ordinal); // of a union the last counts
    }

    [Fact]
    public async Task Snapshot_SettingFromTheVault_IsAReferenceThatTheIdentityOfTheAppReads()
    {
        using var deployment = new TemporaryDeployment($$"""
            param settings = { PatchFcn__WebhookSecret: 'in clear' }
            param settingsFromVault = { PatchFcn__WebhookSecret: '{{Secret}}' }
            """);
        var (secrets, variables) = await AppAsync(deployment);
        var secret = Assert.Single(secrets.EnumerateArray());

        Assert.Equal(Secret, secret.GetProperty("keyVaultUrl").GetString());
        Assert.EndsWith(".outputs.app.value.id]", secret.GetProperty("identity").GetString(), StringComparison.Ordinal);
        Assert.Equal("patchfcn-webhooksecret", secret.GetProperty("name").GetString());
        Assert.Contains("createObject('name', 'PatchFcn__WebhookSecret', 'secretRef', 'patchfcn-webhooksecret')", variables, StringComparison.Ordinal);
        Assert.DoesNotContain("in clear", variables, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshot_SecretInPlaceOfItsAddress_IsRefusedByTheNameOfTheSetting()
    {
        using var deployment = new TemporaryDeployment("param settingsFromVault = { PatchFcn__WebhookSecret: 'hunter2' }");
        var refusal = await deployment.RefusalAsync();

        Assert.Contains("settingsFromVault PatchFcn__WebhookSecret: give the address", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal, StringComparison.Ordinal);
    }

    /// <summary>Keys among the secrets of the container app would go with each deployment, which lists its own; a name that a replica makes up would lose them with the replica.</summary>
    [Fact]
    public async Task Snapshot_FunctionKeys_LieWhereNoDeploymentReplacesThem()
    {
        using var deployment = new TemporaryDeployment("");
        var (_, variables) = await AppAsync(deployment);

        Assert.Contains("'AzureWebJobsSecretStorageType', 'blob'", variables, StringComparison.Ordinal);
        Assert.Contains("'AzureFunctionsWebHost__hostid', 'test-app'", variables, StringComparison.Ordinal);
    }

    private static async Task<(JsonElement Secrets, string Variables)> AppAsync(TemporaryDeployment deployment)
    {
        using var snapshot = await deployment.PredictAsync();
        var app = snapshot.RootElement.GetProperty("predictedResources").EnumerateArray()
            .Single(resource => resource.GetProperty("type").ValueEquals("Microsoft.App/containerApps")).GetProperty("properties").Clone();
        return (app.GetProperty("configuration").GetProperty("secrets"), app.GetProperty("template").GetProperty("containers")[0].GetProperty("env").GetString()!);
    }
}
