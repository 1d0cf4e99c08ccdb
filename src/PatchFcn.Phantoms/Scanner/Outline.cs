using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Phantoms.Scanner;

/// <summary>
/// Decides which voxels a careful reader would outline: those with the most blood, until the outlined volume is the volume of the blood. Where blood is thick, that
/// is those that are more than half blood; where it is thin, the limit is lower. Not so outside the brain: what is mostly bone there is not outlined.
/// </summary>
internal static class Outline
{
    private const int LowestLimit = 64;
    private const int LowestBesideBone = 128;

    /// <summary>Erases labels of voxels with too little blood.</summary>
    /// <param name="labels">Label of any blood in a voxel.</param>
    /// <param name="shares">Share of blood, 0 to 255; axis order as in the labels.</param>
    internal static void Draw(LabelVolume labels, byte[] shares)
    {
        var voxels = labels.Labels;
        var histograms = new long[256, 256];
        for (var i = 0; i < shares.Length; i++)
            if (voxels[i] != 0)
                histograms[voxels[i], shares[i]]++;
        var limits = new int[256];
        foreach (var (index, type) in HemorrhageClass.Types.Index())
            limits[index + 1] = Limit(histograms, index + 1, type is HemorrhageClass.Subdural or HemorrhageClass.Epidural ? LowestBesideBone : LowestLimit);
        for (var i = 0; i < shares.Length; i++)
            if (shares[i] < limits[voxels[i]])
                voxels[i] = 0;
    }

    private static int Limit(long[,] histograms, int label, int lowest)
    {
        var blood = 0L;
        for (var share = 1; share < 256; share++)
            blood += share * histograms[label, share];
        var outlined = 0L;
        for (var share = 255; share > lowest; share--)
        {
            var before = outlined;
            outlined += 255 * histograms[label, share];
            // Shares come in steps where slices are sampled at few depths: take the side of the step that is nearer.
            if (outlined >= blood)
                return outlined - blood <= blood - before ? share : share + 1;
        }
        return lowest;
    }
}
