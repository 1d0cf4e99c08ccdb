using System.Text;
using PatchFcn.Dicom.Truth;

namespace PatchFcn.Cli.Evaluation.Tables;

/// <summary>A table as CSV and as Markdown.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Title">What stands above it.</param>
/// <param name="Columns">Heads of the columns.</param>
/// <param name="Rows">Rows of as many texts.</param>
internal sealed record ResultTable(string Name, string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Comma-separated, quoted where need be.</summary>
    public string ToCsv() => Lines(CsvFile.Line, Columns, Rows);

    /// <summary>With its title.</summary>
    public string ToMarkdown() => $"### {Title}\n\n{Lines(Line, Columns, Rows.Prepend([.. Columns.Select(_ => "---")]))}";

    private static string Line(IReadOnlyList<string> row) => $"| {string.Join(" | ", row.Select(text => text.Replace("|", "\\|", StringComparison.Ordinal)))} |";

    private static string Lines(Func<IReadOnlyList<string>, string> format, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
        rows.Prepend(columns).Aggregate(new StringBuilder(), (text, row) => text.Append(format(row)).Append('\n')).ToString();
}
