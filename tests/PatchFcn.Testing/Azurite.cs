using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace PatchFcn.Testing;

/// <summary>A blob storage on this machine for the tests of one assembly, empty at its start. It is there where <c>PATCHFCN_AZURITE</c> names the emulator, as <c>test.sh</c> sees to.</summary>
public sealed class Azurite : IDisposable
{
    private const string Account = "tests";

    /// <summary>Where the emulator reads of a database.</summary>
    private const string Database = "AZURITE_DB";

    private readonly Process? _process;
    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-azurite-").FullName;

    public Azurite()
        : this(["--inMemoryPersistence"], database: null)
    {
    }

    private Azurite(string[] persistence, string? database)
    {
        if (Environment.GetEnvironmentVariable("PATCHFCN_AZURITE") is not { Length: > 0 } command)
            return;
        var port = Ports.Free();
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var start = new ProcessStartInfo(command, ["--blobPort", $"{port}", .. persistence, "--skipApiVersionCheck", "--disableTelemetry", "--silent"])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            Environment = { ["AZURITE_ACCOUNTS"] = $"{Account}:{key}", [Database] = database },
        };
        _process = Process.Start(start)!;
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={key};BlobEndpoint=http://127.0.0.1:{port}/{Account};";
        WaitFor(port);
    }

    /// <summary>How to reach it; null where there is none.</summary>
    public string? ConnectionString { get; }

    /// <summary>
    /// One that keeps its blobs on disk: in memory, hundreds of studies are more than the emulator bears. What it knows of them is in its own memory, where every request looks at every blob, or in the
    /// database that <c>AZURITE_DB</c> names.
    /// </summary>
    public static Azurite OnDisk() => new([], Environment.GetEnvironmentVariable(Database));

    /// <summary>Skips the test, with the reason, where there is none.</summary>
    public string Require()
    {
        Assert.SkipWhen(ConnectionString is null, "PATCHFCN_AZURITE does not name the storage emulator; bash test.sh brings it.");
        return ConnectionString!;
    }

    public void Dispose()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void WaitFor(int port)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            try
            {
                using var client = new TcpClient("127.0.0.1", port);
                return;
            }
            catch (SocketException)
            {
                Thread.Sleep(100);
            }
        }
        throw new TimeoutException("Azurite does not answer.");
    }
}
