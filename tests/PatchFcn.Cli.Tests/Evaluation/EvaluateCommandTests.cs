using System.Globalization;
using System.Text.Json;
using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;

namespace PatchFcn.Cli.Tests.Evaluation;

/// <summary>R65, R66, R212: the command from outside.</summary>
public sealed class EvaluateCommandTests(AnalyzedPhantom phantom) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Evaluate_PhantomsAndARefusedStudy_JudgesListsAndContinues()
    {
        WriteSet();

        var first = await EvaluateAsync();
        var metrics = await File.ReadAllBytesAsync(Path.Combine(_folder, "out", "metrics.json"), TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(_folder, "out", "cases", "bleed.png"));
        var second = await EvaluateAsync("--quiet");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains("case 3 of 3", first.Error, StringComparison.Ordinal);
        Assert.EndsWith("evaluation.md", first.Output.Trim(), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(metrics);
        var root = json.RootElement;
        Assert.Equal((2, 1, 1), (root.GetProperty("n").GetInt32(), root.GetProperty("positives").GetInt32(), root.GetProperty("auc").GetDouble()));
        // R212: the case without blood needs no label volume to count.
        Assert.Equal(2, root.GetProperty("pixelCases").GetInt32());
        Assert.InRange(root.GetProperty("dice").GetDouble(), 0.3, 1);
        Assert.Equal("broken", root.GetProperty("notAnalyzed")[0].GetProperty("case").GetString());
        Assert.True(File.Exists(Path.Combine(_folder, "out", "figures", "roc.png")));
        Assert.True(File.Exists(Path.Combine(_folder, "out", "tables", "cases.csv")));

        // Nothing was analysed again: the picture is not back, and the figures are the same bytes.
        Assert.False(File.Exists(Path.Combine(_folder, "out", "cases", "bleed.png")));
        Assert.Empty(second.Error);
        Assert.Equal(metrics, await File.ReadAllBytesAsync(Path.Combine(_folder, "out", "metrics.json"), TestContext.Current.CancellationToken));

        // The same network with another model.json is another model.
        var model = AnalyzedPhantom.Copy(AnalyzedPhantom.Model("phantom-compact"), Path.Combine(_folder, "model"));
        await File.AppendAllTextAsync(Path.Combine(model, "model.json"), "\n", TestContext.Current.CancellationToken);
        var other = await EvaluateAsync("--model", model);
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("another model.json", other.Error, StringComparison.Ordinal);
    }

    /// <summary>R385.</summary>
    [Fact]
    public async Task Evaluate_AgainstAnotherGrid_ComparesMasksDecisionsAndScores()
    {
        WriteSet();

        var run = await EvaluateAsync("--against", "exact");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("exact against dense: same decision", run.Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(_folder, "out", "metrics.json"), TestContext.Current.CancellationToken));
        var against = json.RootElement.GetProperty("against");
        Assert.Equal(("exact", 2), (against.GetProperty("grid").GetString(), against.GetProperty("sameDecision").GetProperty("trials").GetInt32()));
        Assert.InRange(against.GetProperty("leastDice").GetDouble(), 0, 1);
        var table = await File.ReadAllLinesAsync(Path.Combine(_folder, "out", "tables", "grids-cases.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(["bleed", "none"], table.Skip(1).Select(line => line.Split(',')[0]));
        Assert.InRange(double.Parse(table[1].Split(',')[^1], CultureInfo.InvariantCulture), 0.3, 1);
        Assert.Contains(
            "Grid exact against dense", await File.ReadAllTextAsync(Path.Combine(_folder, "out", "evaluation.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // A folder holds one comparison, as it holds one grid.
        var without = await EvaluateAsync();
        Assert.Equal(2, without.ExitCode);
        Assert.Contains("compared with grid exact", without.Error, StringComparison.Ordinal);
    }

    /// <summary>R385.</summary>
    [Fact]
    public async Task Evaluate_AgainstItsOwnGrid_Exits2()
    {
        WriteSet();

        var run = await EvaluateAsync("--against", "dense");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("another grid", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_CaseWithoutFolder_Exits2BeforeAnythingIsAnalysed()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "set"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "set", "truth.csv"), "case,positive\nnowhere,1\n", TestContext.Current.CancellationToken);

        var run = await EvaluateAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("nowhere", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "out")));
    }

    private Task<Run> EvaluateAsync(params string[] options) =>
        Patchfcn.RunAsync(_folder, ["evaluate", "--studies", "set", "--truth", "set/truth.csv", "--out", "out", "--grid", "dense", .. options]);

    private void WriteSet()
    {
        var set = Path.Combine(_folder, "set");
        AnalyzedPhantom.Copy(phantom.Study, Path.Combine(set, "bleed"));
        var none = AnalyzedPhantom.Write(BleedChoice.None, set, "none");
        File.Delete(Path.Combine(set, "none", "truth.nii.gz"));
        Directory.CreateDirectory(Path.Combine(set, "broken"));
        File.WriteAllText(Path.Combine(set, "broken", "IM0001.dcm"), "this is no DICOM file");
        File.WriteAllLines(
            Path.Combine(set, "truth.csv"), [PhantomCase.CsvHeader, (phantom.Truth with { Name = "bleed" }).ToCsv(), none.ToCsv(), "broken,0,1,sdh,1,,P9,"]);
    }
}
