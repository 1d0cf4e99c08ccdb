using System.Text.Json;
using System.Text.Json.Serialization;
using PatchFcn.Reporting.Images;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Reporting.Html;

/// <summary>What the slice viewer of the page needs.</summary>
/// <param name="Settings">JSON for the script.</param>
/// <param name="Start">Index of the slice that is shown first.</param>
/// <param name="Left">What lies at the left edge of a slice, R as a rule.</param>
/// <param name="Right">What lies at the right edge.</param>
/// <param name="HasOverlay">Whether there is anything to lay over the slices.</param>
/// <param name="HasThreshold">Whether the page knows the probabilities, so that another threshold can be tried.</param>
/// <param name="Slices">Compressed pixels of every slice.</param>
internal sealed record Viewer(Markup Settings, int Start, char Left, char Right, bool HasOverlay, bool HasThreshold, IReadOnlyList<Viewer.Plane> Slices)
{
    /// <summary>A viewer of all slices.</summary>
    internal static Viewer Of(StudyReport report, StudyImages images, int? start)
    {
        var geometry = images.Ct.Geometry;
        var box = HeadBox.Of(images.Brain, geometry);
        var orientation = DisplayOrientation.Of(geometry);
        var scores = report.Slices.ToLookup(slice => slice.Index, slice => slice.Score is { } score ? ScoreText.Of(score, report.OperatingPoint.Threshold) : null);
        var settings = new ViewerSettings(
            box.Columns,
            box.Rows,
            box.Columns * geometry.ColumnSpacing / (box.Rows * geometry.RowSpacing),
            HuCodes.Hu,
            [.. images.Classes.Select(name => ClassStyle.Of(name).CssColor)],
            [.. geometry.SlicePositions.Select((position, slice) => new ViewerSlice(Math.Round(position, 1), scores[slice].FirstOrDefault()))]);
        var planes = SliceData.Encode(images, box);
        return new(
            new(JsonSerializer.Serialize(settings, ViewerJsonContext.Default.ViewerSettings)),
            start ?? geometry.SliceCount / 2,
            orientation.Left,
            orientation.Right,
            planes.Any(plane => plane.Labels.Length > 0 || plane.Probabilities.Length > 0),
            images.Probabilities is not null,
            [.. planes.Select(plane => new Plane(new(plane.Hu), new(plane.Labels), new(plane.Probabilities)))]);
    }

    /// <summary>Base64 of the planes of one slice, which needs no escaping.</summary>
    internal sealed record Plane(Markup Hu, Markup Labels, Markup Probabilities);
}

/// <summary>Settings of the script, in display orientation.</summary>
/// <param name="Width">Columns of the cropped slice.</param>
/// <param name="Height">Rows of the cropped slice.</param>
/// <param name="Aspect">Width divided by height, in mm.</param>
/// <param name="Hu">HU of each code.</param>
/// <param name="Colors">CSS colour of each label, from 1.</param>
/// <param name="Slices">Position and score of every slice.</param>
internal sealed record ViewerSettings(
    int Width,
    int Height,
    double Aspect,
    IReadOnlyList<int> Hu,
    IReadOnlyList<string> Colors,
    IReadOnlyList<ViewerSlice> Slices);

/// <summary>One slice of the viewer.</summary>
/// <param name="Position">Position along the normal, mm.</param>
/// <param name="Score">Highest patch score as it is written everywhere (<see cref="ScoreText"/>); null where it was not scored.</param>
internal sealed record ViewerSlice(double Position, string? Score);

// The default encoder escapes <, > and & too, so that the text cannot end the script element it stands in.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ViewerSettings))]
internal sealed partial class ViewerJsonContext : JsonSerializerContext;
