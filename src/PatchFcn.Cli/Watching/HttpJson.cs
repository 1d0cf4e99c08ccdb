using System.Text.Json;
using System.Text.Json.Serialization;

namespace PatchFcn.Cli.Watching;

/// <summary>How the HTTP interface writes JSON.</summary>
internal static class HttpJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
}
