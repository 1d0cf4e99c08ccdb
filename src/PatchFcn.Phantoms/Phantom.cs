using System.Numerics;
using PatchFcn.Core.Volumes;
using PatchFcn.Phantoms.Anatomy;
using PatchFcn.Phantoms.Bleeds;
using PatchFcn.Phantoms.Scanner;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms;

/// <summary>A bleed as it stands in the truth.</summary>
/// <param name="Type">Type of bleed.</param>
/// <param name="Side">+1 the patient's left, -1 the right, 0 both or the midline.</param>
/// <param name="VolumeMl">Volume of the blood in the head, mL.</param>
public sealed record PhantomBleed(BleedType Type, int Side, double VolumeMl);

/// <summary>A synthetic head CT with its truth.</summary>
public sealed class Phantom
{
    private Phantom(PhantomSpec spec, CtVolume ct, LabelVolume truth, IReadOnlyList<PhantomBleed> bleeds) =>
        (Spec, Ct, Truth, Bleeds) = (spec, ct, truth, bleeds);

    /// <summary>How it was made.</summary>
    public PhantomSpec Spec { get; }

    /// <summary>The scan, in HU as a reader gets them: <see cref="CtVolume.Air"/> outside the reconstructed circle.</summary>
    public CtVolume Ct { get; }

    /// <summary>Acute blood: 1 sdh, 2 edh, 3 iph, 4 sah-ivh.</summary>
    public LabelVolume Truth { get; }

    /// <summary>The acute bleeds that were planted.</summary>
    public IReadOnlyList<PhantomBleed> Bleeds { get; }

    /// <summary>Volume of the truth, mL.</summary>
    public double VolumeMl => Truth.TotalMl();

    /// <summary>Makes a phantom. The same specification gives the same voxels on every processor, and on any number of them.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Phantom Create(PhantomSpec spec, CancellationToken cancellation = default)
    {
        var pose = new HeadPose(spec.Pose);
        var range = new ScanRange(spec.Scanner, spec.Anatomy.ScaleZ);
        var anatomy = new HeadAnatomy(spec.Anatomy, new MassEffect([.. spec.Bleeds.Select(bleed => bleed.InMeanHead(spec.Anatomy))]));
        var model = HeadModel.Build(anatomy, pose, range, VoxelMm(spec.Scanner), cancellation);
        var painter = new BleedPainter(model, anatomy, spec.Anatomy, pose.DirectionToHead(Vector3.UnitY));
        var bleeds = new List<PhantomBleed>();
        foreach (var bleed in spec.Bleeds)
        {
            var ml = painter.Paint(bleed, cancellation);
            if (bleed.IsPositive)
                bleeds.Add(new PhantomBleed(bleed.Type, bleed.Side, ml));
        }

        var geometry = range.ToGeometry(spec.Pose);
        var (ct, truth) = (new CtVolume(geometry), new LabelVolume(geometry));
        var shares = new byte[truth.Labels.Length];
        var cutter = new SliceCutter(model, pose, range, spec.Scanner);
        var scanner = new ScannerPhysics(spec.Scanner);
        Parallel.For(0, geometry.SliceCount, new ParallelOptions { CancellationToken = cancellation }, slice =>
        {
            var hu = new float[geometry.SliceLength];
            cutter.Cut(slice, hu, truth.Slice(slice), shares.AsSpan(slice * geometry.SliceLength, geometry.SliceLength));
            scanner.Acquire(slice, hu, ct.Slice(slice));
        });
        Outline.Draw(truth, shares);
        return new Phantom(spec, ct, truth, bleeds);
    }

    // Coarse slices need no finer head: a voxel is never more than a little larger than a pixel.
    private static float VoxelMm(ScannerSpec scanner) => (float)Math.Clamp(scanner.PixelSpacingMm * 1.3, 1.0, 1.8);
}
