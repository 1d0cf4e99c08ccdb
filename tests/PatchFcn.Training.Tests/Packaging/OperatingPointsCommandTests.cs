using PatchFcn.Inference.Models;
using PatchFcn.Testing;
using PatchFcn.Training.Packaging;

namespace PatchFcn.Training.Tests.Packaging;

public sealed class OperatingPointsCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-points-").FullName;

    private string Package => Path.Combine(_folder, "density-baseline");

    public OperatingPointsCommandTests()
    {
        Directory.CreateDirectory(Package);
        foreach (var file in Directory.GetFiles(Path.Combine(TestData.RepositoryRoot, "models", "density-baseline")))
            File.Copy(file, Path.Combine(Package, Path.GetFileName(file)));
        Directory.CreateDirectory(Path.Combine(_folder, "tables"));
        File.WriteAllText(Path.Combine(_folder, "tables", "roc.csv"), "threshold,sensitivity,specificity\n0.9,0.5,1\n0.8,0.9,0.98\n0.6,0.9,0.9\n0.4,1,0.8\n0.1,1,0\n");
        Write(ModelPackage.Load(Package).Manifest.Sha256);
    }

    [Fact]
    public void Set_Evaluation_TakesTheMostSensitivePointThatIsSpecificEnough()
    {
        OperatingPointsCommand.Set(Package, MeasuredRoc.Read(_folder), 0.98);

        var points = ModelPackage.Load(Package).Manifest.OperatingPoints;
        Assert.Equal((0.7, 0.9, 0.98), Figures(points["exact"]["default"]));
        Assert.Equal((0.25, 1.0, 0.8), Figures(points["exact"]["sensitive"]));
        Assert.Equal(points["exact"]["default"], points["full"]["default"]);
        Assert.Equal(0.5, points["dense"]["default"].Threshold);
    }

    /// <summary>R323: a threshold decides on its test set as is written beside it, however close the scores are.</summary>
    [Theory]
    [InlineData("0.9999998,0.5,1", "0.9999996,0.9,0.98", "0.1234567,1,0.5")]
    [InlineData("0.9000004,0.5,1", "0.9000002,0.9,0.98", "0.8765436,1,0.5")]
    [InlineData("0.3,0.5,1", "0.2999999,1,0.98", "0.2999996,1,0")]
    public void Set_ScoresThatDifferInTheSeventhDecimal_LiesBetweenThem(params string[] points)
    {
        File.WriteAllLines(Path.Combine(_folder, "tables", "roc.csv"), points.Prepend("threshold,sensitivity,specificity"));
        var curve = MeasuredRoc.Read(_folder).Points;

        OperatingPointsCommand.Set(Package, MeasuredRoc.Read(_folder), 0.98);

        Assert.All(ModelPackage.Load(Package).Manifest.OperatingPoints["exact"].Values, point =>
            Assert.Equal(point.Sensitivity, curve.Last(at => at.Threshold >= point.Threshold).Sensitivity));
    }

    [Fact]
    public void Set_Evaluation_NamesTheTestSet()
    {
        OperatingPointsCommand.Set(Package, MeasuredRoc.Read(_folder), 0.98);

        Assert.Equal("10 cases (4 positive), test set abc", ModelPackage.Load(Package).Manifest.OperatingPoints["exact"]["default"].MeasuredOn);
    }

    [Fact]
    public void Set_EvaluationOfAnotherNetwork_IsRefused()
    {
        Write(new string('0', 64));

        Assert.Throws<InvalidDataException>(() => OperatingPointsCommand.Set(Package, MeasuredRoc.Read(_folder), 0.98));
    }

    [Fact]
    public void Read_FolderWithoutEvaluation_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => MeasuredRoc.Read(Package));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (double, double?, double?) Figures(OperatingPoint point) => (point.Threshold, point.Sensitivity, point.Specificity);

    private void Write(string sha256) => File.WriteAllText(Path.Combine(_folder, "metrics.json"),
        $$"""{ "n": 10, "positives": 4, "grid": "exact", "model": { "sha256": "{{sha256}}" }, "testSet": { "sha256": "abc" } }""");
}
