using System.Globalization;

namespace PatchFcn.Phantoms.Output;

/// <summary>How far a suite is.</summary>
/// <param name="Done">Cases finished.</param>
/// <param name="Count">Cases wanted.</param>
/// <param name="Name">Name of the case finished last.</param>
public sealed record PhantomProgress(int Done, int Count, string Name);

/// <summary>Makes and writes many phantoms, each from a seed of its own.</summary>
public static class PhantomSuite
{
    /// <summary>Writes a folder for each case and <c>truth.csv</c>, which lists the finished ones even after a cancellation.</summary>
    /// <param name="directory">Folder of the suite, made where it does not exist.</param>
    /// <param name="count">Number of phantoms, at least 1.</param>
    /// <param name="seed">Seed of the first; the next ones count up.</param>
    /// <param name="options">What is asked of every phantom.</param>
    /// <param name="progress">Told after every case.</param>
    /// <param name="cancellation">Stops within a second or so.</param>
    /// <returns>The cases, as in <c>truth.csv</c>.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<PhantomCase> Write(
        string directory, int count, ulong seed, PhantomOptions options, IProgress<PhantomProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        using var truth = new TruthTable(directory);
        var cases = new List<PhantomCase>();
        for (var i = 0; i < count; i++)
        {
            var phantom = Phantom.Create(PhantomSpec.Draw(seed + (ulong)i, options), cancellation);
            var written = PhantomWriter.Write(phantom, directory, string.Create(CultureInfo.InvariantCulture, $"phantom-{phantom.Spec.Seed:D6}"));
            cases.Add(written);
            truth.Add(written);
            progress?.Report(new PhantomProgress(cases.Count, count, written.Name));
        }
        return cases;
    }
}
