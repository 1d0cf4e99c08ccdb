using PatchFcn.Core;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Reading.Frames;

namespace PatchFcn.Dicom.Reading.Selection;

/// <summary>The slices at one height.</summary>
/// <param name="HeightMm">Distance along the normal of the stack, mm.</param>
/// <param name="Frames">The slices, the one first numbered first.</param>
internal sealed record SlicePosition(double HeightMm, List<CtFrame> Frames);

/// <summary>Parallel slices of one series and one kernel, which may become the analysed volume.</summary>
internal sealed class SeriesCandidate
{
    /// <summary>
    /// Slices closer than this lie at the same position, mm: well below the thinnest spacing and above the rounding of scanners.
    /// </summary>
    public const double SamePositionMm = 0.05;

    public SeriesCandidate(IReadOnlyList<CtFrame> frames)
    {
        Plane = frames[0].Plane!;
        Positions = GroupByHeight(frames, Plane.Normal);
        Frames = [.. Positions.SelectMany(position => position.Frames)];
        Spacing = Statistics.Median(Positions.Zip(Positions.Skip(1), (below, above) => above.HeightMm - below.HeightMm));
        Thickness = Statistics.Median(Frames.Select(frame => frame.Thickness ?? Spacing));
        Extent = Positions[^1].HeightMm - Positions[0].HeightMm + Thickness;
        Anatomy = Wording.AnatomyOf(First);
        Kernel = KindOf(First);
    }

    /// <summary>
    /// The plane that gives the stack its directions. All heights are measured along its normal: orientations that differ in their last
    /// digits would else put slices far from the origin of the scanner into disorder.
    /// </summary>
    public SlicePlane Plane { get; }

    /// <summary>The slices by height, the most inferior first.</summary>
    public IReadOnlyList<CtFrame> Frames { get; }

    /// <summary>The heights at which there are slices, the most inferior first.</summary>
    public IReadOnlyList<SlicePosition> Positions { get; }

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
    public long VoxelCount => (long)Positions.Count * Plane.Rows * Plane.Columns;

    private static List<SlicePosition> GroupByHeight(IEnumerable<CtFrame> frames, Vector3D normal)
    {
        var positions = new List<SlicePosition>();
        var sorted = frames
            .Select(frame => (Frame: frame, Height: Vector3D.Dot(frame.Plane!.Origin, normal)))
            .OrderBy(slice => slice.Height).ThenBy(slice => slice.Frame.InstanceNumber).ThenBy(slice => slice.Frame.FileIndex);
        foreach (var (frame, height) in sorted)
        {
            if (positions.Count == 0 || height - positions[^1].HeightMm > SamePositionMm)
                positions.Add(new SlicePosition(height, []));
            positions[^1].Frames.Add(frame);
        }
        return positions;
    }

    private static KernelKind KindOf(CtFrame frame)
    {
        var kind = Selection.Kernel.Classify(frame.Kernel);
        return kind == KernelKind.Unknown && Wording.NamesBone(frame.Header.SeriesDescription) ? KernelKind.Bone : kind;
    }
}
