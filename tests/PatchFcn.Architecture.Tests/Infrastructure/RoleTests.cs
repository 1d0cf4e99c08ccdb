using System.Text.Json;
using System.Text.RegularExpressions;

namespace PatchFcn.Architecture.Tests.Infrastructure;

/// <summary>R69: the templates give whom the table of <c>docs/deploy.md</c> names the roles that stand there, on what stands there; no more and no less.</summary>
public sealed partial class RoleTests
{
    [Fact]
    public async Task Snapshot_RoleAssignments_AreTheRowsOfTheDocument()
    {
        var made = new List<Grant>();
        const string image = "\nparam backendsOfImage = ['MSSQL', 'DurableTaskScheduler']";
        foreach (var parameters in new[] { $"param durableBackend = 'DurableTaskScheduler'{image}", $"param durableBackend = 'MSSQL'{image}\nparam privateNetwork = true\nparam eventDelivery = 'queue'" })
        {
            using var deployment = new TemporaryDeployment(parameters);
            using var snapshot = await deployment.PredictAsync();
            made.AddRange(snapshot.RootElement.GetProperty("predictedResources").EnumerateArray()
                .Where(resource => resource.GetProperty("type").GetString() == "Microsoft.Authorization/roleAssignments").Select(Made));
        }

        Assert.Equal(Documented().Order(), made.Distinct().Order());
    }

    private static Grant Made(JsonElement assignment)
    {
        var properties = assignment.GetProperty("properties");
        var scope = Scope().Match(assignment.GetProperty("id").GetString()!);
        Assert.True(scope.Success);
        var (account, name) = (scope.Groups["kind"].Value, scope.Groups["name"].Value);
        var place = scope.Groups["type"].Value switch
        {
            "Microsoft.Storage/storageAccounts" => $"{account} account",
            "Microsoft.Storage/storageAccounts/blobServices/containers" => $"container {name} of the {account} account",
            "Microsoft.Storage/storageAccounts/queueServices/queues" => $"queue {name} of the {account} account",
            "Microsoft.EventGrid/topics" => "alerts topic",
            "Microsoft.Insights/components" => "Application Insights",
            "Microsoft.ContainerRegistry/registries" => "registry",
            "Microsoft.DurableTask/schedulers/taskHubs" => "task hub",
            "Microsoft.KeyVault/vaults" => "vault",
            var other => other,
        };
        var who = properties.GetProperty("principalId").GetString()!;
        return new(
            who.Contains(".outputs.app.value.principalId", StringComparison.Ordinal) ? "the app" : who.Contains("'test-uploads'", StringComparison.Ordinal) ? "topic of uploads" : who,
            RoleNames[RoleId().Match(properties.GetProperty("roleDefinitionId").GetString()!).Groups[1].Value],
            place);
    }

    /// <summary>A row may name several roles or several containers.</summary>
    private static IEnumerable<Grant> Documented() =>
        from row in Row().Matches(File.ReadAllText(Path.Combine(Bicep.Folder, "..", "docs", "deploy.md")))
        from role in Quoted().Matches(row.Groups["roles"].Value)
        from place in Places(row.Groups["place"].Value)
        select new Grant(row.Groups["who"].Value, role.Groups[1].Value, place);

    private static IEnumerable<string> Places(string text) => Quoted().Matches(text) is { Count: > 0 } names
        ? names.Select(name => Regex.Replace(text.Replace("containers", "container", StringComparison.Ordinal), "`.*`", name.Groups[1].Value))
        : [text];

    private static Dictionary<string, string> RoleNames { get; } =
        NamedRole().Matches(File.ReadAllText(Path.Combine(Bicep.Folder, "types.bicep"))).ToDictionary(role => role.Groups[2].Value, role => role.Groups[1].Value);

    [GeneratedRegex(@"^\| (?<who>[^|]+) \| (?<roles>`Acr[^|]+|`[A-Z][A-Za-z]+(Owner|Contributor|Sender|Publisher|User)`[^|]*) \| (?<place>[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^  (\w+): '([0-9a-f-]{36})'", RegexOptions.Multiline)]
    private static partial Regex NamedRole();

    [GeneratedRegex("'([0-9a-f-]{36})'")]
    private static partial Regex RoleId();

    /// <summary>What a role is given on stands first in the identity of an assignment: type, then names; the kind of a storage account is part of its name.</summary>
    [GeneratedRegex(@"^\[if\(equals\(resourceId\(subscription\(\)\.subscriptionId, resourceGroup\(\)\.name, '(?<type>[^']+)', (?:take\(format\('[^']*', 'test', '(?<kind>\w+)'.*?\), 24\))?(?:, )?(?:'[^']+', )*(?:'(?<name>[^']+)')?\), '/'\)")]
    private static partial Regex Scope();

    private sealed record Grant(string Who, string Role, string Place) : IComparable<Grant>
    {
        public int CompareTo(Grant? other) => string.CompareOrdinal(ToString(), other?.ToString());
    }
}
