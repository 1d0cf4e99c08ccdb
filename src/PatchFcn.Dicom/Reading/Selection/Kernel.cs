using System.Text.RegularExpressions;

namespace PatchFcn.Dicom.Reading.Selection;

/// <summary>What a reconstruction kernel is made for.</summary>
internal enum KernelKind
{
    /// <summary>Soft tissue: brain and standard kernels.</summary>
    Soft,

    /// <summary>Not known, or in between.</summary>
    Unknown,

    /// <summary>Bone, lung and other sharp kernels.</summary>
    Bone,
}

/// <summary>
/// Kernel names of the vendors; their patterns do not overlap, so the manufacturer, which anonymisers remove, is not needed.
/// The names are as commonly known and were not checked against the vendors' documents; a name that is not recognised is unknown, and
/// the series is analysed with a warning.
/// </summary>
internal static partial class Kernel
{
    private const int LastSoftSiemens = 49;
    private const int FirstSharpSiemens = 55;

    /// <summary>What the first recognised value is made for.</summary>
    public static KernelKind Classify(IEnumerable<string> kernel) =>
        kernel.Select(Classify).FirstOrDefault(kind => kind != KernelKind.Unknown, KernelKind.Unknown);

    private static KernelKind Classify(string kernel)
    {
        var name = kernel.Trim().ToUpperInvariant();
        if (Siemens().Match(name) is { Success: true } siemens)
            return int.Parse(siemens.Groups["sharpness"].ValueSpan) switch
            {
                <= LastSoftSiemens => KernelKind.Soft,
                >= FirstSharpSiemens => KernelKind.Bone,
                _ => KernelKind.Unknown,
            };
        return BoneName().IsMatch(name) ? KernelKind.Bone : SoftName().IsMatch(name) ? KernelKind.Soft : KernelKind.Unknown;
    }

    // H31s, J40s, Hr36f, Hc44, B30f, Qr40, Br59: a letter for the body part, a letter for the family, the sharpness.
    [GeneratedRegex(@"^(?!FC)[A-Z][A-Z]?(?<sharpness>[1-9][0-9])[A-Z]*(?:[_ -].*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Siemens();

    // GE BONE, BONEPLUS, EDGE, LUNG, ULTRA, CHST; Philips D, E, F, L, YA..YE; Toshiba and Canon FC30..39, FC50..59, FC7x, FC8x.
    [GeneratedRegex(@"BONE|EDGE|LUNG|ULTRA|CHST|SHARP|^(?:D|E|F|L|Y[A-E])$|^FC(?:3|5|7|8)[0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex BoneName();

    // GE STANDARD, STND, SOFT; Philips A, B, UA..UC, EA..EC, Brain Standard; Toshiba and Canon FC0x, FC1x (body), FC2x, FC4x, FC6x (brain).
    [GeneratedRegex(@"STANDARD|STND|SOFT|SMOOTH|BRAIN|NEURO|^(?:A|B|U[A-C]|E[A-C])$|^FC(?:0|1|2|4|6)[0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex SoftName();
}
