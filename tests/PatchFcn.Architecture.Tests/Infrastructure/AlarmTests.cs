using System.Text.Json;
using System.Text.RegularExpressions;
using PatchFcn.Testing;

namespace PatchFcn.Architecture.Tests.Infrastructure;

/// <summary>Who is told, and when, that events do not arrive.</summary>
public sealed partial class AlarmTests
{
    /// <summary>R363: Event Grid drops an event after a day of attempts; that is too late to hear of it first.</summary>
    [Fact]
    public async Task Snapshot_TopicOfAlerts_IsWatchedFromTheFirstAttemptThatFails()
    {
        using var deployment = new TemporaryDeployment("");
        using var snapshot = await deployment.PredictAsync();
        var criteria = Alarms(snapshot).Select(alarm => alarm.GetProperty("properties"))
            .Where(alarm => alarm.TryGetProperty("targetResourceType", out var kind) && kind.ValueEquals("Microsoft.EventGrid/topics"))
            .Select(alarm => Assert.Single(alarm.GetProperty("criteria").GetProperty("allOf").EnumerateArray()))
            .ToList();

        Assert.Equal(
            ["DeliveryAttemptFailCount", "DroppedEventCount", "PublishFailCount"],
            criteria.Select(criterion => criterion.GetProperty("metricName").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(criteria, criterion => Assert.Equal(("GreaterThan", 0), (criterion.GetProperty("operator").GetString(), criterion.GetProperty("threshold").GetInt32())));
    }

    /// <summary>R363: an operator who gets a mail finds its name in the document.</summary>
    [Fact]
    public async Task Document_Alarms_AreThoseThatAreMade()
    {
        using var deployment = new TemporaryDeployment("");
        using var snapshot = await deployment.PredictAsync();
        var document = await File.ReadAllTextAsync(Path.Combine(TestData.RepositoryRoot, "docs", "deploy.md"), TestContext.Current.CancellationToken);
        var table = document[document.IndexOf("| alarm |", StringComparison.Ordinal)..document.IndexOf("## Private", StringComparison.Ordinal)];

        Assert.Equal(
            Row().Matches(table).SelectMany(row => Name().Matches(row.Value)).Select(name => $"test-{name.Groups[1].Value}").Order(),
            Alarms(snapshot).Select(alarm => alarm.GetProperty("name").GetString()!).Order());
    }

    private static IEnumerable<JsonElement> Alarms(JsonDocument snapshot) => snapshot.RootElement.GetProperty("predictedResources").EnumerateArray()
        .Where(resource => resource.GetProperty("type").GetString() is "Microsoft.Insights/metricAlerts" or "Microsoft.Insights/scheduledQueryRules");

    /// <summary>The first column.</summary>
    [GeneratedRegex(@"^\| `[^|]+\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([a-z-]+)`")]
    private static partial Regex Name();
}
