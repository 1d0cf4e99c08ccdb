// What a day costs, and what it needs. The formulas are explained in cost-model.md, the parameters stand in cost-model.json.
// Run `dotnet run infra/cost-model.cs infra/cost-model.json` and put what it prints into cost-model.md: a test compares them.
using System.Globalization;
using System.Text.Json;

#if !COST_MODEL_LINKED
Console.WriteLine(CostModel.Tables(File.ReadAllText(args[0])));
#endif

/// <summary>One day of studies: work, transactions, history, money.</summary>
internal sealed class CostModel(JsonElement parameters, double studies)
{
    private const double SecondsOfDay = 86_400;
    private const double DaysOfMonth = 30;

    private static readonly double[] StudiesADay = [1e2, 1e4, 1e6];

    private static readonly (string Name, Func<CostModel, double> Value)[] Work =
    [
        ("patches", day => day.Studies * day.PatchesOfStudy),
        ("**GPU seconds**", day => day.Studies * day.GpuSecondsOfStudy),
        ("replicas busy, mean", day => day.BusyReplicas),
        ("replicas at the peak", day => day.PeakReplicas),
        ("activities", day => day.Studies * day.Activities),
        ("**history**, KiB a study", day => day.HistoryBytes / 1024),
        ("rows of history a study", day => day.HistoryRows),
        ("history kept, GiB", day => day.Studies * day.HistoryBytes * day["durable", "keptDays"] / Math.Pow(1024, 3)),
        ("**queue operations**", day => day.QueueOperations),
        ("table operations", day => day.TableOperations),
        ("blob writes", day => day.BlobWrites),
        ("blob reads", day => day.BlobReads),
        ("blobs a sweep lists", day => day.BlobsOfSweep),
        ("**seconds of a sweep**, every 300", day => day.SecondsOfSweep),
        ("listings by sweeps", day => day.Listings),
        ("stored in the end, GiB", day => day.StoredGib),
        ("storage operations a second, peak", day => day.PeakOperations),
        ("**deployments** side by side", day => day.Deployments),
    ];

    private static readonly (string Name, Func<CostModel, double> Value)[] Money =
    [
        ("GPU", day => day.PaidReplicaSeconds * day["prices", "gpuSecond"]),
        ("processor and memory", day => day.PaidReplicaSeconds * (day.ReplicaSecond - day["prices", "gpuSecond"])),
        ("queues and tables", day => day.QueueOperations / 1e4 * day["prices", "queueOperationsPer10000"]
            + day.TableOperations / 1e4 * day["prices", "tableOperationsPer10000"]),
        ("blob operations", day => day.BlobWrites / 1e4 * day["prices", "blobWritesPer10000"] + day.BlobReads / 1e4 * day["prices", "blobReadsPer10000"]),
        ("listings by sweeps", day => day.Listings / 1e4 * day["prices", "blobWritesPer10000"]),
        ("stored data", day => day.StoredGib * day["prices", "storageGibMonth"] / DaysOfMonth),
        ("events and logs", day => day.Studies * (day["study", "events"] * day["prices", "eventsPerMillion"] / 1e6
            + day["study", "logKib"] / Math.Pow(1024, 2) * day["prices", "logGib"])),
    ];

    private double Studies { get; } = studies;

    private double this[string group, string name] => parameters.GetProperty(group).GetProperty(name).GetDouble();

    private double PatchesOfStudy => this["study", "slices"] * this["study", "patchesPerSlice"];

    private double GpuSecondsOfStudy =>
        PatchesOfStudy * this["network", "gflopPerPatch"] / (this["network", "gpuTeraflops"] * 1e3 * this["network", "gpuEfficiency"]);

    private double BusySecondsOfStudy => GpuSecondsOfStudy + this["study", "cpuSecondsBesideNetwork"] / this["capacity", "vcpuPerReplica"];

    private double BusyReplicas => Studies * BusySecondsOfStudy / SecondsOfDay;

    private double Replicas => Math.Max(this["capacity", "minReplicas"], BusyReplicas / this["capacity", "utilisation"]);

    private double PeakReplicas => Math.Ceiling(Math.Max(Replicas, BusyReplicas * this["capacity", "peakOverMean"] / this["capacity", "utilisation"]));

    private double PaidReplicaSeconds => Replicas * SecondsOfDay;

    private double ReplicaSecond => this["prices", "gpuSecond"]
        + this["capacity", "vcpuPerReplica"] * this["prices", "vcpuSecond"]
        + this["capacity", "gibPerReplica"] * this["prices", "memoryGibSecond"];

    private double Slabs => Math.Ceiling(this["study", "slices"] / this["study", "slabSlices"]);

