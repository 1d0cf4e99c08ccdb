using System.Reflection;
using System.Runtime.InteropServices;

namespace PatchFcn.Fuzz;

/// <summary>
/// A map of edges that nobody looks at, for what runs before the fuzzer listens. Static constructors and tables made at first use run there, once: seen by the fuzzer they
/// would be edges of whatever input came first, and new ones whenever the program is started again.
/// </summary>
internal static unsafe class Scratch
{
    private const nuint MapBytes = 1 << 16;

    /// <summary>Instrumented code writes here from now on, until <see cref="SharpFuzz.Fuzzer"/> gives it the fuzzer's own map.</summary>
    public static void Open()
    {
        // By name: an assembly that refers to it counts as instrumented already, and this one is to be instrumented too.
        var map = Type.GetType("SharpFuzz.Common.Trace, SharpFuzz.Common", throwOnError: true)!.GetField("SharedMem")!;
        map.SetValue(null, Pointer.Box(NativeMemory.AllocZeroed(MapBytes), map.FieldType));
    }
}
