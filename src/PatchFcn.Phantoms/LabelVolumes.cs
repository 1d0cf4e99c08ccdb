using PatchFcn.Core.Volumes;

namespace PatchFcn.Phantoms;

/// <summary>Volumes of labels.</summary>
public static class LabelVolumes
{
    /// <summary>Volume in mL of every label, indexed by label; background (0) is left at 0.</summary>
    public static double[] MlByLabel(LabelVolume labels)
    {
        var ml = new double[256];
        for (var slice = 0; slice < labels.Geometry.SliceCount; slice++)
        {
            var voxelMl = labels.Geometry.VoxelMl(slice);
            foreach (var label in labels.Slice(slice))
                if (label != 0)
                    ml[label] += voxelMl;
        }
        return ml;
    }

    /// <summary>Volume in mL of all labels together.</summary>
    public static double TotalMl(LabelVolume labels) => MlByLabel(labels).Sum();
}
