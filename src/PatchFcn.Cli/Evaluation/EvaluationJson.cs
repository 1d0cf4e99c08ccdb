using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PatchFcn.Core.Evaluation;

namespace PatchFcn.Cli.Evaluation;

/// <summary>How the files of an evaluation are written: camelCase, intervals as [low, high], what does not exist as null, never NaN.</summary>
internal static class EvaluationJson
{
    /// <summary>One entry on each line.</summary>
    public static JsonSerializerOptions Lines { get; } = Create(indented: false);

    /// <summary>For people, too.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    private static JsonSerializerOptions Create(bool indented) => new(JsonSerializerDefaults.Web)
    {
        WriteIndented = indented,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.Strict,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new IntervalConverter() },
    };

    private sealed class IntervalConverter : JsonConverter<Interval>
    {
        public override Interval Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<double[]>(ref reader, options) is [var low, var high]
                ? new Interval(low, high)
                : throw new JsonException("An interval is [low, high].");

        public override void Write(Utf8JsonWriter writer, Interval value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(value.Low);
            writer.WriteNumberValue(value.High);
            writer.WriteEndArray();
        }
    }
}
