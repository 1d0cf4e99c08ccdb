namespace PatchFcn.Core.Volumes.Resampling;

/// <summary>The part a slice has in an average along the normal.</summary>
/// <param name="Slice">Index of the slice.</param>
/// <param name="Weight">Its weight; the weights of an average add up to 1.</param>
/// <param name="RowShift">Rows by which the anatomy of a source slice lies further down than in the analysis slice (shear of a tilted gantry).</param>
/// <param name="ColumnShift">The same in columns.</param>
internal readonly record struct SliceShare(int Slice, float Weight, int RowShift, int ColumnShift);