    /// <summary>Ingest, slabs, join, slices, aggregate, formats, seal, alerts, finish.</summary>
    private double Activities => 1 + Slabs + 1 + this["study", "slices"] + 1 + this["study", "resultFormats"] + 1 + this["study", "alerts"] + 1;

    /// <summary>At worst the orchestrator wakes for each activity that ends.</summary>
    private double Episodes => Activities + 1;

    private double HistoryRows => Activities * this["durable", "historyRowsPerActivity"];

    private double HistoryBytes => HistoryRows * this["durable", "historyBytesPerRow"];

    private double QueueOperations => Studies * Activities * this["durable", "queueOperationsPerActivity"]
        + (this["durable", "controlQueues"] + Replicas * this["durable", "queuesPerReplica"]) * this["durable", "pollsPerSecond"] * SecondsOfDay;

    private double TableOperations => Studies * Episodes * this["durable", "tableOperationsPerEpisode"];

    /// <summary>Upload, slabs, stripped volume, scores, labels, probabilities, report, result files.</summary>
    private double BlobWrites => Studies * (1 + Slabs + 1 + this["study", "slices"] + 3 + this["study", "resultFiles"]);

    private double BlobReads => Studies * (this["study", "slices"] * this["study", "blobReadsPerSlice"] + this["study", "blobReadsBeside"]);

    /// <summary>Every upload that is kept, each a zip, and the mark of every one whose results are kept.</summary>
    private double BlobsOfSweep => Studies * (this["capacity", "studyDays"] + this["capacity", "resultDays"]);

    private double ListingsOfSweep => Math.Ceiling(BlobsOfSweep / this["sweep", "blobsPerListing"]);

    private double SecondsOfSweep => ListingsOfSweep * this["sweep", "secondsPerListing"];

    /// <summary>No sweep begins before the last has ended.</summary>
    private double Listings => ListingsOfSweep * Math.Min(this["sweep", "sweepsADay"], SecondsOfDay / SecondsOfSweep);

    private double StoredGib => Studies / 1024 * (this["study", "uploadMib"] * this["capacity", "studyDays"]
        + this["study", "workMib"] * this["capacity", "workDays"] + this["study", "resultMib"] * this["capacity", "resultDays"]);

    private double PeakOperations =>
        (QueueOperations + TableOperations + BlobWrites + BlobReads + Listings) / SecondsOfDay * this["capacity", "peakOverMean"];

    /// <summary>As many as the busiest storage account and its one work-item queue ask for.</summary>
    private double Deployments => Math.Ceiling(Math.Max(
        PeakOperations / this["capacity", "storageOperationsPerSecond"],
        Studies * Activities / SecondsOfDay * this["capacity", "peakOverMean"] / this["capacity", "queueMessagesPerSecond"]));

    /// <summary>Both tables as Markdown.</summary>
    /// <param name="json">The parameters.</param>
    public static string Tables(string json)
    {
        using var document = JsonDocument.Parse(json);
        var days = Array.ConvertAll(StudiesADay, studies => new CostModel(document.RootElement, studies));
        var currency = document.RootElement.GetProperty("prices").GetProperty("currency").GetString();
        string[] lines =
        [
            Line("studies a day", days, day => day.Studies), "|---|---:|---:|---:|",
            .. Work.Select(row => Line(row.Name, days, row.Value)),
            .. Money.Select(row => Line($"{row.Name}, {currency}", days, row.Value)),
            Line($"**a day**, {currency}", days, day => Money.Sum(row => row.Value(day))),
            Line($"a study, {currency}", days, day => Money.Sum(row => row.Value(day)) / day.Studies),
            "", .. days[0].WarmOrCold(currency!),
        ];
        return string.Join('\n', lines);
    }

    private string[] WarmOrCold(string currency)
    {
        var coldSeconds = this["capacity", "coldStartSeconds"] + this["capacity", "cooldownSeconds"];
        return
        [
            "| one GPU replica | |", "|---|---:|",
            $"| warm, {currency} a day | {Text(ReplicaSecond * SecondsOfDay)} |",
            $"| warm, {currency} a month | {Text(ReplicaSecond * SecondsOfDay * DaysOfMonth)} |",
            $"| a cold start and its cool-down, {currency} | {Text(ReplicaSecond * coldSeconds)} |",
            $"| seconds a finding waits for a cold start | {Text(this["capacity", "coldStartSeconds"])} |",
            $"| cold starts a day that cost as much as staying warm | {Text(SecondsOfDay / coldSeconds)} |",
        ];
    }

    private static string Line(string name, CostModel[] days, Func<CostModel, double> value) =>
        $"| {name} | {string.Join(" | ", days.Select(day => Text(value(day))))} |";

    private static string Text(double value) =>
        value.ToString(value switch { >= 100 => "#,0", >= 1 => "0.0", >= 0.01 => "0.000", _ => "0.00000" }, CultureInfo.InvariantCulture);
}
