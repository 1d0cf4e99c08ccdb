using System.Globalization;
using PatchFcn.Phantoms;

namespace PatchFcn.Training.Data;

/// <summary>Phantoms to train on: everything at random, bleeds of every type, every second head hard.</summary>
internal static class PhantomHeads
{
    private static readonly BleedChoice[] Bleeds =
    [
        BleedChoice.None, BleedChoice.None, BleedChoice.Sdh, BleedChoice.Sdh, BleedChoice.Edh, BleedChoice.Iph, BleedChoice.Iph, BleedChoice.Sah, BleedChoice.Ivh,
        BleedChoice.Random,
    ];

    // Most studies are scanned with 512²; smaller matrices come down to the same scale and are made in a fraction of the time.
    private static readonly int[] Matrices = [224, 256, 256, 256, 288, 320, 384];
    private static readonly double[] SpacingsMm = [5, 5, 5, 5, 4.8, 3.75, 3, 2.5];

    /// <summary>Makes one.</summary>
    public static StudyWithTruth Create(ulong seed, CancellationToken cancellation)
    {
        var random = new Random(unchecked((int)seed));
        var phantom = Phantom.Create(PhantomSpec.Draw(seed, new PhantomOptions
        {
            Bleed = Bleeds[random.Next(Bleeds.Length)],
            Difficulty = random.Next(2) == 0 ? Difficulty.Ordinary : Difficulty.Hard,
            MatrixSize = Matrices[random.Next(Matrices.Length)],
            SliceSpacingMm = SpacingsMm[random.Next(SpacingsMm.Length)],
        }), cancellation);
        return new StudyWithTruth(Name(seed), Name(seed), phantom.Ct, phantom.Truth);
    }

    /// <summary>Its name, which is its patient's too.</summary>
    public static string Name(ulong seed) => string.Create(CultureInfo.InvariantCulture, $"phantom-{seed:D6}");
}
