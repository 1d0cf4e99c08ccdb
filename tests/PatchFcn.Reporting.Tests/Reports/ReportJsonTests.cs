using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PatchFcn.Core.Aggregation;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Reporting.Tests.Reports;

/// <summary>R30: the members of <c>report.json</c>.</summary>
public sealed class ReportJsonTests
{
    private const JsonValueKind Text = JsonValueKind.String, Number = JsonValueKind.Number, List = JsonValueKind.Array, Object = JsonValueKind.Object;

    /// <summary>The members that outside tools rely on: path → kind of value in an analysed report.</summary>
    private static readonly Dictionary<string, JsonValueKind> Contract = new()
    {
        ["schemaVersion"] = Text,
        ["status"] = Text,
        ["reason"] = JsonValueKind.Null,
        ["study.instanceUid"] = Text,
        ["study.seriesInstanceUid"] = Text,
        ["study.sliceCount"] = Number,
        ["study.rows"] = Number,
        ["study.columns"] = Number,
        ["study.spacing.row"] = Number,
        ["study.spacing.column"] = Number,
        ["study.spacing.slice"] = Number,
        ["study.gantryTilt"] = Number,
        ["model.name"] = Text,
        ["model.version"] = Text,
        ["model.sha256"] = Text,
        ["model.intendedUse"] = Text,
        ["grid"] = Text,
        ["device"] = Text,
        ["brainVolumeMl"] = Number,
        ["score"] = Number,
        ["operatingPoint.name"] = Text,
        ["operatingPoint.threshold"] = Number,
        ["positive"] = JsonValueKind.True,
        ["volumeMl"] = Number,
        ["classes"] = List,
        ["classes.0.name"] = Text,
        ["classes.0.score"] = Number,
        ["classes.0.volumeMl"] = Number,
        ["findings"] = List,
        ["findings.0.id"] = Text,
        ["findings.0.class"] = Text,
        ["findings.0.score"] = Number,
        ["findings.0.volumeMl"] = Number,
        ["findings.0.centroidMm.2"] = Number,
        ["findings.0.laterality"] = Text,
        ["findings.0.slices.first"] = Number,
        ["findings.0.slices.last"] = Number,
        ["findings.0.longestDiameterMm"] = Number,
        ["findings.0.thicknessMm"] = Number,
        ["findings.1.thicknessMm"] = JsonValueKind.Null,
        ["findings.0.abc2Ml"] = JsonValueKind.Null,
        ["findings.1.abc2Ml"] = Number,
        ["findings.0.reasonTags"] = List,
        ["findings.0.topPatch"] = Object,
        ["unlisted.count"] = Number,
        ["unlisted.volumeMl"] = Number,
        ["slices.0.index"] = Number,
        ["slices.0.instanceUid"] = Text,
        ["slices.0.position"] = Number,
        ["slices.0.score"] = Number,
        ["slices.0.areaMm2"] = Number,
        ["slices.0.patches"] = Number,
        ["slices.0.used"] = JsonValueKind.True,
        ["ledger.0.file"] = Text,
        ["ledger.0.used"] = JsonValueKind.True,
        ["ledger.0.reason"] = Text,
        ["warnings"] = List,
        ["timings.ingest"] = Number,
    };

    [Fact]
    public async Task WriteAsync_Analyzed_HoldsEveryMemberOfTheContract()
    {
        var root = JsonNode.Parse(await Write(SampleReports.Analyzed()))!;

        Assert.Equal("analyzed", (string?)root["status"]);
        Assert.All(Contract, member => Assert.Equal(member.Value, KindAt(root, member.Key)));
    }

    [Theory]
    [InlineData(Laterality.Left, "left")]
    [InlineData(Laterality.Right, "right")]
    [InlineData(Laterality.Midline, "midline")]
    public async Task WriteAsync_SideOfAFinding_IsItsNameInLowerCase(Laterality side, string name)
    {
        var report = SampleReports.Analyzed();

        var root = JsonNode.Parse(await Write(report with { Findings = [report.Findings![0] with { Laterality = side }] }))!;

        Assert.Equal(name, (string?)root["findings"]![0]!["laterality"]);
    }

    [Fact]
    public async Task WriteAsync_NotAnalyzed_MeasurementsAreNullAndNoMemberIsMissing()
    {
        var root = JsonNode.Parse(await Write(SampleReports.NotAnalyzed()))!.AsObject();

        Assert.Equal("notAnalyzed", (string?)root["status"]);
        Assert.Equal(JsonValueKind.String, KindAt(root, "reason"));
        foreach (var name in new[] { "brainVolumeMl", "score", "positive", "volumeMl", "classes", "findings", "unlisted" })
            Assert.Equal(JsonValueKind.Null, KindAt(root, name));
        foreach (var name in Contract.Keys.Select(path => path.Split('.')[0]).Distinct())
            Assert.True(root.ContainsKey(name), name);
        foreach (var name in new[] { "instanceUid", "seriesInstanceUid", "sliceCount", "rows", "columns", "spacing", "gantryTilt" })
            Assert.True(root["study"]!.AsObject().ContainsKey(name), name);
    }

    [Fact]
    public async Task ReadAsync_WhatWasWritten_WritesTheSameBytesAgain()
    {
        foreach (var report in new[] { SampleReports.Analyzed(), SampleReports.NothingFound(), SampleReports.NotAnalyzed() })
        {
            var written = await Write(report);
            var read = await ReportJson.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(written)), TestContext.Current.CancellationToken);

            Assert.Equal(written, await Write(read));
        }
    }

    [Fact]
    public async Task ReadAsync_MemberOfALaterVersion_IsIgnored()
    {
        var later = (await Write(SampleReports.Analyzed())).Replace("\"grid\"", "\"later\": [1], \"grid\"", StringComparison.Ordinal);

        var read = await ReportJson.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(later)), TestContext.Current.CancellationToken);

        Assert.Equal(0.97, read.Score);
    }

    /// <summary>R258: results of earlier versions, which do not say how much is not listed, are still compared and delivered.</summary>
    [Fact]
    public async Task ReadAsync_ReportOfAnEarlierVersion_HasNoCountOfSpecks()
    {
        var root = JsonNode.Parse(await Write(SampleReports.Analyzed()))!.AsObject();
        root.Remove("unlisted");

        var read = await ReportJson.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(root.ToJsonString())), TestContext.Current.CancellationToken);

        Assert.Null(read.Unlisted);
    }

    [Fact]
    public async Task ReadAsync_MemberMissing_Throws()
    {
        var root = JsonNode.Parse(await Write(SampleReports.Analyzed()))!.AsObject();
        root.Remove("positive");

        await Assert.ThrowsAsync<JsonException>(() =>
            ReportJson.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(root.ToJsonString())), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task WriteAsync_NumberThatIsNone_Throws(double number) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Write(SampleReports.Analyzed() with { VolumeMl = number }));

    private static async Task<string> Write(StudyReport report)
    {
        using var stream = new MemoryStream();
        await ReportJson.WriteAsync(report, stream, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The kind of value at a path of member names and list indices; undefined where there is no such member.</summary>
    private static JsonValueKind KindAt(JsonNode root, string path)
    {
        var element = JsonSerializer.SerializeToElement(root);
        foreach (var step in path.Split('.'))
        {
            if (element.ValueKind == JsonValueKind.Array)
                element = element[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)];
            else if (!element.TryGetProperty(step, out element))
                return JsonValueKind.Undefined;
        }
        return element.ValueKind;
    }
}
