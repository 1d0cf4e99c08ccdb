using System.Globalization;

namespace PatchFcn.Dicom.Codecs;

/// <summary>A DICOM data element tag (PS3.5 7.1).</summary>
/// <param name="Group">Group number; odd for private elements.</param>
/// <param name="Element">Element number.</param>
public readonly record struct DicomTag(ushort Group, ushort Element) : IComparable<DicomTag>
{
    /// <summary>Whether the element is private (odd group).</summary>
    public bool IsPrivate => (Group & 1) != 0;

    /// <inheritdoc/>
    public int CompareTo(DicomTag other) => ((uint)Group << 16 | Element).CompareTo((uint)other.Group << 16 | other.Element);

    /// <summary>The tag as DICOM prints it, for example <c>(0028,0010)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({Group:X4},{Element:X4})");
}
