using PatchFcn.Reporting.Images;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Workflow.Hosting;

/// <summary>A study that was analysed without anything being written.</summary>
/// <param name="Report">All that is said about it.</param>
/// <param name="Images">Its voxels with mask and map; null where no series was read, without mask and map where the study was not analysed.</param>
public sealed record ExaminedStudy(StudyReport Report, StudyImages? Images);
