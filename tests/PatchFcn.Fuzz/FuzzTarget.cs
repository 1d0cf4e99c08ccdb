using System.Diagnostics;
using System.Globalization;
using PatchFcn.Fuzz.Targets;

namespace PatchFcn.Fuzz;

/// <summary>A parser that takes any bytes: it reads them or refuses them by a named exception, within limits of time and memory.</summary>
/// <param name="Name">Its name on the command line, and of its folders.</param>
/// <param name="Read">Reads an input; throws nothing that is expected.</param>
/// <param name="Seeds">Valid inputs to start from, by name.</param>
public sealed record FuzzTarget(string Name, Action<byte[]> Read, Func<IEnumerable<(string Name, byte[] Bytes)>> Seeds)
{
    /// <summary>Longest input; what is longer is cut.</summary>
    public const int LongestInput = 1 << 18;

    /// <summary>Time for one input.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(2);

    /// <summary>Bytes that may be allocated for one input.</summary>
    public const long MostBytes = 128L << 20;

    private const int Tries = 3;

    /// <summary>All targets.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        DicomTargets.File, DicomTargets.Rle, DicomTargets.Jpeg, DicomTargets.JpegLs, DicomTargets.Jpeg2000, UploadTargets.Zip, UploadTargets.Series, ManifestTarget.Manifest, WeightsTarget.Weights, HttpTarget.Http,
    ];

    /// <summary>
    /// Reads an input within the limits. Waiting for a busy machine is not counted, and what takes too long is tried again: while tests run, others use the time of
    /// this process too.
    /// </summary>
    /// <exception cref="LimitException">A limit is exceeded.</exception>
    public void Run(byte[] input)
    {
        for (var attempt = 1; ; attempt++)
        {
            var allocated = GC.GetTotalAllocatedBytes();
            var (watch, used) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            Read(input);
            allocated = GC.GetTotalAllocatedBytes() - allocated;
            if (allocated > MostBytes)
                throw new LimitException(string.Create(CultureInfo.InvariantCulture, $"{Name}: {allocated >> 20} MiB allocated."));
            if (watch.Elapsed <= MostTime || Environment.CpuUsage.TotalTime - used <= MostTime)
                return;
            if (attempt == Tries)
                throw new LimitException(string.Create(CultureInfo.InvariantCulture, $"{Name}: {watch.Elapsed.TotalSeconds:F1} s."));
        }
    }
}

/// <summary>An input costs more than it may.</summary>
/// <param name="message">What it cost.</param>
public sealed class LimitException(string message) : Exception(message);
