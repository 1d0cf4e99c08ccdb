using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using PatchFcn.Core.Hashing;
using PatchFcn.Core.Volumes;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Training.Challenge;

/// <summary><c>patchfcn-train insert</c>: bleeds put into scans that have none, and perturbed copies without one.</summary>
internal static class InsertCommand
{
    public static Command Create()
    {
        var scans = new Option<string[]>("--scan")
        {
            Description = "A study without a bleed (folder, zip or file), or a stripped brain as .nii.gz; may be given several times.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var output = new Option<DirectoryInfo>("--out", "-o") { Description = "Folder for the cases and truth.csv.", Required = true };
        var bleeds = new Option<int>("--count", "-n") { Description = "Number of cases with a bleed.", DefaultValueFactory = _ => 20 };
        var clean = new Option<int>("--clean") { Description = "Number of perturbed copies without a bleed.", DefaultValueFactory = _ => 0 };
        var seed = new Option<int>("--seed", "-s") { Description = "Seed of the first case; the next ones count up.", DefaultValueFactory = _ => 1 };
        var low = new Option<double>("--min-ml") { Description = "Least volume of a bleed, mL.", DefaultValueFactory = _ => 3 };
        var high = new Option<double>("--max-ml") { Description = "Largest volume of a bleed, mL.", DefaultValueFactory = _ => 40 };
        var type = new Option<BleedType?>("--bleed", "-b") { Description = "Type of the bleeds; without it they take turns." };
        var command = new Command("insert", "Puts bleeds into scans that have none, to test with, by code that is not the phantoms'.")
            { scans, output, bleeds, clean, seed, low, high, type };
        command.SetAction((arguments, cancellation) => Task.Run(
            () =>
            {
                var inserting = new Inserting(
                    [.. arguments.GetRequiredValue(scans).Select(path => HostScan.Read(path, cancellation))],
                    arguments.GetValue(low), arguments.GetValue(high), arguments.GetValue(type));
                inserting.Validate();
                var (first, positives) = (arguments.GetValue(seed), arguments.GetValue(bleeds));
                ChallengeSuite.Write(
                    arguments.GetRequiredValue(output).FullName, "insert", positives + arguments.GetValue(clean), first, inserting.Settings,
                    at => inserting.Create(at, hasBleed: at - first < positives), cancellation);
            },
            cancellation));
        return command;
    }
}

/// <summary>Makes cases out of scans without a bleed.</summary>
/// <param name="scans">The scans; the cases take turns.</param>
/// <param name="lowMl">Least volume of a bleed, mL.</param>
/// <param name="highMl">Largest volume of a bleed, mL.</param>
/// <param name="type">Type of the bleeds; null: they take turns.</param>
internal sealed class Inserting(IReadOnlyList<CtVolume> scans, double lowMl, double highMl, BleedType? type)
{
    private const int Attempts = 20;
    private const double LargestMl = 150;

    /// <summary>All that decides about a case besides its seed and whether it has a bleed: the wanted bleeds and the voxels of the scans.</summary>
    public string Settings { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"{lowMl} {highMl} {type} {string.Join(' ', scans.Select(scan => Digest.Of(MemoryMarshal.AsBytes(scan.Voxels))))}");

    /// <summary>Checks volumes and scans.</summary>
    /// <exception cref="InvalidDataException">The volumes are no range, or a scan has a single slice.</exception>
    public void Validate()
    {
        if (!(lowMl > 0 && lowMl <= highMl && highMl <= LargestMl))
            throw new InvalidDataException($"Volumes: 0 < --min-ml <= --max-ml <= {LargestMl}.");
        if (scans.Any(scan => scan.Geometry.SliceCount == 1))
            throw new InvalidDataException("A scan has a single slice: no copy can be cut out of it.");
    }

    /// <summary>Makes a case: a perturbed copy of a scan, with a bleed or without. The same seed gives the same case.</summary>
    /// <exception cref="InvalidDataException">No copy can be stripped, or the scan has no room for the bleed.</exception>
    public ChallengeCase Create(int seed, bool hasBleed)
    {
        var patient = seed % scans.Count;
        var kind = type ?? (BleedType)(seed / scans.Count % 5);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var random = new Random(seed * 1000 + attempt);
            var copy = Perturbation.Draw(random).Apply(scans[patient], random);
            if (!hasBleed)
                return new ChallengeCase(copy, new LabelVolume(copy.Geometry), "none", patient);
            var plan = BleedPlan.Draw(random, kind, lowMl, highMl);
            var (ct, truth) = BleedInserter.Insert(HostScan.Of(copy), plan, random);
            // Ventricles and sulci of this scan may not hold as much as was drawn.
            if (truth.TotalMl() >= Math.Max(lowMl, 0.7 * plan.VolumeMl))
                return new ChallengeCase(ct, truth, kind.ToString().ToLowerInvariant(), patient);
        }
        throw new InvalidDataException($"In {Attempts} attempts scan {patient + 1} had no room for a bleed of type {kind} and {lowMl} mL or more.");
    }
}
