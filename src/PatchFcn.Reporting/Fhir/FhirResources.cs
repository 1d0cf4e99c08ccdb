using Hl7.Fhir.Model;
using PatchFcn.Core.Studies;
using PatchFcn.Reporting.Html;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Reporting.Fhir;

/// <summary>The resources of one report, without their identifiers.</summary>
/// <param name="report">What to say.</param>
/// <param name="device">The device that says it.</param>
/// <param name="study">What it speaks of; null where the study could not be read.</param>
internal sealed class FhirResources(StudyReport report, ResourceReference device, ResourceReference? study)
{
    /// <summary>The model, as run by a version of this software.</summary>
    internal Device Device(string softwareVersion) => new()
    {
        Manufacturer = "PatchFcn",
        DeviceName = [new() { Name = $"PatchFcn {report.Model.Name}", Type = DeviceNameType.ModelName }],
        Type = FhirCodes.Software,
        Version =
        [
            new() { Type = FhirCodes.Words("Version of PatchFcn"), Value = softwareVersion },
            new() { Type = FhirCodes.Words("Version of the weights"), Value = report.Model.Version },
            new() { Type = FhirCodes.Words("SHA-256 of the weights"), Value = report.Model.Sha256 },
        ],
        Note = [new() { Text = $"Intended use: {report.Model.IntendedUse}. {report.Disclaimer}" }],
    };

    /// <summary>The source study, for servers that do not know it yet.</summary>
    internal ImagingStudy ImagingStudy() => new()
    {
        Status = Hl7.Fhir.Model.ImagingStudy.ImagingStudyStatus.Available,
        Modality = [FhirCodes.CtModality],
        Subject = Patient(),
        Series = report.Study.SeriesInstanceUid is { } uid
            ? [new() { Uid = uid, Modality = FhirCodes.CtModality, NumberOfInstances = report.Slices.Select(slice => slice.InstanceUid).Distinct().Count() }]
            : [],
    };

    /// <summary>The score, or why there is none, with the warnings of the report.</summary>
    internal Observation Score()
    {
        var score = Begin(FhirCodes.Score);
        score.Note = [.. report.Warnings.Select(warning => new Annotation { Text = $"{warning.Message} ({warning.Name})" })];
        switch (report)
        {
            case { Status: ReportStatus.NotAnalyzed }:
                score.Status = ObservationStatus.Cancelled;
                score.DataAbsentReason = FhirCodes.NotPerformed(report.Reason);
                break;
            case { Score: { } value }:
                score.Value = Score(value);
                score.Interpretation = report.Positive == true ? [FhirCodes.Positive] : [FhirCodes.Words("Below the operating point")];
                score.Component =
                [
                    Component(
                        FhirCodes.Words($"Operating point {report.OperatingPoint.Name}"),
                        FhirCodes.Share(report.OperatingPoint.Threshold, Verdict.Decimals(report) - 2)),
                    .. PerClass(found => Score(found.Score)),
                ];
                break;
            default:
                score.DataAbsentReason = FhirCodes.Failed(report.Reason);
                score.Interpretation = [FhirCodes.Positive];
                break;
        }

        return score;
    }

    /// <summary>The volume of all that is marked, and of each class.</summary>
    internal Observation Volume(double volumeMl)
    {
        var volume = Begin(FhirCodes.Volume);
        volume.Value = Millilitres(volumeMl);
        volume.Component = [.. PerClass(found => Millilitres(found.VolumeMl))];
        return volume;
    }

    /// <summary>One finding with its measures.</summary>
    internal Observation Finding(ReportedFinding finding)
    {
        var observation = Begin(FhirCodes.Finding);
        observation.BodySite = FhirCodes.Side(finding.Laterality);
        observation.Value = FhirCodes.Hemorrhage(finding.Class, $"{finding.Id}: {ClassStyle.Of(finding.Class).Title}, suspected{IntendedUse.ByModel(report.Model.IntendedUse)}");
        observation.Component =
        [
            Component(FhirCodes.FindingVolume, Millilitres(finding.VolumeMl)),
            Component(FhirCodes.LongestDiameter, Millimetres(finding.LongestDiameterMm)),
            Component(FhirCodes.Words("Mean density"), FhirCodes.Measure(finding.MeanHu, "[hnsf'U]", "HU")),
            Component(FhirCodes.Words("Highest probability of its pixels"), FhirCodes.Share(finding.Score, decimals: 1)),
        ];
        if (finding.ThicknessMm is { } thickness)
            observation.Component.Add(Component(FhirCodes.Thickness, Millimetres(thickness)));
        if (finding.Abc2Ml is { } ellipsoid)
            observation.Component.Add(Component(FhirCodes.Words("Volume by ABC/2"), Millilitres(ellipsoid)));
        if (finding.ReasonTags.Count > 0)
            observation.Note = [new() { Text = $"Caution: {string.Join(", ", finding.ReasonTags.Select(PageFunctions.TagTitle))}." }];
        return observation;
    }

    /// <summary>The whole, in words. Nobody has read it, so it is never final.</summary>
    internal DiagnosticReport Report(List<ResourceReference> results) => new()
    {
        Status = report.Status switch
        {
            ReportStatus.NotAnalyzed => DiagnosticReport.DiagnosticReportStatus.Cancelled,
            ReportStatus.Incomplete => DiagnosticReport.DiagnosticReportStatus.Partial,
            _ => DiagnosticReport.DiagnosticReportStatus.Preliminary,
        },
        Category = [FhirCodes.Radiology],
        Code = FhirCodes.CtHead,
        Subject = Patient(),
        Result = results,
        ImagingStudy = study is null ? [] : [study],
        Conclusion = $"{Impression.Of(report)} {report.Disclaimer}",
    };

    private Observation Begin(CodeableConcept code) => new()
    {
        Status = ObservationStatus.Preliminary,
        Category = [FhirCodes.Imaging],
        Code = code,
        Subject = Patient(),
        Device = device,
        DerivedFrom = study is null ? [] : [study],
        BodySite = FhirCodes.Intracranial,
    };

    /// <summary>Nobody is named: whoever may know the patient finds him or her by the study.</summary>
    private static ResourceReference Patient() => new() { Type = "Patient", Display = "The patient of the imaging study, who is not named here" };

    private IEnumerable<Observation.ComponentComponent> PerClass(Func<ReportedClass, Quantity> value) => report.Classes is { Count: > 1 } classes
        ? classes.Select(found => Component(FhirCodes.Hemorrhage(found.Name, ClassStyle.Of(found.Name).Title), value(found)))
        : [];

    private static Observation.ComponentComponent Component(CodeableConcept code, Quantity value) => new() { Code = code, Value = value };

    /// <summary>A score on the scale of the operating point, with as many decimals as the page gives it.</summary>
    private Quantity Score(double value) => FhirCodes.Share(value, ScoreText.Decimals(value, report.OperatingPoint.Threshold) - 2);

    private static Quantity Millilitres(double value) => FhirCodes.Measure(value, "mL", "mL");

    private static Quantity Millimetres(double value) => FhirCodes.Measure(value, "mm", "mm");
}
