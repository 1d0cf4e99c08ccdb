using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PatchFcn.Testing;

namespace PatchFcn.Architecture.Tests.Infrastructure;

/// <summary>The cost model says what its formulas give (requirement R71), and these give what was measured (R227).</summary>
public sealed partial class CostModelTests
{
    private static string Parameters => Read("infra", "cost-model.json");

    [Fact]
    public void CostModel_Document_HoldsTheTablesOfItsParameters()
    {
        var tables = CostModel.Tables(Parameters);

        Assert.True(Read("infra", "cost-model.md").Contains(tables, StringComparison.Ordinal), $"Put these into infra/cost-model.md:\n\n{tables}");
    }

    [Fact]
    public void CostModel_MeasuredStudy_HasTheHistoryThatWasMeasured()
    {
        var measured = Measured().Match(Read("docs", "azure-check.md"));
        double Of(string group) => double.Parse(measured.Groups[group].Value, CultureInfo.InvariantCulture);
        var tables = WithSlices(Of("slices"));

        Assert.Equal(Of("activities"), Row(tables, "activities") / 100); // of a hundred studies
        Assert.Equal(Of("rows"), Row(tables, "rows of history a study"));
        Assert.Equal(Of("kib"), Row(tables, "**history**, KiB a study"));
        Assert.Equal(Of("slice"), (Row(WithSlices(Of("slices") + 10), "**history**, KiB a study") - Of("kib")) / 10, tolerance: 0.1);
    }

    [Theory]
    [InlineData("slabSlices", @"SlabSlices = (\d+)", "Steps", "IngestStep.cs")]
    [InlineData("resultFormats", @"FormatsOfAnalysis =\s*\[(?:\s*(ResultFormat)\.\w+,)+\s*\]", "StudyRun.cs")]
    public void CostModel_StepsOfAStudy_AreThoseOfTheWorkflow(string parameter, string pattern, params string[] file)
    {
        var written = Regex.Match(Read(["src", "PatchFcn.Workflow", .. file]), pattern).Groups[1];
        var expected = int.TryParse(written.Value, out var number) ? number : written.Captures.Count;

        Assert.Equal(expected, (int)JsonNode.Parse(Parameters)!["study"]![parameter]!);
    }

    private static string WithSlices(double slices)
    {
        var parameters = JsonNode.Parse(Parameters)!;
        parameters["study"]!["slices"] = slices;
        return CostModel.Tables(parameters.ToJsonString());
    }

    /// <summary>The first column, a hundred studies a day.</summary>
    private static double Row(string tables, string name) =>
        double.Parse(tables.Split('\n').First(line => line.StartsWith($"| {name} |", StringComparison.Ordinal)).Split('|')[2], CultureInfo.InvariantCulture);

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([TestData.RepositoryRoot, .. path]));

    [GeneratedRegex(@"(?<slices>\d+) slices: (?<activities>\d+) activities, (?<rows>\d+) rows, (?<kib>\d+) KiB.*A slice adds (?<slice>[\d.]+) KiB")]
    private static partial Regex Measured();
}
