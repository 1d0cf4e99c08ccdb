using System.Text.Json;
using PatchFcn.Training.Presets;

namespace PatchFcn.Training.Tests.Presets;

public sealed class PresetFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Theory]
    [InlineData("paper")]
    [InlineData("compact")]
    [InlineData("tiny")]
    public void Find_PrintedPreset_IsTheSame(string name)
    {
        var printed = JsonSerializer.Serialize(TrainingPreset.Named(name), PresetFile.Json);
        File.WriteAllText(_path, printed);

        Assert.Equal(printed, JsonSerializer.Serialize(PresetFile.Find(_path), PresetFile.Json));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{ "name": "mine", "batchSize": 3 }""")]
    public void Find_FileThatIsNoPreset_IsRefused(string content)
    {
        File.WriteAllText(_path, content);

        Assert.Throws<InvalidDataException>(() => PresetFile.Find(_path));
    }

    [Fact]
    public void Find_UnknownName_NamesThePresets() =>
        Assert.Contains("compact", Assert.Throws<InvalidDataException>(() => PresetFile.Find("large")).Message);

    public void Dispose() => File.Delete(_path);
}
