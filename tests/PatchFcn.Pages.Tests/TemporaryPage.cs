namespace PatchFcn.Pages.Tests;

/// <summary>A page on disk for as long as a test needs it.</summary>
internal sealed class TemporaryPage : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("patchfcn-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "report.html");

    public string Address => new Uri(Path).AbsoluteUri;

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
