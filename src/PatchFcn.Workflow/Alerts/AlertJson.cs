using System.Text.Json;

namespace PatchFcn.Workflow.Alerts;

/// <summary>How the data of events are written: camelCase, null where nothing was measured.</summary>
internal static class AlertJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web);
}
