using System.Reflection;
using System.Text.Json;
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

    /// <summary>R312: text from somewhere within its subject was looked for as an upload, in whichever container the event was about.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("/blobServices/default/containers/results/blobs/a.zip")]
    [InlineData("/blobServices/default/containers/studies")]
    [InlineData("/blobServices/default/containers/studies/blobs/")]
    [InlineData("/elsewhere/blobServices/default/containers/studies/blobs/a.zip")]
    public void BlobOf_EventOfSomethingElse_IsRefusedWithoutItsText(string subject)
    {
        var problem = Assert.Throws<FormatException>(() => UploadTriggers.BlobOf(new EventGridEvent(subject, "Microsoft.Storage.BlobCreated", "1", new { })));

        Assert.DoesNotContain("a.zip", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>R311: activities run side by side, each perhaps of another study, and a study that was pushed out of memory is read again, whole.</summary>
    [Fact]
    public void StudiesInMemory_ByDefaultAndInTheTemplates_AreAsManyAsActivitiesSideBySide()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "host.json")));
        var template = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "infra", "main.bicep"));

        Assert.Equal(host.RootElement.GetProperty("extensions").GetProperty("durableTask").GetProperty("maxConcurrentActivityFunctions").GetInt32(), new AppOptions().StudiesInMemory);
        Assert.Contains("durableTask__maxConcurrentActivityFunctions: sideBySide ", template, StringComparison.Ordinal);
        Assert.Contains("PatchFcn__StudiesInMemory: sideBySide ", template, StringComparison.Ordinal);
    }

    /// <summary>R313: a receiver that waits for the next heartbeat of a replica would see it die with each deployment.</summary>
    [Fact]
    public void HostName_InContainerApps_IsThatOfTheApp()
    {
        Assert.Equal("patchfcn-app", AppOptions.HostName(Plain(("CONTAINER_APP_NAME", "patchfcn-app"), ("HOSTNAME", "patchfcn-app--4f7k2-6d9"))));
        Assert.Equal(Environment.MachineName, AppOptions.HostName(Plain(("CONTAINER_APP_NAME", ""))));
    }

    [Theory]
    [InlineData("PatchFcnStorage", "UseDevelopmentStorage=true")]
    [InlineData("PatchFcnStorage:blobServiceUri", "https://account.blob.core.windows.net/")]
    public void StorageOf_ConnectionStringOrAddress_IsTaken(string setting, string value) => Assert.Equal(value, AppOptions.StorageOf(Plain((setting, value))));

    /// <summary>R314: the settings were not named, and one with a typing error opened a folder of that name.</summary>
    [Theory]
    [InlineData("Elsewhere", "UseDevelopmentStorage=true", "PatchFcnStorage__blobServiceUri")]
    [InlineData("PatchFcnStorage", "", "PatchFcnStorage__blobServiceUri")]
    [InlineData("PatchFcnStorage", "secret;AccountName=a;AccountKey=c2VjcmV0", "PatchFcnStorage is not a connection string")]
    [InlineData("PatchFcnStorage", "secret", "PatchFcnStorage is not a connection string")]
    [InlineData("PatchFcnStorage", "https://secret.blob.core.windows.net", "PatchFcnStorage is not a connection string")]
    [InlineData("PatchFcnStorage:blobServiceUri", "secret.blob.core.windows.net", "PatchFcnStorage__blobServiceUri must be")]
    [InlineData("PatchFcnStorage:blobServiceUri", "ftp://secret", "PatchFcnStorage__blobServiceUri must be")]
    public void StorageOf_MissingOrNeither_NamesTheSettingWithoutItsValue(string setting, string value, string named)
    {
        var problem = Assert.Throws<InvalidOperationException>(() => AppOptions.StorageOf(Plain((setting, value))));

        Assert.Contains(named, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", problem.Message, StringComparison.Ordinal);
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

    /// <summary>R310: findings were told again after 15 days, that is never, and nobody heard of it; over anything but https no alert would be sent.</summary>
    [Theory]
    [InlineData("EscalateAfter", "15", "15 days")]
    [InlineData("TimeLimit", "1", "1 days")]
    [InlineData("KeepWork", "24", "24 days")]
    [InlineData("KeepHistory", " 7 ", "7")]
    [InlineData("EscalateAfter", "7.00:00:01", "7.00:00:00")]
    [InlineData("TimeLimit", "1.00:00:01", "1.00:00:00")]
    [InlineData("StudiesInMemory", "65", "64")]
    [InlineData("AlertTopic", "http://topic.example.org/api/events", "https://")]
    [InlineData("AlertTopic", "topic.example.org", "https://")]
    public void Settings_OutOfBounds_AreNamedWithTheirBounds(string name, string value, string bound)
    {
        var problem = Assert.Throws<InvalidOperationException>(() => AppOptions.Read(Configuration(("ModelFolder", "models/density-baseline"), (name, value))));

        Assert.Contains("PatchFcn__" + name, problem.Message, StringComparison.Ordinal);
        Assert.Contains(bound, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EscalateAfter", "0")]
    [InlineData("EscalateAfter", "7.00:00:00")]
    [InlineData("TimeLimit", "08:00:00")]
    [InlineData("KeepHistory", "30.00:00:00")]
    [InlineData("StudiesInMemory", "64")]
    public void Settings_WithinBounds_AreRead(string name, string value) =>
        Assert.NotNull(AppOptions.Read(Configuration(("ModelFolder", "models/density-baseline"), (name, value))));

    /// <summary>R193: a misspelled setting would be the default instead.</summary>
    [Fact]
    public void Settings_ThatDoNotExist_AreNamed()
    {
        var problem = Assert.Throws<InvalidOperationException>(() => AppOptions.Read(Configuration(("ModelFolder", "models/density-baseline"), ("Deidentifiy", "true"))));

        Assert.Contains("Deidentifiy", problem.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Plain(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(it => KeyValuePair.Create(it.Name, (string?)it.Value))).Build();

    private static IConfiguration Configuration(params (string Name, string Value)[] settings) =>
        Plain([.. settings.Select(it => ($"PatchFcn:{it.Name}", it.Value))]);
}
