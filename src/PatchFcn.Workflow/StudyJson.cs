using System.Text.Json;
using System.Text.Json.Serialization;

namespace PatchFcn.Workflow;

/// <summary>How records are written as JSON, in artifacts and over HTTP.</summary>
public static class StudyJson
{
    /// <summary>camelCase, enumerations as words.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
}
