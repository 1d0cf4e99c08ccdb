namespace PatchFcn.Reporting.Images;

/// <summary>A picture with the name it is kept under.</summary>
/// <param name="Name">File name, for example <c>slice-012.png</c>; slices are counted from 1 here, as on the picture.</param>
/// <param name="Png">The picture as PNG.</param>
public sealed record NamedPicture(string Name, ReadOnlyMemory<byte> Png);
