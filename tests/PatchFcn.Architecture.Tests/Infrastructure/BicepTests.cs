using System.Text.Json;
using System.Text.RegularExpressions;

namespace PatchFcn.Architecture.Tests.Infrastructure;

/// <summary>The templates build and lint without a word (requirement R68), give no more than they must (R69), and never let work lie (R70).</summary>
public sealed partial class BicepTests
{
    private static readonly Lazy<Task<(int ExitCode, string Template, string Diagnostics)>> Main =
        new(() => Bicep.RunAsync("build", "main.bicep", "--stdout", "--no-restore"));

    public static TheoryData<string> EntryPoints => ["main.bicep", "registry.bicep"];

    public static TheoryData<string> Parameters => [.. Directory.EnumerateFiles(Bicep.Folder, "*.bicepparam").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(EntryPoints))]
    public async Task Lint_EveryTemplate_SaysNothing(string template)
    {
        var (exitCode, output, diagnostics) = await Bicep.RunAsync("lint", template, "--no-restore");

        Assert.Equal("", output + diagnostics);
        Assert.Equal(0, exitCode);
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public async Task BuildParameters_EveryDeployment_SaysNothing(string parameters)
    {
        var (exitCode, output, diagnostics) = await Bicep.RunAsync("build-params", parameters, "--stdout", "--no-restore");

        Assert.Equal("", diagnostics);
        Assert.Equal(0, exitCode);
        Assert.NotEqual("", output);
    }

    [Fact]
    public void Modules_Every_IsReachedFromAnEntryPoint()
    {
        var templates = Directory.GetFiles(Bicep.Folder, "*.bicep", SearchOption.AllDirectories);
        var text = string.Concat(templates.Select(File.ReadAllText));

        Assert.DoesNotContain(
            templates.Select(path => Path.GetFileName(path)),
            name => EntryPoints.All(entry => entry.Data != name) && !text.Contains($"{name}'", StringComparison.Ordinal));
        Assert.DoesNotContain("'br", text); // no module of a registry
        Assert.DoesNotContain("'ts:", text); // nor a template spec
    }

    [Fact]
    public async Task Build_Main_HasNoSharedKeys()
    {
        var (_, template, diagnostics) = await Main.Value;
        Assert.Equal("", diagnostics);
        using var document = JsonDocument.Parse(template);
        var accounts = Objects(document.RootElement)
            .Where(item => Has(item, "type", "Microsoft.Storage/storageAccounts") && !item.TryGetProperty("existing", out _))
            .ToArray();

        Assert.NotEmpty(accounts);
        Assert.All(accounts, account => Assert.False(account.GetProperty("properties").GetProperty("allowSharedKeyAccess").GetBoolean()));
        Assert.DoesNotContain("listKeys(", template, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Build_Main_GivesOnlyRolesThatTheDocumentExplains()
    {
        var (_, template, _) = await Main.Value;
        var document = await File.ReadAllTextAsync(Path.Combine(Bicep.Folder, "..", "docs", "deploy.md"), TestContext.Current.CancellationToken);
        var assignments = template.Split('\n').Where(line => line.Contains("\"roleDefinitionId\"")).ToArray();

        Assert.NotEmpty(assignments);
        Assert.All(assignments, line => Assert.Matches(NamedRole(), line));
        Assert.All(assignments.SelectMany(line => NamedRole().Matches(line)), role => Assert.Contains($"`{role.Groups[1].Value}`", document));
    }

    [Theory]
    [InlineData("AzureStorage", 1)]
    [InlineData("DurableTaskScheduler", 1)]
    [InlineData("MSSQL", 0)]
    public async Task Snapshot_NoReplicasAskedFor_OnlyMssqlGoesToZero(string backend, int expected)
    {
        using var deployment = new TemporaryDeployment($"param durableBackend = '{backend}'\nparam backendsOfImage = ['{backend}']\nparam minReplicas = 0");
        using var snapshot = await deployment.PredictAsync();
        var app = Objects(snapshot.RootElement).Single(item => Has(item, "kind", "functionapp"));

        Assert.Equal(expected, app.GetProperty("properties").GetProperty("template").GetProperty("scale").GetProperty("minReplicas").GetInt32());
    }

    /// <summary>R166: an audit log that expires looks as if somebody had cut it. R194: what is kept of a patient expires with the results.</summary>
    [Fact]
    public async Task Snapshot_WhatExpires_IsAllOfPatientsButNeitherTheAuditLogNorTheirKey()
    {
        using var deployment = new TemporaryDeployment("");
        using var snapshot = await deployment.PredictAsync();
        var prefixes = Objects(snapshot.RootElement).Where(item => item.TryGetProperty("prefixMatch", out _))
            .Select(item => item.GetProperty("prefixMatch").EnumerateArray().Select(prefix => prefix.GetString()!).ToList()).ToList();
        bool Expires(string blob) => prefixes.Any(rule => rule.Any(prefix => blob.StartsWith(prefix, StringComparison.Ordinal)));

        Assert.All(prefixes, rule => Assert.InRange(rule.Count, 1, 10));
        var hashes = "0123456789abcdef".Select(digit => $"{digit}f/1e").ToList();
        Assert.All(["studies/a.zip", "work/9f/brain", "results/_uploads/1.json", .. hashes.Select(hash => $"results/{hash}/report.json"), .. hashes.Select(hash => $"results/.patients/{hash}.json")],
            blob => Assert.True(Expires(blob), blob));
        Assert.All(["results/_audit/000000000001.json", "results/_audit-head.json", "results/.patients/key", "results/_selftests/1e.json"], blob => Assert.False(Expires(blob), blob));
    }

    [GeneratedRegex(@"variables\('roles'\)\.(\w+)")]
    private static partial Regex NamedRole();

    private static bool Has(JsonElement item, string name, string value) =>
        item.TryGetProperty(name, out var property) && property.ValueKind == JsonValueKind.String && property.ValueEquals(value);

    private static IEnumerable<JsonElement> Objects(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Objects(property.Value)).Prepend(element),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Objects),
        _ => [],
    };
}
