using PatchFcn.Core;
using PatchFcn.Training.CrossValidation;
using PatchFcn.Training.Data;
using PatchFcn.Training.Learning;
using PatchFcn.Training.Presets;
using PatchFcn.Testing;

namespace PatchFcn.Training.Tests.CrossValidation;

/// <summary>R321: runs go on with the heads, folds and settings they were begun with.</summary>
public sealed class FoldPlanTests : IDisposable
{
    private static readonly RunState Start = new(TrainingPreset.Tiny, 1, 0);

    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-folds-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Keep_SamePlanAgain_GoesOn()
    {
        Begin(Plan());

        Plan().Keep(_folder);
    }

    [Fact]
    public void Keep_AnotherPlan_IsRefused()
    {
        Begin(Plan());

        Assert.All(
            new[] { Plan(heads: 9), Plan(folds: 3), Plan(start: Start with { Seed = 2 }), Plan(start: Start with { Preset = TrainingPreset.Compact }), Plan(from: "density-baseline") },
            other => Assert.Contains("--out", Assert.Throws<InvalidDataException>(() => other.Keep(_folder)).Message));
    }

    [Fact]
    public void Keep_RunsThatNothingIsSaidOf_IsRefused()
    {
        Directory.CreateDirectory(FoldPlan.Run(_folder, 1));

        Assert.Throws<InvalidDataException>(() => Plan().Keep(_folder));
    }

    [Fact]
    public void Keep_NothingBegun_TakesTheNewPlan()
    {
        Plan().Keep(_folder);
        Plan(folds: 3).Keep(_folder);
        Directory.CreateDirectory(FoldPlan.Run(_folder, 1));

        Plan(folds: 3).Keep(_folder);
    }

    [Fact]
    public void Divide_FewerPatientsThanFolds_IsRefused() => Assert.Contains("3 patients", Assert.Throws<UsageException>(() => Plan(heads: 3)).Message);

    private void Begin(FoldPlan plan)
    {
        plan.Keep(_folder);
        Directory.CreateDirectory(FoldPlan.Run(_folder, 1));
    }

    private static FoldPlan Plan(int heads = 8, int folds = 4, RunState? start = null, string? from = null) => FoldPlan.Divide(
        [.. Enumerable.Range(0, heads).Select(i => new PreparedHead($"head-{i}", $"patient-{i}", 1, 1, 1, new byte[3], [(byte)(i % 2)]))], folds, start ?? Start, from is null ? [] : [Path.Combine(TestData.RepositoryRoot, "models", from)]);
}
