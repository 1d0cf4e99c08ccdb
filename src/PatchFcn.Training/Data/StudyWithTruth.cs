using PatchFcn.Core.Volumes;

namespace PatchFcn.Training.Data;

/// <summary>A head CT and what is known of it.</summary>
/// <param name="Name">Name within its set.</param>
/// <param name="Patient">Whose head it is.</param>
/// <param name="Ct">The scan.</param>
/// <param name="Truth">Acute blood: 1 sdh, 2 edh, 3 iph, 4 sah-ivh.</param>
internal sealed record StudyWithTruth(string Name, string Patient, CtVolume Ct, LabelVolume Truth);
