using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using PatchFcn.Reporting.Reports;
using Task = System.Threading.Tasks.Task;

namespace PatchFcn.Reporting.Fhir;

/// <summary>
/// Writes <c>fhir.json</c>: a FHIR R4 transaction (<c>Bundle</c>) of what a report says. It names no patient: the imaging study does. The same report gives the same bytes,
/// and a server that is sent them twice holds them once.
/// </summary>
public static class FhirReport
{
    private static readonly JsonSerializerOptions Json = Options();

    /// <summary>Writes the bundle.</summary>
    /// <param name="report">What to say.</param>
    /// <param name="softwareVersion">Version of this software; each has resources of its own.</param>
    /// <param name="stream">Receives UTF-8.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static Task WriteAsync(StudyReport report, string softwareVersion, Stream stream, CancellationToken cancellationToken = default) =>
        JsonSerializer.SerializeAsync<Resource>(stream, new FhirBundle(report, softwareVersion).Create(), Json, cancellationToken);

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector).Pretty();
        options.NewLine = "\n";
        return options;
    }
}
