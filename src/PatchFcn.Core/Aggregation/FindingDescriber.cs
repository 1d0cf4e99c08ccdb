using PatchFcn.Core.Biomarkers;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Aggregation;

/// <summary>Measures one lesion after the other against the study it lies in.</summary>
internal sealed class FindingDescriber(LabelledStudy study, MidsagittalPlane? midplane)
{
    /// <summary>A finding whose centroid is closer to the midsagittal plane than this is called midline.</summary>
    private const double MidlineMm = 3;

    /// <summary>A finding with at least this share of its volume on either side of the plane is called midline.</summary>
    private const double StraddlingShare = 0.3;

    private readonly VolumeGeometry _geometry = study.Geometry;
    private readonly ReasonTagger _tagger = new(study);

    public Finding Describe(string id, Lesion lesion)
    {
        var name = study.Classes[lesion.Label - 1];
        var centroid = Centroid(lesion);
        var volumeMl = LesionVolume.Ml(lesion);
        AbcOverTwo? abc = name is HemorrhageClass.Intraparenchymal or HemorrhageClass.Any ? AbcOverTwo.Of(lesion) : null;
        var density = LesionDensity.Of(lesion, study.Volume);
        return new Finding(
            id,
            name,
            PeakProbability(lesion),
            volumeMl,
            centroid,
            SideOf(lesion, centroid),
            lesion.Slices,
            AxialDiameter.Longest(lesion).LongestMm,
            name is HemorrhageClass.Subdural or HemorrhageClass.Epidural ? InscribedThickness.Mm(lesion) : null,
            abc?.Ml,
            density.MeanHu,
            _tagger.TagsOf(lesion, volumeMl, density),
            TopPatchSearch.Find(study, lesion))
        {
            Abc2 = abc,
        };
    }

    private double PeakProbability(Lesion lesion)
    {
        byte peak = 0;
        foreach (var run in lesion.Runs)
            foreach (var value in study.Probabilities.Slice(run.Slice).Slice(run.Row * _geometry.Columns + run.Start, run.Length))
                peak = Math.Max(peak, value);
        return ProbabilityMap.Probability(peak);
    }

    private Vector3D Centroid(Lesion lesion)
    {
        var (sum, weight) = (default(Vector3D), 0.0);
        foreach (var run in lesion.Runs)
        {
            var runMl = run.Length * _geometry.VoxelMl(run.Slice);
            sum += _geometry.ToPatient(run.Slice, run.Row, (run.Start + run.End - 1) / 2.0) * runMl;
            weight += runMl;
        }
        return sum * (1 / weight);
    }

    private Laterality SideOf(Lesion lesion, Vector3D centroid)
    {
        if (midplane is null || Math.Abs(midplane.LeftwardMm(centroid)) < MidlineMm)
            return Laterality.Midline;
        var leftShare = LeftMl(lesion, midplane) / LesionVolume.Ml(lesion);
        if (Math.Min(leftShare, 1 - leftShare) >= StraddlingShare)
            return Laterality.Midline;
        return leftShare > 0.5 ? Laterality.Left : Laterality.Right;
    }

    private double LeftMl(Lesion lesion, MidsagittalPlane plane)
    {
        var columnStep = Vector3D.Dot(_geometry.RowDirection, plane.Normal) * _geometry.ColumnSpacing;
        var total = 0.0;
        foreach (var run in lesion.Runs)
        {
            var leftward = plane.LeftwardMm(_geometry.ToPatient(run.Slice, run.Row, run.Start));
            var voxels = 0;
            for (var i = 0; i < run.Length; i++)
                if (leftward + i * columnStep > 0)
                    voxels++;
            total += voxels * _geometry.VoxelMl(run.Slice);
        }
        return total;
    }
}
