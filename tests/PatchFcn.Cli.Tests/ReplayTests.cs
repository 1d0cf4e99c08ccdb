namespace PatchFcn.Cli.Tests;

/// <summary>R155, R156: a result comes out the same again, or what differs is said.</summary>
public sealed class ReplayTests(AnalyzedPhantom phantom) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Replay_StudyAmongOthers_IsFoundAndTheSame()
    {
        AnalyzedPhantom.Copy(phantom.Study, Path.Combine(_folder, "studies", "b"));
        Directory.CreateDirectory(Path.Combine(_folder, "studies", "a"));
        File.Copy(Directory.GetFiles(phantom.Study)[0], Path.Combine(_folder, "studies", "a", "one.dcm"));

        var run = await Patchfcn.RunAsync(_folder, "replay", phantom.Result, "--studies", "studies");

        Assert.Equal((0, ""), (run.ExitCode, run.Output[..run.Output.IndexOf("The same:", StringComparison.Ordinal)]));
        Assert.Equal(["studies"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Replay_DeviceWasLeftToTheMachine_IsTheSame()
    {
        await Patchfcn.RunAsync(_folder, "analyze", phantom.Study, "--out", "out", "--device", "auto", "--model", AnalyzedPhantom.Model("density-baseline"), "--quiet");
        var result = Path.GetDirectoryName(Directory.GetFiles(_folder, "manifest.json", SearchOption.AllDirectories).Single())!;

        var run = await Patchfcn.RunAsync(_folder, "replay", result, "--studies", phantom.Study, "--quiet");

        Assert.StartsWith("The same:", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Replay_ChangedSlice_Exits4AndNamesTheFileAndWhatFollows()
    {
        var study = AnalyzedPhantom.Copy(phantom.Study, Path.Combine(_folder, "study"));
        var slice = Directory.GetFiles(study).Order().ElementAt(15);
        var bytes = await File.ReadAllBytesAsync(slice, TestContext.Current.CancellationToken);
        bytes[^(bytes.Length / 4)] ^= 0x3F;
        await File.WriteAllBytesAsync(slice, bytes, TestContext.Current.CancellationToken);

        var run = await Patchfcn.RunAsync(_folder, "replay", phantom.Result, "--studies", study, "--quiet");

        Assert.Equal(4, run.ExitCode);
        Assert.Single(run.Output.Split('\n'), line => line.StartsWith("input ", StringComparison.Ordinal));
        Assert.Contains("report.json instance:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OtherModel_Exits4AndNamesModelAndScore()
    {
        var run = await Patchfcn.RunAsync(
            _folder, "replay", phantom.Result, "--studies", phantom.Study, "--model", AnalyzedPhantom.Model("phantom-compact"), "--quiet");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("model name: density-baseline then, phantom-compact now", run.Output, StringComparison.Ordinal);
        Assert.Contains("model sha256: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("report.json score: ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("input ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_ResultAlteredSinceItWasSealed_Exits4AndNamesTheFileAlone()
    {
        var result = AnalyzedPhantom.Copy(phantom.Result, Path.Combine(_folder, "result"));
        File.AppendAllText(Path.Combine(result, "report.html"), " ");

        var run = await Patchfcn.RunAsync(_folder, "replay", result, "--studies", phantom.Study, "--quiet");

        Assert.Equal(4, run.ExitCode);
        var line = Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1));
        Assert.StartsWith("on disk report.html:", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no manifest", null)]
    [InlineData("no JSON", "{")]
    [InlineData("members missing", "{}")]
    public async Task Replay_NoResult_Exits2(string because, string? manifest)
    {
        if (manifest is not null)
            File.WriteAllText(Path.Combine(_folder, "manifest.json"), manifest);

        var run = await Patchfcn.RunAsync(_folder, "replay", ".", "--studies", phantom.Study);

        Assert.True(run.ExitCode == 2, $"{because}: {run.Error}");
        Assert.Contains("manifest.json", run.Error, StringComparison.Ordinal);
    }
}
