using System.Globalization;
using PatchFcn.Core.Hashing;

namespace PatchFcn.Core.Evaluation;

/// <summary>
/// Splits cases into folds so that each patient is on one side only (paper, "splits"), with positive cases and cases spread as evenly as that allows. A split depends on the
/// seed and the patients alone, not on the order of the cases.
/// </summary>
public static class PatientFolds
{
    /// <summary>The fold of every case, 0 to <paramref name="folds"/> − 1.</summary>
    /// <param name="cases">Patient of each case, and whether it is positive.</param>
    /// <param name="folds">Number of folds, at least 2.</param>
    /// <param name="seed">Another seed gives another split.</param>
    /// <exception cref="UsageException">There are fewer patients than folds.</exception>
    public static int[] Assign(IReadOnlyList<(string Patient, bool Positive)> cases, int folds, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var patients = cases.GroupBy(item => item.Patient)
            .Select(group => (Patient: group.Key, Cases: group.Count(), Positives: group.Count(item => item.Positive)))
            .OrderByDescending(patient => patient.Positives)
            .ThenByDescending(patient => patient.Cases)
            .ThenBy(patient => Draw(patient.Patient, seed), StringComparer.Ordinal)
            .ToList();
        if (patients.Count < folds)
            throw new UsageException($"{patients.Count} patients cannot be split into {folds} folds.");

        var filled = new (int Positives, int Cases)[folds];
        var foldOf = new Dictionary<string, int>();
        foreach (var (patient, count, positives) in patients)
        {
            var fold = Array.IndexOf(filled, positives > 0 ? filled.Min() : filled.MinBy(sums => sums.Cases));
            foldOf[patient] = fold;
            filled[fold] = (filled[fold].Positives + positives, filled[fold].Cases + count);
        }

        return [.. cases.Select(item => foldOf[item.Patient])];
    }

    /// <summary>A number drawn for a patient: a hash, so that it is the same on every machine.</summary>
    private static string Draw(string patient, ulong seed) => Digest.Of(string.Create(CultureInfo.InvariantCulture, $"{seed}\n{patient}"));
}
