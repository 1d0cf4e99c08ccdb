using PatchFcn.Core.Evaluation;

namespace PatchFcn.Core.Tests.Evaluation;

/// <summary>R60.</summary>
public sealed class BootstrapTests
{
    private static readonly ScoredCase[][] EachOnItsOwn = [.. Cohorts.HanleyMcNeil.Select(scored => new[] { scored })];

    [Fact]
    public void Of_AreaUnderTheCurve_AgreesWithDeLong()
    {
        var spread = Bootstrap.Of(EachOnItsOwn, Area, seed: 1)!;

        // The standard error of a standard deviation over 2000 resamples is 1.6 %; DeLong's is 0.0307.
        Assert.Equal(0.0307, spread.Sd, 0.002);
        Assert.Equal(0.833, spread.Ci.Low, 0.015);
        Assert.Equal(0.953, spread.Ci.High, 0.015);
    }

    [Fact]
    public void Of_SameSeed_GivesTheSameFigures()
    {
        Assert.Equal(Bootstrap.Of(EachOnItsOwn, Area, seed: 5), Bootstrap.Of(EachOnItsOwn, Area, seed: 5));
        Assert.NotEqual(Bootstrap.Of(EachOnItsOwn, Area, seed: 5), Bootstrap.Of(EachOnItsOwn, Area, seed: 6));
    }

    /// <summary>Ten copies of every case in one patient add no knowledge, and must not narrow the interval as ten new patients would.</summary>
    [Fact]
    public void Of_ManyStudiesOfEachPatient_IsNoSurer()
    {
        var copies = EachOnItsOwn.Select(patient => Enumerable.Repeat(patient[0], 10).ToArray()).ToArray();

        Assert.Equal(Bootstrap.Of(EachOnItsOwn, Area, seed: 1)!.Sd, Bootstrap.Of(copies, Area, seed: 1)!.Sd, 1e-12);
    }

    [Fact]
    public void Of_FigureThatSeldomExists_IsNull()
    {
        ScoredCase[][] patients = [[new(0.9, true)], .. Enumerable.Range(0, 11).Select(_ => new ScoredCase[] { new(0.1, false) })];

        Assert.Null(Bootstrap.Of(patients, Area, seed: 1));
    }

    /// <summary>R375.</summary>
    [Fact]
    public void Of_FigureThatIsTheSameOnAllResamples_IsNull() => Assert.Null(Bootstrap.Of(EachOnItsOwn, _ => 0.5, seed: 1));

    /// <summary>R211: many studies of one patient gave a deviation of 0 and an interval without width.</summary>
    [Fact]
    public void Of_FewPatients_IsNullHoweverManyStudies()
    {
        for (var count = 0; count <= Bootstrap.FewestPatients; count++)
        {
            var patients = Enumerable.Range(0, count).Select(patient => Cohorts.HanleyMcNeil.Skip(patient).ToArray()).ToArray();

            Assert.Equal(count < Bootstrap.FewestPatients, Bootstrap.Of(patients, Area, seed: 1) is null);
        }
    }

    private static double? Area(IReadOnlyList<ScoredCase> cases) => RocCurve.Of(cases)?.Area;
}
