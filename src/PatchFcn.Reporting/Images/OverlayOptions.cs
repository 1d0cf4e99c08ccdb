using PatchFcn.Core.Patches;

namespace PatchFcn.Reporting.Images;

/// <summary>How overlays are drawn.</summary>
public sealed record OverlayOptions
{
    /// <summary>The grey scale; the brain window, 80 HU wide around 40 HU, unless told otherwise.</summary>
    public HuWindow Window { get; init; } = new(0, 80);

    /// <summary>How marked pixels are shown.</summary>
    public MaskStyle Style { get; init; } = MaskStyle.Fill;
}

/// <summary>How marked pixels are shown.</summary>
public enum MaskStyle
{
    /// <summary>All of them in the colour of their class, the tissue visible beneath.</summary>
    Fill,

    /// <summary>Only those at the edge.</summary>
    Outline,
}

/// <summary>A picture with the name it is kept under.</summary>
/// <param name="Name">File name, for example <c>slice-012.png</c>; slices are counted from 1 here, as on the picture.</param>
/// <param name="Png">The picture as PNG.</param>
public sealed record NamedPicture(string Name, ReadOnlyMemory<byte> Png);
