using System.Globalization;
using PatchFcn.Core.Hashing;

namespace PatchFcn.Training.Data;

/// <summary>
/// Sets patients aside. Who is chosen depends on nothing but names: each patient's own name decides about each, so that new studies move nobody who was there before.
/// </summary>
internal static class PatientSplit
{
    /// <summary>With fewer patients chance would make the parts too unequal: the first by their digests are taken, as many as the part is, and new patients may move others.</summary>
    public const int Few = 30;

    /// <summary>Draws patients.</summary>
    /// <param name="patients">Patients, perhaps several times.</param>
    /// <param name="part">Part of them, 0..1; met by <see cref="Few"/> or more on average only.</param>
    /// <returns>At least one, and of two or more not all.</returns>
    public static IReadOnlySet<string> Draw(IEnumerable<string> patients, double part)
    {
        var distinct = patients.Distinct().OrderBy(Digest.Of, StringComparer.Ordinal).ToList();
        var below = distinct.Count < Few ? 0 : distinct.Count(patient => Place(patient) < part);
        // Nobody at all, which of 30 and a tenth happens once in 24 times, would leave nothing to check with.
        return distinct.Take(Math.Clamp(below > 0 ? below : (int)Math.Round(part * distinct.Count), 1, Math.Max(1, distinct.Count - 1))).ToHashSet();
    }

    /// <summary>Where a patient lies among all that there could be, 0..1: the first eight digits of the digest.</summary>
    private static double Place(string patient) => uint.Parse(Digest.Of(patient).AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / (double)(1L << 32);
}
