using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace PatchFcn.Fuzz;

/// <summary>
/// A map of edges that nobody looks at, for what runs before the fuzzer listens. Static constructors and tables made at first use run there, once: seen by the fuzzer they
/// would be edges of whatever input came first, and new ones whenever the program is started again.
/// </summary>
internal static unsafe class Scratch
{
    private const nuint MapBytes = 1 << 16;

    /// <summary>Instrumented code writes here from now on, until <see cref="SharpFuzz.Fuzzer"/> gives it the fuzzer's own map.</summary>
    public static void Open() => Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(MapBytes);
}
