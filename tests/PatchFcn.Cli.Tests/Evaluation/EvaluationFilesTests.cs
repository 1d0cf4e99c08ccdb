using PatchFcn.Cli.Evaluation;

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
    public void Write_EnoughPatients_SaysNothingOfIt()
    {
        var summary = Write(Made.Patients(10));

        Assert.DoesNotContain("no bootstrap", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("fewPatients", summary, StringComparison.Ordinal);
    }

    private string Write(JudgedCase[] cases)
    {
        new EvaluationFiles(_folder, Made.Metrics(cases), cases, []).Write();
        return File.ReadAllText(Path.Combine(_folder, "evaluation.md"));
    }
}
