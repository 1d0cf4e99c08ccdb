using System.Diagnostics;
using System.Text.Json;
using PatchFcn.Testing;

namespace PatchFcn.Architecture.Tests.Infrastructure;

/// <summary>R224: who deploys again, as an upgrade does, changes nothing that the site has set. The script runs as it is, with Bicep itself behind a stand-in for the Azure command line.</summary>
public sealed class DeployScriptTests : IDisposable
{
    /// <summary>Remembers what it was given; answers what the last deployment had, one file for each parameter and format.</summary>
    private const string Azure = """
        #!/usr/bin/env bash
        set -eu
        case "$*" in
          'deployment group create'*bicepparam) "$BICEP" build-params "${@: -1}" --stdout --no-restore >"$STATE/given"; echo https://app.example.org ;;
          'deployment group list'*'patchfcn-main'*)
            asked=$* parameter=${asked##*parameters.} parameter=${parameter%%.*}
            for format in json tsv; do [[ "$*" != *"--output $format"* ]] || cat "$STATE/$parameter.$format" 2>/dev/null || true; done ;;
          'deployment group show'*privateNetwork*) cat "$STATE/private" 2>/dev/null || true ;;
          'consumption budget list'*) cat "$STATE/budget" 2>/dev/null || true ;;
          'acr build'*) ls -A >"$STATE/sent" ;;
          'acr repository show'*) echo sha256:0000 ;;
          'deployment group create'*) echo registry ;;
        esac
        """;

    /// <summary>A commit with one file; says what was changed since, where a test says so.</summary>
    private const string Git = """
        #!/usr/bin/env bash
        set -eu
        case "$1" in
          status) cat "$STATE/changed" 2>/dev/null || true ;;
          rev-parse) echo 000000000000 ;;
          archive) tar -c -C "$STATE/committed" . ;;
        esac
        """;

    /// <summary>As on macOS, which cannot read a date by <c>-d</c>.</summary>
    private const string Date = """
        #!/bin/sh
        case "$*" in *-d*) echo 'date: illegal option -- d' >&2; exit 1 ;; *) echo 2026-11-01 ;; esac
        """;

    /// <summary>Does not reach a private app.</summary>
    private const string Curl = """
        #!/bin/sh
        [ ! -e "$STATE/private" ] || { echo 'curl: (6) Could not resolve host' >&2; exit 6; }
        """;

    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("patchfcn-deploy-");

    [Fact]
    public async Task Deploy_AgainWithoutSayingAnything_KeepsWhatTheSiteHasSet()
    {
        var first = await DeployAsync(
            ("PATCHFCN_WEBHOOKS", """["https://alarms.example.org/in"]"""), ("PATCHFCN_DICOMWEB", "https://archive.example.org/dicomweb"), ("PATCHFCN_EVENT_DELIVERY", "queue"),
            ("PATCHFCN_SETTINGS", """{"PatchFcn__Fractional": "true"}"""),
            ("PATCHFCN_SETTINGS_FROM_VAULT", """{"PatchFcn__WebhookSecret": "https://hospital.vault.azure.net/secrets/webhook"}"""));

        Assert.Equal("https://alarms.example.org/in", first.GetProperty("webhooks").GetProperty("value")[0].GetString());
        Assert.Equal(first.GetRawText(), (await DeployAsync()).GetRawText());
        Assert.Empty((await DeployAsync(("PATCHFCN_WEBHOOKS", "[]"))).GetProperty("webhooks").GetProperty("value").EnumerateArray());
    }

    /// <summary>R299: what is named by a commit holds that commit and nothing else that lies in the folder.</summary>
    [Fact]
    public async Task Deploy_Image_IsBuiltFromTheCommitAlone()
    {
        await DeployAsync();

        Assert.Equal(["source.cs"], await File.ReadAllLinesAsync(Path.Combine(_state.FullName, "sent"), TestContext.Current.CancellationToken));
    }

    /// <summary>R299.</summary>
    [Fact]
    public async Task Deploy_ChangesThatAreNotCommitted_EndsBeforeAnythingIsMade()
    {
        Answer("changed", " M src/Program.cs\n");

        var (exitCode, output, diagnostics) = await RunAsync();

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith("Commit", diagnostics, StringComparison.Ordinal);
    }

