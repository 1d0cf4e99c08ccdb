namespace PatchFcn.Dicom.Tests.Reading;

/// <summary>A folder that is deleted when the test is over.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    public string Locate(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
