using PatchFcn.Inference.Models;
using PatchFcn.Testing;
using PatchFcn.Training.CrossValidation;
using PatchFcn.Training.Data;
using PatchFcn.Training.Mining;
using PatchFcn.Training.Models;
using PatchFcn.Training.Onnx;

namespace PatchFcn.Training.Tests.Mining;

/// <summary>R47: what a network gets wrong in its training heads is found, kept and read back.</summary>
public sealed class MistakesTests : IDisposable
{
    private const int Rows = 100, Columns = 80, Area = Rows * Columns;

    private readonly string _file = Path.GetTempFileName();
    private readonly string _package = Directory.CreateTempSubdirectory("package").FullName;

    [Fact]
    public void Find_DenseSpotWithoutBlood_IsAMistakeOfTheDensityBaseline()
    {
        var wrong = Find(Head(spotHu: 75, label: 0));

        AssertInSpot(wrong);
    }

    [Fact]
    public void Find_DenseSpotOfBlood_IsNone() => Assert.Empty(Find(Head(spotHu: 75, label: 1), marks: true, alarms: true));

    [Fact]
    public void Find_BloodAsDenseAsBrain_IsAMistake()
    {
        var wrong = Find(Head(spotHu: 32, label: 1));

        AssertInSpot(wrong);
    }

    /// <summary>R387: the score of a head is that of one patch. Where that alarms without blood, what looks most like blood in it is a mistake, though nothing is marked.</summary>
    [Fact]
    public void Find_PatchThatAlarmsThoughNothingIsMarked_IsAMistake()
    {
        var wrong = Find(Head(spotHu: 75, label: 0), marks: false, alarms: true);

        AssertInSpot(wrong);
    }

    /// <summary>R387: so is blood of which the patch says nothing, though it is marked.</summary>
    [Fact]
    public void Find_PatchThatIsSilentAboutBlood_IsAMistake()
    {
        var wrong = Find(Head(spotHu: 75, label: 1), marks: true, alarms: false);

        AssertInSpot(wrong);
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        new Mistakes(new Dictionary<(string, int), int[]> { [("b", 2)] = [5, 7], [("a", 11)] = [1] }).Write(_file);

        var read = Mistakes.Read(_file);

        Assert.Equal([5, 7], read.Of("b", 2));
        Assert.Equal([1], read.Of("a", 11));
        Assert.Empty(read.Of("a", 2));
    }

    /// <summary>R329: case names are folder names, which may hold commas.</summary>
    [Fact]
    public void Read_NameWithCommas_IsTheSame()
    {
        new Mistakes(new Dictionary<(string, int), int[]> { [("Doe, second, 2026", 2)] = [5, 7] }).Write(_file);

        Assert.Equal([5, 7], Mistakes.Read(_file).Of("Doe, second, 2026", 2));
    }

    [Theory]
    [InlineData("case,positive\na,1")]
    [InlineData("head,slice,pixels\na,1")]
    [InlineData("head,slice,pixels\na,1,x")]
    [InlineData("head,slice,pixels\na,1,2\na,1,3")]
    [InlineData("")]
    public void Read_AnotherTable_IsRefused(string text)
    {
        File.WriteAllText(_file, text);

        Assert.Throws<InvalidDataException>(() => Mistakes.Read(_file));
    }

    public void Dispose()
    {
        File.Delete(_file);
        Directory.Delete(_package, recursive: true);
    }

    private static void AssertInSpot(int[] wrong)
    {
        Assert.NotEmpty(wrong);
        Assert.All(wrong, pixel => Assert.True(InSpot(pixel), $"{pixel} is not in the spot."));
    }

    private static bool InSpot(int pixel) => pixel / Columns is >= 38 and < 62 && pixel % Columns is >= 28 and < 52;

    private static int[] Find(PreparedHead head)
    {
        using var scorer = new HeadScorer(Path.Combine(TestData.RepositoryRoot, "models", "density-baseline"));
        return MistakeFinder.Find(scorer, head, 0, TestContext.Current.CancellationToken);
    }

    /// <summary>With a network that marks what is dense or almost marks it, and whose patches all alarm or are all silent.</summary>
    private int[] Find(PreparedHead head, bool marks, bool alarms)
    {
        var graph = new GraphBuilder("one-sided", "Its branches contradict each other.");
        var slices = graph.Input("slices", "n", 3, "h", "w");
        graph.Output("pixel", graph.Sigmoid(graph.Conv(slices, [0, 10, 0], [1, 3, 1, 1], [marks ? -5.5f : -8])), "n", 1, "h", "w");
        graph.Output("patch", graph.Sigmoid(graph.GlobalAverage(graph.Conv(slices, [0, 0, 0], [1, 3, 1, 1], [alarms ? 3 : -3]))), "n", 1);
        ModelPackage.Save(_package, new RandomNetwork(classes: 1).Manifest(patch: 120, stride: 40), graph.ToBytes());
        using var scorer = new HeadScorer(_package);
        return MistakeFinder.Find(scorer, head, 0, TestContext.Current.CancellationToken);
    }

    /// <summary>One slice of brain at 30 HU with a square of 20 × 20 pixels in all channels.</summary>
    private static PreparedHead Head(int spotHu, byte label)
    {
        var head = new PreparedHead("head", "patient", 1, Rows, Columns, new byte[3 * Area], new byte[Area]);
        Array.Fill(head.Densities, DensityCode.FromHu(30));
        for (var row = 40; row < 60; row++)
        {
            for (var channel = 0; channel < 3; channel++)
                Array.Fill(head.Densities, DensityCode.FromHu(spotHu), channel * Area + row * Columns + 30, 20);
            Array.Fill(head.Labels, label, row * Columns + 30, 20);
        }
        return head;
    }
}
