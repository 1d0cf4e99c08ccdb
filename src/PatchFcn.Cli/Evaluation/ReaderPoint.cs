using PatchFcn.Core;
using PatchFcn.Dicom.Truth;

namespace PatchFcn.Cli.Evaluation;

/// <summary>A human reader on the same examinations.</summary>
/// <param name="Name">How the reader is called in the figure; never a patient.</param>
/// <param name="Sensitivity">0..1.</param>
/// <param name="Specificity">0..1.</param>
internal sealed record ReaderPoint(string Name, double Sensitivity, double Specificity)
{
    /// <summary>Reads a table with the columns <c>reader,sensitivity,specificity</c>.</summary>
    /// <exception cref="UsageException">It is not such a table.</exception>
    public static IReadOnlyList<ReaderPoint> Read(string path) =>
        [.. CsvFile.Read(path, "reader", "sensitivity", "specificity").Select(row => new ReaderPoint(row.Text("reader"), Share(row, "sensitivity"), Share(row, "specificity")))];

    private static double Share(CsvRow row, string column) => row.Number(column, 0, 1) ?? throw new UsageException($"A reader without {column} cannot be drawn.");
}
