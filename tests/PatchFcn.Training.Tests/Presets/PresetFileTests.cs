using System.Text.Json;
using System.Text.Json.Nodes;
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

    /// <summary>R330: what no run can be made with, or no package of its network written with, is named before it begins.</summary>
    [Theory]
    [InlineData("stages", "[]")]
    [InlineData("stages", "[null]")]
    [InlineData("stages", """[{ "trains": "pixels", "rate": 0.001, "epochs": 0, "stepEpochs": 1 }]""")]
    [InlineData("stages", """[{ "trains": "pixels", "rate": 0.001, "epochs": 1, "stepEpochs": 0 }]""")]
    [InlineData("stages", """[{ "trains": "pixels", "rate": -1, "epochs": 1, "stepEpochs": 1 }]""")]
    [InlineData("batch", "0")]
    [InlineData("patchesPerEpoch", "-1")]
    [InlineData("cropSizes", "[]")]
    [InlineData("cropSizes", "[88, 100]")]
    [InlineData("momentum", "1")]
    [InlineData("positivePart", "30")]
    [InlineData("densePart", "-0.1")]
    [InlineData("mistakenPart", "2")]
    [InlineData("positiveWeight", "0")]
    [InlineData("patchShare", "-1")]
    [InlineData("positiveMm2", "0")]
    [InlineData("patch", "100")]
    [InlineData("patch", "4800")]
    [InlineData("stride", "0")]
    [InlineData("stride", "200")]
    [InlineData("width", "0.01")]
    [InlineData("classes", """["sdh", "edh"]""")]
    [InlineData("pixelSpacingMm", "0")]
    [InlineData("pixelSpacingMm", "12")]
    [InlineData("slabMm", "-5")]
    [InlineData("slabMm", "60")]
    [InlineData("fillValue", "-1")]
    [InlineData("huWindow", """{ "low": 120, "high": -20 }""")]
    public void Find_NumberThatNoRunCanBeMadeWith_IsNamed(string member, string value)
    {
        var preset = JsonSerializer.SerializeToNode(TrainingPreset.Tiny, PresetFile.Json)!.AsObject();
        var holder = preset.ContainsKey(member) ? preset : preset["network"]!.AsObject();
        Assert.True(holder.ContainsKey(member), $"A preset has no {member}.");
        holder[member] = JsonNode.Parse(value);
        File.WriteAllText(_path, preset.ToJsonString());

        Assert.Contains(member, Assert.Throws<InvalidDataException>(() => PresetFile.Find(_path)).Message);
    }

    [Fact]
    public void Find_UnknownName_NamesThePresets() =>
        Assert.Contains("compact", Assert.Throws<InvalidDataException>(() => PresetFile.Find("large")).Message);

    public void Dispose() => File.Delete(_path);
}
