using PatchFcn.Inference.Models;
using PatchFcn.Reporting.Reports;
using PatchFcn.Testing;
using PatchFcn.Workflow.Alerts;

namespace PatchFcn.Workflow.Tests.Alerts;

/// <summary>R336: an event says what the page of the study says.</summary>
public sealed class StatementsTests
{
    private static readonly ModelManifest Model = ModelPackage.Load(Path.Combine(TestData.RepositoryRoot, "models", "density-baseline")).Manifest;

    [Theory]
    [InlineData(true, 2, false, "Suspected intracranial hemorrhage by a demonstration model.")]
    [InlineData(true, 2, true, "Suspected intracranial hemorrhage by a demonstration model. Not all of the head was analysed.")]
    [InlineData(false, 2, false, "Regions marked by a demonstration model, below the operating point. This does not replace reading the study.")]
    [InlineData(false, 2, true, "Regions marked by a demonstration model, below the operating point in the part of the head that was analysed. This does not replace reading the study.")]
    [InlineData(false, 0, false, "No finding by a demonstration model. This does not replace reading the study.")]
    public void Of_AnalysedStudy_IsWhatWasFound(bool positive, int findings, bool inPart, string expected)
    {
        var outcome = new StudyOutcome(ReportStatus.Analyzed, "study/instance", null, 0.4, positive, 3) { Findings = findings, InPart = inPart };

        Assert.Equal(expected, Statements.Of(outcome, Model));
    }
}
