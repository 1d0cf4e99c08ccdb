using CsCheck;
using PatchFcn.Core.Evaluation;

namespace PatchFcn.Core.Tests.Evaluation;

/// <summary>R57, R64: a patient is on one side only.</summary>
public sealed class PatientFoldsTests
{
    private static readonly Gen<(string Patient, bool Positive)[]> Studies =
        from patients in Gen.Int[4, 30]
        from drawn in Gen.Select(Gen.Int[0, patients - 1], Gen.Bool).Array[0, 80]
        select drawn.Concat(Enumerable.Range(0, patients).Select(patient => (patient, patient % 3 == 0))) // everyone at least once
            .Select(study => ($"P{study.Item1}", study.Item2)).ToArray();

    [Fact]
    public void Assign_AnyStudies_KeepsEachPatientInOneFold() => Studies.Sample(studies =>
    {
        var folds = PatientFolds.Assign(studies, 4, seed: 1);

        Assert.All(studies.Zip(folds).GroupBy(pair => pair.First.Patient), patient => Assert.Single(patient.Select(pair => pair.Second).Distinct()));
        Assert.Equal([0, 1, 2, 3], folds.Distinct().Order());
    });

    [Fact]
    public void Assign_OtherOrder_GivesTheSameSplit() => Studies.Sample(studies =>
    {
        var (turned, folds) = (studies.Reverse().ToArray(), PatientFolds.Assign(studies, 4, seed: 1));

        Assert.Equal(folds, PatientFolds.Assign(turned, 4, seed: 1).Reverse());
    });

    [Fact]
    public void Assign_OneStudyEach_SpreadsPositivesAndCasesEvenly()
    {
        var studies = Enumerable.Range(0, 201).Select(i => ($"P{i}", i % 8 == 0)).ToArray();

        var folds = PatientFolds.Assign(studies, 4, seed: 3).Zip(studies).GroupBy(pair => pair.First).ToList();

        Assert.All(folds, fold => Assert.InRange(fold.Count(), 50, 51));
        Assert.All(folds, fold => Assert.InRange(fold.Count(pair => pair.Second.Item2), 6, 7));
    }

    [Fact]
    public void Assign_OtherSeed_GivesAnotherSplit()
    {
        var studies = Enumerable.Range(0, 40).Select(i => ($"P{i}", i % 2 == 0)).ToArray();

        Assert.NotEqual(PatientFolds.Assign(studies, 4, seed: 1), PatientFolds.Assign(studies, 4, seed: 2));
    }

    [Fact]
    public void Assign_FewerPatientsThanFolds_Throws() =>
        Assert.Throws<UsageException>(() => PatientFolds.Assign([("A", true), ("A", false), ("B", true)], 3, seed: 1));
}
