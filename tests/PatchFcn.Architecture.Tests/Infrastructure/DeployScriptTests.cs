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
          'acr repository show'*) echo sha256:0000 ;;
          'deployment group create'*) echo registry ;;
        esac
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

    public void Dispose() => _state.Delete(recursive: true);

    private async Task<JsonElement> DeployAsync(params (string Name, string Value)[] said)
    {
        Bicep.IsNeeded();
        Install("az", Azure);
        Install("curl", "#!/bin/sh");
        var script = new ProcessStartInfo("bash", [Path.Combine(Bicep.Folder, "deploy.sh"), "group", "region", "cpu"]) { WorkingDirectory = TestData.RepositoryRoot };
        foreach (var (name, value) in said.Append(("PATCHFCN_OPERATORS", "operators@example.org")).Append(("STATE", _state.FullName)).Append(("BICEP", Bicep.Executable))
            .Append(("PATH", $"{_state.FullName}:{Environment.GetEnvironmentVariable("PATH")}")))
            script.Environment[name] = value;
        var (exitCode, _, diagnostics) = await Bicep.RunAsync(script);
        Assert.Equal("", diagnostics);
        Assert.Equal(0, exitCode);
        return Remember();
    }

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
