namespace PatchFcn.Core.Patches;

/// <summary>The first pixel of a patch.</summary>
/// <param name="Row">Row, at least 0.</param>
/// <param name="Column">Column, at least 0.</param>
public readonly record struct PatchPosition(int Row, int Column);
