using System.Reflection;
using Azure.Messaging.EventGrid;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using PatchFcn.Testing;
using PatchFcn.Workflow;

namespace PatchFcn.Functions.Tests;

/// <summary>The functions of the app and its settings: what the templates in <c>infra</c>, the host and the workflow know by name.</summary>
public sealed class FunctionTableTests
{
    private static IReadOnlyList<string> Functions { get; } =
        [.. typeof(AnalyzeStudy).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>()];

    [Fact]
    public void Functions_EveryStep_HasItsActivity() =>
        Assert.Empty(typeof(StudySteps).GetProperties().Select(step => step.Name).Except(Functions));

    [Theory]
    [InlineData("StudyUploaded")]
    [InlineData("StudyPolled")]
    [InlineData("StudyQueued")]
    public void Functions_ThatStartAStudy_AreThoseTheTemplatesDisable(string function)
    {
        Assert.Contains(function, Functions);
        Assert.Contains($"'AzureWebJobs.{function}.Disabled'", File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "infra", "main.bicep")), StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_Heartbeat_IsTheOneTheAlarmListensFor()
    {
        Assert.Contains("Heartbeat", Functions);
        Assert.Contains("name == \"Heartbeat\"", File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "infra", "modules", "alarms.bicep")), StringComparison.Ordinal);
    }

    [Fact]
    public void BlobOf_EventOfAnUpload_IsItsName()
    {
        var created = new EventGridEvent("/blobServices/default/containers/studies/blobs/2026/Müller, Anna.zip", "Microsoft.Storage.BlobCreated", "1", new { });

        Assert.Equal("2026/Müller, Anna.zip", UploadTriggers.BlobOf(created));
    }

    [Fact]
    public void Settings_AsTheTemplatesGiveThem_AreRead()
    {
        var options = AppOptions.Read(Configuration(("ModelFolder", "models/density-baseline"), ("Grid", "exact"), ("Device", "cpu"), ("AlertTopic", "https://topic.example.org/api/events")));

        Assert.Equal("topic.example.org", options.AlertTopic!.Host);
    }

    [Fact]
    public void Settings_ThatAreWrong_AreAllNamed()
    {
        var problem = Assert.Throws<InvalidOperationException>(
            () => AppOptions.Read(Configuration(("ModelFolder", "models/none"), ("StudiesInMemory", "0"), ("Webhooks:0", "file:///etc"), ("BatchSize", "0"), ("DicomWeb", "ftp://pacs"))));

        Assert.All(["DicomWeb", "ModelFolder", "StudiesInMemory", "Webhooks", "BatchSize"], name => Assert.Contains(name, problem.Message, StringComparison.Ordinal));
    }

    /// <summary>R248: an hourly purge with a short age would delete what runs still need.</summary>
    [Theory]
    [InlineData("KeepWork", "00:30:00")]
    [InlineData("KeepHistory", "-1.00:00:00")]
    [InlineData("EscalateAfter", "-00:15:00")]
    [InlineData("StudiesAtOnce", "0")]
    public void Settings_TimesAndCountsThatLoseSomething_AreNamed(string name, string value)
    {
        var problem = Assert.Throws<InvalidOperationException>(() => AppOptions.Read(Configuration(("ModelFolder", "models/density-baseline"), (name, value))));

        Assert.Contains("PatchFcn__" + name, problem.Message, StringComparison.Ordinal);
    }

    /// <summary>R193: a misspelled setting would be the default instead.</summary>
    [Fact]
    public void Settings_ThatDoNotExist_AreNamed()
    {
        var problem = Assert.Throws<InvalidOperationException>(() => AppOptions.Read(Configuration(("ModelFolder", "models/density-baseline"), ("Deidentifiy", "true"))));

        Assert.Contains("Deidentifiy", problem.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Configuration(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(it => KeyValuePair.Create($"PatchFcn:{it.Name}", (string?)it.Value))).Build();
}
