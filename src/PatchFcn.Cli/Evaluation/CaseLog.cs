using System.Text;
using System.Text.Json;
using PatchFcn.Core;

namespace PatchFcn.Cli.Evaluation;

/// <summary>
/// What has been analysed so far: <c>cases.jsonl</c>, first a line with model, grid and version, then one for each case. Each is on disk before the next begins, so a run can be
/// stopped and continued; a line that was cut off is taken for not written.
/// </summary>
internal sealed class CaseLog : IDisposable
{
    /// <summary>
    /// Rule by which cases are judged; another one needs another number. 0, not written down: a negative case without a label volume had no pixels. 1: none of them is blood.
    /// 2: what the table says is kept, so that a case is judged again after it was corrected.
    /// </summary>
    public const int Rule = 2;

    private readonly Dictionary<string, CaseResult> _done = [];
    private readonly FileStream _file;

    /// <summary>Opens the log of a folder, and makes it where there is none.</summary>
    /// <exception cref="UsageException">The folder holds results of another model, grid or version, or by another rule.</exception>
    /// <exception cref="IOException">The log cannot be read or written, or another run writes to it.</exception>
    public CaseLog(string path, LogHeader header)
    {
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            if (ReadDone() is not { } found)
                Append(header);
            else if (found != header)
                throw new UsageException($"{Path.GetDirectoryName(path)} holds results of {Describe(found, header)}: name another folder with --out.");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What is known of a case whose files have this hash, and of which the table says what it said then; null where nothing is.</summary>
    public CaseResult? Find(string name, string sha256, bool positive) =>
        _done.GetValueOrDefault(name) is { } result && result.Sha256 == sha256 && result.Positive == positive ? result : null;

    /// <summary>Keeps a result.</summary>
    public void Add(CaseResult result)
    {
        Append(result);
        _done[result.Case] = result;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static string Describe(LogHeader found, LogHeader now) => string.Join(", ", new[]
    {
        found.Model,
        $"grid {found.Grid}",
        found.Against == now.Against ? null : found.Against is { } other ? $"compared with grid {other}" : "compared with no other grid",
        $"model hash {found.ModelSha256[..8]}",
        found.ManifestSha256 == now.ManifestSha256 ? null : "another model.json",
        found.Software == now.Software ? null : found.Software is { } version ? $"version {version} of this software" : "an unknown version of this software",
        found.Rule == now.Rule ? null : "judged by another rule",
    }.OfType<string>());

    private void Append<T>(T entry)
    {
        _file.Write([.. JsonSerializer.SerializeToUtf8Bytes(entry, EvaluationJson.Lines), (byte)'\n']);
        _file.Flush(flushToDisk: true);
    }

    /// <summary>Reads all whole lines and leaves the file ready for the next.</summary>
    private LogHeader? ReadDone()
    {
        var bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        var whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        _file.SetLength(whole);
        var lines = Encoding.UTF8.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines.Skip(1))
            if (JsonSerializer.Deserialize<CaseResult>(line, EvaluationJson.Lines) is { } result)
                _done[result.Case] = result;
        return lines.Length == 0 ? null : JsonSerializer.Deserialize<LogHeader>(lines[0], EvaluationJson.Lines);
    }
}

/// <summary>What the results of a log have in common.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="ModelSha256">Its hash.</param>
/// <param name="Grid">Patches that were scored.</param>
/// <param name="Rule"><see cref="CaseLog.Rule"/> of the time; 0 in logs from before there was one.</param>
/// <param name="ManifestSha256">Hash of the model's <c>model.json</c>: window and scale change a result as the weights do; null in logs of earlier versions.</param>
/// <param name="Software">Version of this software; null in logs of earlier versions.</param>
/// <param name="Against">The grid that it was compared with; null where with none.</param>
internal sealed record LogHeader(string Model, string ModelSha256, string Grid, int Rule, string? ManifestSha256, string? Software, string? Against = null);
