namespace PatchFcn.Phantoms.Output;

/// <summary><c>truth.csv</c> of a folder of cases. A case is on disk as soon as it is added, so that what was finished stands there after a cancellation too.</summary>
public sealed class TruthTable : IDisposable
{
    private readonly StreamWriter _csv;

    /// <summary>Begins the table, in place of one that is there.</summary>
    /// <param name="folder">Folder of the cases, made where it does not exist.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public TruthTable(string folder)
    {
        Directory.CreateDirectory(folder);
        _csv = new StreamWriter(Path.Combine(folder, "truth.csv")) { NewLine = "\n", AutoFlush = true };
        _csv.WriteLine(PhantomCase.CsvHeader);
    }

    /// <summary>Adds a case.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Add(PhantomCase written) => _csv.WriteLine(written.ToCsv());

    /// <inheritdoc/>
    public void Dispose() => _csv.Dispose();
}
