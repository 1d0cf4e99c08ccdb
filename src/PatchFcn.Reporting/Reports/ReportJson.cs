using System.Text.Json;
using System.Text.Json.Serialization;

namespace PatchFcn.Reporting.Reports;

/// <summary>
/// Reads and writes <c>report.json</c>: UTF-8, camelCase, indented, line feeds, the members always all there and in the same order, so that equal reports are
/// equal bytes. NaN and infinity are not JSON and are never written.
/// </summary>
public static class ReportJson
{
    /// <summary>Writes a report.</summary>
    /// <exception cref="ArgumentException">A number is NaN or infinite.</exception>
    public static Task WriteAsync(StudyReport report, Stream stream, CancellationToken cancellationToken = default) =>
        JsonSerializer.SerializeAsync(stream, report, ReportJsonContext.Default.StudyReport, cancellationToken);

    /// <summary>Reads a report; members it does not know are ignored.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member is missing or of the wrong type.</exception>
    public static async Task<StudyReport> ReadAsync(Stream stream, CancellationToken cancellationToken = default) =>
        await JsonSerializer.DeserializeAsync(stream, ReportJsonContext.Default.StudyReport, cancellationToken)
            ?? throw new JsonException("The report is null.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StudyReport))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
