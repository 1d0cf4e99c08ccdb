using System.Text.Json;
using PatchFcn.Cli.Evaluation;
using PatchFcn.Core.Evaluation;

namespace PatchFcn.Cli.Tests.Evaluation;

/// <summary>R60 to R63, R65.</summary>
public sealed class MetricsBuilderTests
{
    [Fact]
    public void Build_BinaryModel_JudgesEachClassAgainstCasesWithoutBlood()
    {
        var metrics = Made.Metrics(
        [
            Made.Case("a", true, 0.9, "sdh", ml: 12, maker: "GE"), Made.Case("b", true, 0.3, "sdh+edh", ml: 0.5, maker: "GE"),
            Made.Case("c", false, 0.4, maker: "GE"), Made.Case("d", false, 0.1, maker: "SIEMENS", type: "calcification"),
        ]);

        Assert.Equal((0.75, 4, 2), (metrics.Auc!.Value, metrics.N, metrics.Positives));
        Assert.Equal(new Dictionary<string, double?> { ["edh"] = 0.5, ["sdh"] = 0.75 }, metrics.PerClass);
        Assert.Equal((0.5, 1.0), (metrics.SensitivityAtOperatingPoint, metrics.SpecificityAtOperatingPoint));
        Assert.Equal((0.5, 0.3), (metrics.SpecificityAtFullSensitivity, metrics.FullSensitivity!.Value.Threshold));
        Assert.Equal([1, 0, 0, 0, 1, 0], metrics.Breakdown.Sizes.Select(band => band.N));
        Assert.Equal([new(2, 3), new(0, 1)], metrics.Breakdown.Manufacturers.Select(maker => maker.PositiveRate));
        Assert.Equal((0.5, null), (metrics.Breakdown.Manufacturers[0].Auc!.Value, metrics.Breakdown.Manufacturers[1].Auc));
        Assert.Equal(1, Assert.Single(metrics.Breakdown.Types).Auc!.Value);
    }

    /// <summary>As in the paper's table 1, a case with another class counts as negative; one of unknown class says nothing.</summary>
    [Fact]
    public void Build_SeveralClasses_JudgesEachByItsOwnScoreAgainstAllOthers()
    {
        var metrics = Made.Metrics(
            [Made.Case("a", true, 0.9, "sdh"), Made.Case("b", true, 0.8, "edh"), Made.Case("c", true, 0.99), Made.Case("d", false, 0.85)], "sdh", "edh");

        Assert.Equal(new Dictionary<string, double?> { ["sdh"] = 1, ["edh"] = 1 }, metrics.PerClass);
    }

    [Fact]
    public void Build_OneKindOnly_NamesWhatDoesNotExistAndWritesNoNaN()
    {
        foreach (var (cases, reason) in new (JudgedCase[], string)[]
        {
            ([], Undefined.NoCases),
            ([Made.Case("a", true, 0.9, "sdh")], Undefined.NoNegatives),
            ([Made.Case("a", false, 0.9)], Undefined.NoPositives),
        })
        {
            var metrics = Made.Metrics(cases);
            var json = JsonSerializer.Serialize(metrics, EvaluationJson.Indented);

            Assert.Equal((null, reason), (metrics.Auc, metrics.Undefined["auc"]));
            Assert.Equal(MetricsBuilder.NoLabelVolumes, metrics.Undefined["dice"]);
            Assert.DoesNotContain("NaN", json, StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", json, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Build_StudyRefused_IsListedAndInNoFigure()
    {
        var metrics = Made.Metrics([Made.Case("a", true, 0.9), Made.Case("b", true, null), Made.Case("c", false, 0.1)]);

        Assert.Equal([new UnjudgedCase("b", true, "noHeadCtSeries")], metrics.NotAnalyzed);
        Assert.Equal((2, 1, 1.0), (metrics.N, metrics.Positives, metrics.SensitivityAtOperatingPoint));
    }

    [Fact]
    public void Build_LabelVolumes_PoolsPixelsAndAveragesStudies()
    {
        var (half, whole) = (PixelTally.Of([200, 0, 200, 0], [1, 1, 0, 0]), PixelTally.Of([200, 200], [1, 1]));

        var metrics = Made.Metrics([Made.Case("a", true, 0.9, pixels: half), Made.Case("b", true, 0.9, pixels: whole), Made.Case("c", false, 0.1)]);

        Assert.Equal((6 / 8.0, 0.75, 2), (metrics.Dice!.Value, metrics.DiceMeanPositive!.Value, metrics.PixelCases));
    }

    /// <summary>R212: marks on negative studies count, but where no mask of a positive one is known there is nothing to find and no Dice of 0.</summary>
    [Fact]
    public void Build_NegativeStudiesWithMarks_LowerTheDiceAndGiveNoneAlone()
    {
        var (whole, marked) = (PixelTally.Of([200, 200], [1, 1]), PixelTally.Of([200, 200, 0], [0, 0, 0]));
        var negative = Made.Case("b", false, 0.4, pixels: marked);

        Assert.Equal(((double?)(4 / 6.0), 2), Pixels(Made.Metrics([Made.Case("a", true, 0.9, pixels: whole), negative])));
        var unknown = Made.Metrics([Made.Case("a", true, 0.9), negative]);
        Assert.Equal(((double?)null, 1), Pixels(unknown));
        Assert.Equal((MetricsBuilder.NoLabelVolumes, MetricsBuilder.NoLabelVolumes), (unknown.Undefined["dice"], unknown.Undefined["pixelAp"]));

        static (double?, int) Pixels(Metrics metrics) => (metrics.Dice, metrics.PixelCases);
    }

    /// <summary>R211.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void Build_FewPatients_HasNoBootstrapAndNamesWhy(int patients, bool few)
    {
        var metrics = Made.Metrics(Made.Patients(patients));

        Assert.Equal((patients, few, true), (metrics.Patients, metrics.AucBootstrap is null, metrics.AucCi is not null));
        Assert.Equal(few ? MetricsBuilder.FewPatients : null, metrics.Undefined.GetValueOrDefault("bootstrap"));
    }

    [Fact]
    public void Json_Intervals_AreLowAndHigh()
    {
        var metrics = Made.Metrics([.. Enumerable.Range(0, 20).Select(i => Made.Case($"c{i}", i % 2 == 0, i % 3 / 2.0))]);
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(metrics, EvaluationJson.Indented));

        Assert.Equal([metrics.AucCi!.Value.Low, metrics.AucCi.Value.High], json.RootElement.GetProperty("aucCi").EnumerateArray().Select(limit => limit.GetDouble()));
        Assert.Equal(0.5, json.RootElement.GetProperty("operatingPoints").GetProperty("default").GetProperty("threshold").GetDouble());
    }
}
