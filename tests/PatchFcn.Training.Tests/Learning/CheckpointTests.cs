using System.Text.Json;
using PatchFcn.Training.Learning;
using PatchFcn.Training.Presets;

namespace PatchFcn.Training.Tests.Learning;

/// <summary>R326: what is wrong with a checkpoint is said, not thrown about.</summary>
public sealed class CheckpointTests : IDisposable
{
    private static readonly string Whole = JsonSerializer.Serialize(new RunState(TrainingPreset.Tiny, 7, 30), PresetFile.Json);

    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-checkpoint-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Damaged => ["", "{}", "null", Whole[..(Whole.Length / 2)], Whole.Replace("\"batch\"", "\"batchSize\"", StringComparison.Ordinal), Whole.Replace("\"step\"", "\"at\"", StringComparison.Ordinal)];

    [Theory]
    [MemberData(nameof(Damaged))]
    public void ReadState_DamagedState_IsNamed(string state)
    {
        Write(state);

        Assert.Contains("state.json", Assert.Throws<InvalidDataException>(() => Checkpoint.ReadState(_folder)).Message);
    }

    [Fact]
    public void ReadState_WholeState_SaysWhereTheRunStands()
    {
        Write(Whole);

        Assert.Equal((7, 30L), Checkpoint.ReadState(_folder) is { } state ? (state.Seed, state.Step) : default);
    }

    [Fact]
    public void ReadState_NoState_IsNone() => Assert.Null(Checkpoint.ReadState(_folder));

    private void Write(string state) => File.WriteAllText(Path.Combine(_folder, "state.json"), state);
}
