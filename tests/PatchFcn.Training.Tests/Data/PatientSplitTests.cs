using CsCheck;
using PatchFcn.Training.Data;

namespace PatchFcn.Training.Tests.Data;

public sealed class PatientSplitTests
{
    /// <summary>R324: of few patients one is set aside, and one is left, whatever the part comes to.</summary>
    [Fact]
    public void Draw_FewPatients_SetsThePartAside() => Gen.Select(Gen.Int[1, PatientSplit.Few - 1], Gen.Double[0, 1]).Sample((count, part) =>
    {
        var patients = Names(count);

        Assert.Equal(Math.Clamp((int)Math.Round(part * count), 1, Math.Max(1, count - 1)), PatientSplit.Draw(patients.Concat(patients), part).Count);
    });

    /// <summary>Five deviations of a binomial count.</summary>
    [Fact]
    public void Draw_ManyPatients_SetsAboutThePartAside() => Gen.Select(Gen.Int[PatientSplit.Few, 1000], Gen.Double[0.05, 0.95], Gen.Int).Sample((count, part, site) =>
        Assert.Equal(part * count, PatientSplit.Draw(Names(count, $"site{site}-"), part).Count, 1 + 5 * Math.Sqrt(part * (1 - part) * count)));

    /// <summary>R213: what is learned from stays on its side when data come in, so that what a network is checked with is never what it has learned.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void Draw_NewPatients_MoveNobody(double part)
    {
        var first = Names(100);
        var aside = PatientSplit.Draw(first, part);

        var later = PatientSplit.Draw(Names(200), part);

        Assert.Equal(aside.Order(), later.Intersect(first).Order());
        Assert.NotEqual(aside.Count, later.Count);
    }

    [Fact]
    public void Draw_AnyOrder_SetsTheSamePatientsAside() => Gen.String.Array[1, 30].Sample(patients =>
        Assert.Equal(PatientSplit.Draw(patients, 0.3).Order(), PatientSplit.Draw(patients.Reverse(), 0.3).Order()));

    private static string[] Names(int count, string prefix = "p") => [.. Enumerable.Range(0, count).Select(i => $"{prefix}{i}")];
}
