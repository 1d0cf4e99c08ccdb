using System.Text.Json;

namespace PatchFcn.Architecture.Tests.Infrastructure;

/// <summary>The deployment of <c>cpu.bicepparam</c> with other parameters, in a folder that goes away.</summary>
internal sealed class TemporaryDeployment : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("patchfcn-bicep-");
    private readonly string _parameters;

    public TemporaryDeployment(string parameters)
    {
        _parameters = Path.Combine(_folder.FullName, "test.bicepparam");
        var main = Path.GetRelativePath(_folder.FullName, Path.Combine(Bicep.Folder, "main.bicep"));
        File.WriteAllText(_parameters, $$"""
            using '{{main}}'
            param prefix = 'test'
            param device = 'cpu'
            param image = 'patchfcn:test'
            param modelFolder = 'models/test'
            param maxReplicas = 2
            param operators = ['operators@example.org']
            param budget = { amount: 1, start: '2026-01-01' }
            {{parameters}}
            """);
    }

    /// <summary>What Azure would be asked for, as far as it is known without Azure.</summary>
    public async Task<JsonDocument> PredictAsync()
    {
        Assert.Equal("", await SnapshotAsync());
        return JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(_parameters, ".snapshot.json"), TestContext.Current.CancellationToken));
    }

    /// <summary>Why Azure would not be asked for anything.</summary>
    public async Task<string> RefusalAsync()
    {
        var refusal = await SnapshotAsync();
        Assert.NotEqual("", refusal);
        return refusal;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<string> SnapshotAsync() => (await Bicep.RunAsync("snapshot", _parameters, "--mode", "overwrite")).Diagnostics;
}
