using System.Globalization;
using Microsoft.VisualBasic.FileIO;
using PatchFcn.Core;

namespace PatchFcn.Dicom.Truth;

/// <summary>Comma-separated files with a header line; columns that nobody asks for are ignored.</summary>
public static class CsvFile
{
    /// <summary>The rows below the header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="required">Columns that must be there.</param>
    /// <exception cref="UsageException">The file is not such a table; the message says what to mend.</exception>
    public static IReadOnlyList<CsvRow> Read(string path, params string[] required)
    {
        var name = Path.GetFileName(path);
        using var parser = new TextFieldParser(path) { Delimiters = [","], HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = true };
        try
        {
            var header = parser.ReadFields() ?? throw new UsageException($"{name} is empty.");
            if (header.CountBy(column => column).FirstOrDefault(column => column.Value > 1) is { Key: { } twice })
                throw new UsageException($"{name} has the column {twice} twice.");
            if (required.Except(header).ToList() is { Count: > 0 } missing)
                throw new UsageException($"{name} has no column {string.Join(", ", missing)}; its first line must name the columns.");
            var rows = new List<CsvRow>();
            for (var line = parser.LineNumber; parser.ReadFields() is { } fields; line = parser.LineNumber)
                rows.Add(fields.Length == header.Length
                    ? new CsvRow($"{name}, line {line}", header.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second))
                    : throw new UsageException($"{name}, line {line}: {fields.Length} values under {header.Length} columns."));
            return rows;
        }
        catch (MalformedLineException problem)
        {
            throw new UsageException($"{name}, line {problem.LineNumber}: the quotes do not match.", problem);
        }
    }

    /// <summary>A line of such a file, its values quoted where need be.</summary>
    public static string Line(params IEnumerable<string> values) => string.Join(',', values.Select(Quote));

    private static string Quote(string text) =>
        text.AsSpan().ContainsAny(",\"\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}

/// <summary>One row of a table, its values by column.</summary>
public sealed class CsvRow(string place, IReadOnlyDictionary<string, string> values)
{
    /// <summary>The value of a column; empty where there is no such column.</summary>
    public string Text(string column) => values.GetValueOrDefault(column, "");

    /// <summary>A number in a range; null where the column is missing or empty.</summary>
    /// <exception cref="UsageException">It is no such number.</exception>
    public double? Number(string column, double low, double high)
    {
        if (Text(column) is not { Length: > 0 } text)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? number
            : throw Wrong(column, text, string.Create(CultureInfo.InvariantCulture, $"a number from {low} to {high}"));
    }

    /// <summary>A yes or no: 1, 0, true, false.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public bool Flag(string column) => Text(column).ToLowerInvariant() switch
    {
        "1" or "true" => true,
        "0" or "false" => false,
        var text => throw Wrong(column, text, "0 or 1"),
    };

    private UsageException Wrong(string column, string text, string wanted) => new($"{place}: {column} is '{text}', not {wanted}.");
}
