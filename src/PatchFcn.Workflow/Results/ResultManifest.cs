using System.Text.Json;
using System.Text.Json.Serialization;

namespace PatchFcn.Workflow.Results;

/// <summary>What a result was made of and what it consists of, sealed by SHA-256: the content of <c>manifest.json</c>.</summary>
/// <param name="Header">What differs from run to run.</param>
/// <param name="Instance">Instance id.</param>
/// <param name="Model">The model.</param>
/// <param name="Settings">The choices that change a result.</param>
/// <param name="Inputs">Every file of the upload that was read.</param>
/// <param name="Outputs">Every result file but this one.</param>
internal sealed record ResultManifest(
    ManifestHeader Header,
    string Instance,
    ModelReference Model,
    ManifestSettings Settings,
    IReadOnlyList<WrittenFile> Inputs,
    IReadOnlyList<WrittenFile> Outputs)
{
    private static readonly JsonSerializerOptions Json = new(StudyJson.Options) { WriteIndented = true, NewLine = "\n", RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member is missing or of the wrong type.</exception>
    public static async Task<ResultManifest> ReadAsync(Stream stream, CancellationToken cancellation) =>
        await JsonSerializer.DeserializeAsync<ResultManifest>(stream, Json, cancellation) ?? throw new JsonException("The manifest is null.");

    public Task WriteAsync(Stream stream, CancellationToken cancellation) => JsonSerializer.SerializeAsync(stream, this, Json, cancellation);
}

/// <summary>What differs from run to run.</summary>
/// <param name="SchemaVersion">Version of this format.</param>
/// <param name="Software">Name and version of the software.</param>
/// <param name="CreatedUtc">When the result was sealed.</param>
internal sealed record ManifestHeader(string SchemaVersion, string Software, DateTime CreatedUtc);

/// <summary>The choices that change a result.</summary>
/// <param name="Grid">Name of the grid.</param>
/// <param name="OperatingPoint">Name of the operating point.</param>
/// <param name="Threshold">Its threshold, 0 to 1.</param>
/// <param name="Device">What was asked for: <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>tensorrt</c>. What the network ran on stands in the report.</param>
internal sealed record ManifestSettings(string Grid, string OperatingPoint, double Threshold, string Device)
{
    /// <summary>Whether the probability was written as a fractional segmentation, too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Fractional { get; init; }

    /// <summary>Whether the result was made without what tells whose study it is; the hashes of the inputs are keyed then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Deidentified { get; init; }
}
