using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Dicom.Writing.Segmentations;

/// <summary>One class that was found, and the slices it is on.</summary>
/// <param name="Number">Number of the segment, from 1 without gaps.</param>
/// <param name="Class">Class name of the model.</param>
/// <param name="Label">Its label in the mask; 0 where nothing was found.</param>
/// <param name="Slices">Slices with at least one of its voxels, ascending.</param>
internal sealed record Segment(int Number, string Class, byte Label, IReadOnlyList<int> Slices)
{
    /// <summary>Whether it only stands there because nothing was found: a segmentation needs a frame.</summary>
    public bool IsEmpty => Label == 0;

    /// <summary>
    /// One segment for each class that was found. Where nothing was found there is still one, of no label, on the most inferior slice; its frame is empty.
    /// </summary>
    public static IReadOnlyList<Segment> Of(LabelVolume labels, IReadOnlyList<string> classes)
    {
        var slices = Enumerable.Range(0, classes.Count).Select(_ => new List<int>()).ToArray();
        for (var slice = 0; slice < labels.Geometry.SliceCount; slice++)
            for (var label = 1; label <= classes.Count; label++)
                if (labels.Slice(slice).Contains((byte)label))
                    slices[label - 1].Add(slice);

        var found = Enumerable.Range(0, classes.Count).Where(index => slices[index].Count > 0);
        Segment[] segments = [.. found.Select((index, place) => new Segment(place + 1, classes[index], (byte)(index + 1), slices[index]))];
        return segments.Length > 0 ? segments : [new Segment(1, HemorrhageClass.Any, 0, [0])];
    }
}
