using System.Net;
using System.Net.Sockets;

namespace PatchFcn.Cli.Tests;

/// <summary>R40, R41: exit codes, and what goes to which stream.</summary>
public sealed class CommandTests(AnalyzedPhantom phantom) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("analyze")]
    [InlineData("analyze", "no-such-file", "--out", "out")]
    [InlineData("analyze", ".", "--out", "out", "--grid", "coarse")]
    [InlineData("phantom", "--out", "out", "--count", "0")]
    [InlineData("analyse")]
    public async Task Run_WrongUsage_Exits2AndSaysWhy(params string[] arguments)
    {
        var run = await Patchfcn.RunAsync(_folder, arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    /// <summary>R268, R414: what is wrong with where a host was sent is said in one line, and names the option.</summary>
    [Theory]
    [InlineData("--storage", "watch")]
    [InlineData("--work", "watch", "--storage", "hospital", "--work", "")]
    [InlineData("--port", "watch", "--storage", "hospital", "--port", "65536")]
    [InlineData("--port", "watch", "--storage", "hospital", "--port", "-1")]
    public async Task Watch_WrongUsage_Exits2AndNamesTheOption(string option, params string[] arguments)
    {
        var run = await Patchfcn.RunAsync(_folder, arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(option, run.Error.Split('\n')[0], StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    /// <summary>R295: a message is for who reads it, and names no parameter of a method.</summary>
    [Theory]
    [InlineData("There is no folder or file of studies 'nowhere'.", "replay", ".", "--studies", "nowhere")]
    [InlineData("The storage setting is no address or connection string that can be used:", "watch", "--storage", "AccountName=hospital")]
    [InlineData("The storage setting is no address or connection string that can be used:", "watch", "--storage", "http://hospital.example.org")]
    [InlineData("Directory does not exist: ''.", "evaluate", "--out", "out", "--truth", "report.json", "--studies", "")]
    [InlineData("File does not exist: 'nowhere.csv'.", "evaluate", "--out", "out", "--studies", ".", "--truth", "nowhere.csv")]
    public async Task Command_WrongSetting_Exits2InOneLine(string message, params string[] arguments)
    {
        AnalyzedPhantom.Copy(phantom.Result, _folder);

        var run = await Patchfcn.RunAsync(_folder, arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>R268.</summary>
    [Fact]
    public async Task Watch_StorageAccountOutOfReach_SaysSoInOneLine()
    {
        const string Nowhere = "DefaultEndpointsProtocol=http;AccountName=nowhere;AccountKey=bm9ib2R5;BlobEndpoint=http://127.0.0.1:1/nowhere";

        var run = await Patchfcn.RunAsync(_folder, "watch", "--storage", Nowhere);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("Cannot reach or use the storage account:", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>R268.</summary>
    [Fact]
    public async Task Watch_PortIsTaken_Exits2AndNamesTheOption()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var run = await Patchfcn.RunAsync(_folder, "watch", "--storage", "hospital", "--port", $"{port}");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"Port {port} is taken", run.Error, StringComparison.Ordinal);
        Assert.Contains("--port 0", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_UnknownOperatingPoint_Exits2AndNamesThoseThereAre()
    {
        var run = await Patchfcn.RunAsync(_folder, "analyze", ".", "--out", "out", "--operating-point", "brave");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("default", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_NoStudy_Exits3WithTheReasonOnStderrAndTheReportOnStdout()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));

        var run = await Patchfcn.RunAsync(_folder, "analyze", "empty", "--out", "out");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("noFiles", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(run.Output.Trim()), run.Output);
    }

    [Fact]
    public async Task Analyze_Study_Exits0WithProgressOnStderrAndTheVerdictOnStdout()
    {
        AnalyzedPhantom.Copy(phantom.Study, Path.Combine(_folder, "study"));

        var run = await Patchfcn.RunAsync(_folder, "analyze", "study", "--out", "out");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("scoring slices:", run.Error, StringComparison.Ordinal);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("Not for diagnostic use", lines[0], StringComparison.Ordinal);
        Assert.True(File.Exists(lines[1].Trim()), lines[1]);
        Assert.Equal(["out", "study"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName).Order());
    }

    /// <summary>R6: a patient's name in a file name goes nowhere.</summary>
    [Fact]
    public async Task Analyze_FileNamesWithPatientNames_AppearNowhere()
    {
        var study = AnalyzedPhantom.Copy(phantom.Study, Path.Combine(_folder, "study"));
        foreach (var file in Directory.GetFiles(study))
            File.Move(file, Path.Combine(study, $"Quackenbush_Zebulon_{Path.GetFileName(file)}"));

        var run = await Patchfcn.RunAsync(_folder, "analyze", study, "--out", "out", "--model", AnalyzedPhantom.Model("density-baseline"));

        Assert.Equal(0, run.ExitCode);
        var texts = Directory.GetFiles(Path.Combine(_folder, "out"), "*", SearchOption.AllDirectories)
            .SelectMany(file => new[] { file, File.ReadAllText(file) }).Append(run.Output).Append(run.Error);
        Assert.All(texts, text => Assert.DoesNotContain("Quackenbush", text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Analyze_Quiet_WritesNothingToStderr()
    {
        var run = await Patchfcn.RunAsync(_folder, "analyze", phantom.Study, "--out", "out", "--model", AnalyzedPhantom.Model("density-baseline"), "--quiet");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
    }

    /// <summary>R43: the same seed gives the same bytes, on processors without fused multiply-add and wide registers, too.</summary>
    [Theory]
    [InlineData("DOTNET_TieredCompilation", "1")]
    [InlineData("DOTNET_EnableAVX2", "0")]
    public async Task Phantom_SameSeed_GivesTheSameFiles(string setting, string value)
    {
        Assert.Equal(0, (await Patchfcn.RunAsync(_folder, "phantom", "--out", "a", "--seed", "5", "--bleed", "sdh")).ExitCode);
        Assert.Equal(0, (await Patchfcn.RunAsync(_folder, [new(setting, value)], "phantom", "--out", "b", "--seed", "5", "--bleed", "sdh")).ExitCode);

        var files = Directory.GetFiles(Path.Combine(_folder, "a"), "*", SearchOption.AllDirectories);
        Assert.InRange(files.Length, 20, 1000);
        Assert.All(files, file => Assert.Equal(
            File.ReadAllBytes(file), File.ReadAllBytes(file.Replace(Path.Combine(_folder, "a"), Path.Combine(_folder, "b"), StringComparison.Ordinal))));
    }

    /// <summary>R42, R44.</summary>
    [Fact]
    public async Task Demo_NoOptions_ComparesWhatWasFoundWithTheTruth()
    {
        var run = await Patchfcn.RunAsync(_folder, "demo");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("bleed.*yes, score.*yes", run.Output);
        Assert.Matches(@"volume.*mL.*mL", run.Output);
        Assert.DoesNotContain("negative", run.Output, StringComparison.OrdinalIgnoreCase);
        Assert.True(File.Exists(run.Output.Trim().Split('\n')[^1].Trim()), run.Output);
    }
}
