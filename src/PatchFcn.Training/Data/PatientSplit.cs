using PatchFcn.Core.Hashing;

namespace PatchFcn.Training.Data;

/// <summary>Sets patients aside. Who is chosen depends on nothing but names, so that adding studies moves nobody who was there before to another side by much.</summary>
internal static class PatientSplit
{
    /// <summary>Draws patients.</summary>
    /// <param name="patients">Patients, perhaps several times.</param>
    /// <param name="part">Part of them, 0..1.</param>
    public static IReadOnlySet<string> Draw(IEnumerable<string> patients, double part)
    {
        var distinct = patients.Distinct().OrderBy(Digest.Of, StringComparer.Ordinal).ToList();
        return distinct.Take((int)Math.Round(part * distinct.Count)).ToHashSet();
    }
}