    /// <summary>R364: who deploys hears that findings reach subscribers of the topic alone.</summary>
    [Fact]
    public async Task Deploy_NoWebhook_SaysThatNobodyMayBeTold()
    {
        const string warning = "No webhook is set";

        Assert.Contains(warning, (await RunAsync()).Output, StringComparison.Ordinal);
        Assert.Contains(warning, (await RunAsync(("PATCHFCN_WEBHOOKS", "[]"))).Output, StringComparison.Ordinal);
        Assert.DoesNotContain(warning, (await RunAsync(("PATCHFCN_WEBHOOKS", """["https://alarms.example.org/in"]"""))).Output, StringComparison.Ordinal);
        Assert.DoesNotContain(
            warning,
            (await RunAsync(("PATCHFCN_SETTINGS_FROM_VAULT", """{"PatchFcn__Webhooks__9": "https://hospital.vault.azure.net/secrets/address"}"""))).Output,
            StringComparison.Ordinal);
    }

    /// <summary>R366: a private app is not called from where its name does not resolve.</summary>
    [Fact]
    public async Task Deploy_PrivateNetwork_SaysFromWhereToAskInPlaceOfAsking()
    {
        Answer("private", "true\n");

        var (exitCode, output, diagnostics) = await RunAsync(("PATCHFCN_EVENT_DELIVERY", "queue"));

        Assert.Equal((0, ""), (exitCode, diagnostics));
        Assert.Contains("curl --fail https://app.example.org/health", output, StringComparison.Ordinal);
    }

    /// <summary>R368: the start of a budget cannot be changed; it is read without GNU's <c>date</c>.</summary>
    [Theory]
    [InlineData("2026-03-01T00:00:00Z\n", "2026-03-01")]
    [InlineData("", "2026-11-01")]
    public async Task Deploy_BudgetThatIsThere_KeepsItsStart(string before, string expected)
    {
        Answer("budget", before);

        Assert.Equal(expected, (await DeployAsync()).GetProperty("budget").GetProperty("value").GetProperty("start").GetString());
    }

    /// <summary>R368: macOS has Bash 3.2.</summary>
    [Fact]
    public void Script_Text_HasNothingThatNeedsABashOfAfter3()
    {
        var script = File.ReadAllText(Path.Combine(Bicep.Folder, "deploy.sh"));

        Assert.DoesNotMatch(@"\[\[ (! )?-v |\b(mapfile|readarray|coproc)\b|\b(declare|local|typeset) -\w*[An]|\$\{\w+(,|\^|@)|&>>|\|&|\[-\d+\]", script);
    }

    public void Dispose() => _state.Delete(recursive: true);

    private async Task<JsonElement> DeployAsync(params (string Name, string Value)[] said)
    {
        var (exitCode, _, diagnostics) = await RunAsync(said);
        Assert.Equal("", diagnostics);
        Assert.Equal(0, exitCode);
        return Remember();
    }

    private Task<(int ExitCode, string Output, string Diagnostics)> RunAsync(params (string Name, string Value)[] said)
    {
        Bicep.IsNeeded();
        Install("az", Azure);
        Install("git", Git);
        File.WriteAllText(Path.Combine(_state.CreateSubdirectory("committed").FullName, "source.cs"), "");
        Install("curl", Curl);
        Install("date", Date);
        var script = new ProcessStartInfo("bash", [Path.Combine(Bicep.Folder, "deploy.sh"), "group", "region", "cpu"]) { WorkingDirectory = TestData.RepositoryRoot };
        foreach (var (name, value) in said.Append(("PATCHFCN_OPERATORS", "operators@example.org")).Append(("STATE", _state.FullName)).Append(("BICEP", Bicep.Executable))
            .Append(("PATH", $"{_state.FullName}:{Environment.GetEnvironmentVariable("PATH")}")))
            script.Environment[name] = value;
        return Bicep.RunAsync(script);
    }

    private void Answer(string question, string answer) => File.WriteAllText(Path.Combine(_state.FullName, question), answer);

    private JsonElement Remember()
    {
        using var given = JsonDocument.Parse(File.ReadAllText(Path.Combine(_state.FullName, "given")));
        var parameters = JsonDocument.Parse(given.RootElement.GetProperty("parametersJson").GetString()!).RootElement.GetProperty("parameters");
        foreach (var parameter in parameters.EnumerateObject())
        {
            var value = parameter.Value.GetProperty("value");
            File.WriteAllText(Path.Combine(_state.FullName, $"{parameter.Name}.json"), value.GetRawText());
            File.WriteAllText(Path.Combine(_state.FullName, $"{parameter.Name}.tsv"), value.ToString());
        }
        return parameters;
    }

    private void Install(string program, string text)
    {
        var path = Path.Combine(_state.FullName, program);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
