using CsCheck;
using PatchFcn.Training.Data;

namespace PatchFcn.Training.Tests.Data;

public sealed class PatientSplitTests
{
    [Fact]
    public void Draw_Patients_SetsThePartAside() => Gen.Select(Gen.Int[1, 200], Gen.Double[0, 1]).Sample((count, part) =>
    {
        var patients = Enumerable.Range(0, count).Select(i => $"p{i}").ToList();

        Assert.Equal((int)Math.Round(part * count), PatientSplit.Draw(patients.Concat(patients), part).Count);
    });

    [Fact]
    public void Draw_AnyOrder_SetsTheSamePatientsAside() => Gen.String.Array[1, 30].Sample(patients =>
        Assert.Equal(PatientSplit.Draw(patients, 0.3).Order(), PatientSplit.Draw(patients.Reverse(), 0.3).Order()));
}
