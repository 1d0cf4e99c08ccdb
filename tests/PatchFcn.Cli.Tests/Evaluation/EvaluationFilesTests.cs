using PatchFcn.Cli.Evaluation;
using PatchFcn.Core.Evaluation;

namespace PatchFcn.Cli.Tests.Evaluation;

/// <summary>R211: what <c>evaluation.md</c> says of how sure the figures are.</summary>
public sealed class EvaluationFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_FewPatientsOfManyStudies_SaysThatIntervalsHoldForCopies()
    {
        var summary = Write(Made.Patients(2));

        Assert.Contains("Patients: 2; under 10 there is no bootstrap", summary, StringComparison.Ordinal);
        Assert.Contains("copies of these scans, not for patients", summary, StringComparison.Ordinal);
        Assert.Contains("| bootstrap | does not exist: fewPatients |", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_FewPatientsOfOneStudyEach_SaysThatThereIsNoBootstrapAlone()
    {
        var summary = Write([Made.Case("a", true, 0.9), Made.Case("b", false, 0.1)]);

        Assert.Contains("Patients: 2; under 10 there is no bootstrap", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("copies", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_EnoughPatientsOfManyStudies_SaysWhichIntervalsKnowOfThem()
    {
        var summary = Write(Made.Patients(10));

        Assert.Contains("Patients: 10. The bootstrap draws patients", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("no bootstrap", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("fewPatients", summary, StringComparison.Ordinal);
    }

    /// <summary>R338: a case that was analysed at last is not in an old table of those that were not.</summary>
    [Fact]
    public void Write_TableOfAnEarlierRun_IsGone()
    {
        var (table, note) = (Path.Combine(_folder, "tables", "not-analysed.csv"), Path.Combine(_folder, "tables", "note.txt"));
        Directory.CreateDirectory(Path.GetDirectoryName(table)!);
        File.WriteAllText(table, "case,reason\na,internalFailure\n");
        File.WriteAllText(note, "Somebody's own.");

        Write(Made.Patients(10));

        Assert.Equal((false, true), (File.Exists(table), File.Exists(note)));
    }

    /// <summary>R400: a case of 0.7721 is not called, and the point rounded to 0.772 would say that it is.</summary>
    [Fact]
    public void Write_OperatingPoint_IsNotRounded()
    {
        var cases = Made.Patients(2);
        var metrics = Made.Metrics(cases);
        var point = metrics.OperatingPoints[metrics.OperatingPoint] with { Threshold = 0.772159 };

        var summary = Write(cases, metrics with { OperatingPoints = new Dictionary<string, RocPoint> { [metrics.OperatingPoint] = point } });

        Assert.Contains("at a score of 0.772159 or more", summary, StringComparison.Ordinal);
    }

    private string Write(JudgedCase[] cases, Metrics? metrics = null)
    {
        new EvaluationFiles(_folder, metrics ?? Made.Metrics(cases), cases, []).Write();
        return File.ReadAllText(Path.Combine(_folder, "evaluation.md"));
    }
}
