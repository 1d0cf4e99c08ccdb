using System.Globalization;
using PatchFcn.Core.Volumes;
using PatchFcn.Phantoms.Output;

namespace PatchFcn.Training.Challenge;

/// <summary>One case of a challenge set.</summary>
/// <param name="Ct">The scan.</param>
/// <param name="Truth">Acute blood in it.</param>
/// <param name="Type">A word for the kind of case.</param>
/// <param name="Patient">Whose scan it is, as a number.</param>
internal sealed record ChallengeCase(CtVolume Ct, LabelVolume Truth, string Type, int Patient);

/// <summary>Writes cases in the layout of the phantoms: a folder for each and <c>truth.csv</c>.</summary>
internal static class ChallengeSuite
{
    /// <summary>Writes the cases of the seeds from <paramref name="seed"/> on.</summary>
    /// <param name="folder">Folder of the set, made where it does not exist.</param>
    /// <param name="name">What the cases are called, before their seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Seed of the first.</param>
    /// <param name="settings">All that decides about a case besides its seed and its type; the three go into the UIDs.</param>
    /// <param name="create">Makes the case of a seed.</param>
    /// <param name="cancellation">Stops after the case at hand.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Write(
        string folder, string name, int count, int seed, string settings, Func<int, ChallengeCase> create, CancellationToken cancellation)
    {
        using var truth = new TruthTable(folder);
        for (var i = seed; i < seed + count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var made = create(i);
            var caseName = string.Create(CultureInfo.InvariantCulture, $"{name}-{i:D6}");
            var study = new SyntheticStudy
            {
                Identity = $"{caseName} {made.Type} {settings}",
                PatientId = string.Create(CultureInfo.InvariantCulture, $"{name.ToUpperInvariant()}-{made.Patient:D4}"),
                Comment = "Made for testing, not a patient's study",
            };
            SyntheticStudyWriter.Write(study, made.Ct, made.Truth, Path.Combine(folder, caseName));
            var written = SyntheticStudyWriter.Describe(caseName, (ulong)i, made.Type, study, made.Truth);
            truth.Add(written);
            Console.Error.WriteLine(written.ToCsv());
        }
    }
}
