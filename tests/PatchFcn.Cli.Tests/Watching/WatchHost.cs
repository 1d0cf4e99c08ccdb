using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using PatchFcn.Testing;

namespace PatchFcn.Cli.Tests.Watching;

/// <summary><c>patchfcn watch</c> as a process.</summary>
internal sealed class WatchHost : IDisposable
{
    private readonly Process _process;

    /// <param name="storage">What it watches.</param>
    /// <param name="webhook">Who is told; null: nobody.</param>
    /// <param name="port">Where it answers; null: at a free one.</param>
    /// <param name="options">More of the command line.</param>
    public WatchHost(string storage, Uri? webhook, int? port = null, params string[] options)
    {
        port ??= Ports.Free();
        Address = new Uri($"http://127.0.0.1:{port}");
        string[] telling = webhook is null ? [] : ["--webhook", webhook.AbsoluteUri, "--allow-demonstration", "phantom-compact"];
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "patchfcn.dll"), "watch", "--storage", storage, "--port", $"{port}", "--quiet", .. telling, .. options];
        _process = Process.Start(new ProcessStartInfo("dotnet", arguments))!;
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>Memory it holds now, MB.</summary>
    public double MemoryMb
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Whether it answers, and says that it is at a study.</summary>
    public async Task<bool> IsAtWorkAsync(CancellationToken cancellation) => (await TryReadAsync(cancellation))?.GetProperty("running").EnumerateObject().Any() == true;

    /// <summary>The studies of the worklist; none while it does not answer.</summary>
    public async Task<List<JsonElement>> ListAsync(CancellationToken cancellation) => [.. (await TryReadAsync(cancellation))?.GetProperty("studies").EnumerateArray() ?? []];

    /// <summary>Pulls the plug.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task<JsonElement?> TryReadAsync(CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = Address };
        try
        {
            return await client.GetFromJsonAsync<JsonElement>("/api/studies", cancellation);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
