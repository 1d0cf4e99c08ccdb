using System.Text.Json;
using PatchFcn.Core;
using PatchFcn.Dicom.Truth;
using PatchFcn.Inference.Models;

namespace PatchFcn.Training.Packaging;

/// <summary>The ROC curve that <c>patchfcn evaluate</c> measured, and on what.</summary>
/// <param name="ModelSha256">SHA-256 of the network.</param>
/// <param name="Grid">Grid it was scored on.</param>
/// <param name="TestSet">The test set in words: cases and hash.</param>
/// <param name="Positives">Its cases with a bleed.</param>
/// <param name="Negatives">Its cases without one.</param>
/// <param name="Points">By falling threshold.</param>
internal sealed record MeasuredRoc(string ModelSha256, string Grid, string TestSet, int Positives, int Negatives, IReadOnlyList<(double Threshold, double Sensitivity, double Specificity)> Points)
{
    /// <summary>Reads <c>metrics.json</c> and <c>tables/roc.csv</c>.</summary>
    /// <exception cref="InvalidDataException">They are not what an evaluation writes, or there was nothing to tell apart.</exception>
    public static MeasuredRoc Read(string folder)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "metrics.json")));
            var root = json.RootElement;
            var (cases, positives) = (root.GetProperty("n").GetInt32(), root.GetProperty("positives").GetInt32());
            var test = $"{cases} cases ({positives} positive), test set {root.GetProperty("testSet").GetProperty("sha256").GetString()}";
            var points = CsvFile.Read(Path.Combine(folder, "tables", "roc.csv"), "threshold", "sensitivity", "specificity").Select(ReadPoint).ToList();
            return new(root.GetProperty("model").GetProperty("sha256").GetString()!, root.GetProperty("grid").GetString()!, test, positives, cases - positives, points);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException or UsageException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"{folder} does not hold an evaluation with a ROC curve: {exception.Message}", exception);
        }
    }

    /// <summary>The most sensitive point that is specific enough.</summary>
    /// <exception cref="InvalidDataException">None is.</exception>
    public OperatingPoint AtSpecificity(double specificity)
    {
        var last = -1;
        for (var i = 0; i < Points.Count && Points[i].Specificity >= specificity; i++)
            last = i;
        return last >= 0 ? At(last) : throw new InvalidDataException($"No point of the curve has a specificity of {specificity} or more.");
    }

    /// <summary>The most specific point that misses nothing.</summary>
    public OperatingPoint AtFullSensitivity() => At(Points.Select(point => point.Sensitivity).ToList().IndexOf(1));

    /// <summary>The threshold lies half way to the next lower score: the same decisions on the test set, and not on the brink of one.</summary>
    private OperatingPoint At(int index)
    {
        var (threshold, sensitivity, specificity) = Points[index];
        var next = index + 1 < Points.Count ? Points[index + 1].Threshold : threshold;
        var middle = (threshold + next) / 2;
        // Rounded to be read, unless that leaves the room between the two scores. Saturated scores differ in their last digits alone, and the last point has no room.
        var rounded = Math.Round(middle, 6);
        return new(rounded > next && rounded <= threshold ? rounded : middle, sensitivity, specificity, TestSet) { Positives = Positives, Negatives = Negatives };
    }

    private static (double Threshold, double Sensitivity, double Specificity) ReadPoint(CsvRow row)
    {
        return (Part("threshold"), Part("sensitivity"), Part("specificity"));

        double Part(string column) => row.Number(column, 0, 1) ?? throw new FormatException($"a point has no {column}.");
    }
}
