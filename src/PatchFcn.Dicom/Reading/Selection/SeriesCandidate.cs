using PatchFcn.Dicom.Reading.Frames;

namespace PatchFcn.Dicom.Reading.Selection;

/// <summary>Parallel slices of one series and one kernel, which may become the analysed volume.</summary>
internal sealed class SeriesCandidate
{
    /// <summary>
    /// Slices closer than this lie at the same position, mm: well below the thinnest spacing and above the rounding of scanners.
    /// </summary>
    public const double SamePositionMm = 0.05;

    public SeriesCandidate(IEnumerable<CtFrame> frames)
    {
        Frames = [.. frames.OrderBy(frame => frame.Plane!.Position).ThenBy(frame => frame.InstanceNumber).ThenBy(frame => frame.FileIndex)];
        Positions = Group(Frames);
        Spacing = Median(Positions.Zip(Positions.Skip(1), (below, above) => above[0].Plane!.Position - below[0].Plane!.Position));
        Thickness = Median(Frames.Select(frame => frame.Thickness ?? Spacing));
        Extent = Frames[^1].Plane!.Position - Frames[0].Plane!.Position + Thickness;
        Anatomy = Wording.AnatomyOf(First);
        Kernel = KindOf(First);
    }

    /// <summary>The slices by position, the most inferior first.</summary>
    public IReadOnlyList<CtFrame> Frames { get; }

    /// <summary>The slices at each position, the most inferior first; those first numbered stand first.</summary>
    public IReadOnlyList<IReadOnlyList<CtFrame>> Positions { get; }

    public CtFrame First => Frames[0];

    /// <summary>What the series is called; the name of the protocol stands in where it has no name of its own.</summary>
    public string Description => First.Header.SeriesDescription is { Length: > 0 } description ? description : First.Header.ProtocolName;

    /// <summary>Median distance between positions, mm; 0 for a single one.</summary>
    public double Spacing { get; }

    /// <summary>Median thickness, mm; the spacing stands in where it is missing.</summary>
    public double Thickness { get; }

    /// <summary>Height covered, mm.</summary>
    public double Extent { get; }

    public Anatomy Anatomy { get; }

    public KernelKind Kernel { get; }

    /// <summary>Voxels the volume would have.</summary>
    public long VoxelCount => (long)Positions.Count * First.Plane!.Rows * First.Plane.Columns;

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length == 0 ? 0 : sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static List<List<CtFrame>> Group(IReadOnlyList<CtFrame> frames)
    {
        var groups = new List<List<CtFrame>>();
        foreach (var frame in frames)
        {
            if (groups.Count == 0 || frame.Plane!.Position - groups[^1][0].Plane!.Position > SamePositionMm)
                groups.Add([]);
            groups[^1].Add(frame);
        }
        return groups;
    }

    private static KernelKind KindOf(CtFrame frame)
    {
        var kind = Selection.Kernel.Classify(frame.Kernel);
        return kind == KernelKind.Unknown && Wording.NamesBone(frame.Header.SeriesDescription) ? KernelKind.Bone : kind;
    }
}
