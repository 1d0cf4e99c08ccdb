using System.Text;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using PatchFcn.Core.Aggregation;
using PatchFcn.Reporting.Fhir;
using PatchFcn.Reporting.Reports;

// Firely lets every element be null; one that is fails the test.
#nullable disable warnings

namespace PatchFcn.Reporting.Tests.Fhir;

/// <summary>R150 to R153. What is written is parsed back in Firely's strict mode, which checks names, types, cardinalities, bound enumerations and formats; invariants and profiles it does not.</summary>
public sealed class FhirReportTests
{
    private static readonly JsonSerializerOptions Strict =
        new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector).UsingMode(DeserializationMode.Strict);

    public static TheoryData<string> Reports => ["analyzed", "nothingFound", "notAnalyzed", "incomplete", "clinical"];

    [Theory]
    [MemberData(nameof(Reports))]
    public async System.Threading.Tasks.Task Write_AnyReport_IsParsedStrictly(string name)
    {
        var bundle = await BundleAsync(Report(name));

        Assert.Equal(Bundle.BundleType.Transaction, bundle.Type);
        Assert.All(bundle.Entry, entry => Assert.NotNull(entry.Request));
        Assert.Single(Of<DiagnosticReport>(bundle));
        Assert.Single(Of<Device>(bundle));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public async System.Threading.Tasks.Task Write_AnyReport_RefersOnlyToWhatItHolds(string name)
    {
        var bundle = await BundleAsync(Report(name));

        var urls = bundle.Entry.Select(entry => entry.FullUrl).ToHashSet();
        Assert.Equal(bundle.Entry.Count, urls.Count);
        var references = Of<Observation>(bundle).SelectMany(observation => observation.DerivedFrom.Append(observation.Device))
            .Concat(Of<DiagnosticReport>(bundle).SelectMany(report => report.Result.Concat(report.ImagingStudy))).ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.Contains(reference.Reference, urls));
    }

    /// <summary>R151.</summary>
    [Fact]
    public async System.Threading.Tasks.Task Write_SameReport_GivesTheSameBytesAndAnotherRunOtherNames()
    {
        var report = SampleReports.Analyzed();

        Assert.Equal(await TextAsync(report), await TextAsync(report with { Timings = new Dictionary<string, double>() }));
        var others = await BundleAsync(report with { Instance = "fedcba" });
        Assert.Empty((await BundleAsync(report)).Entry.Select(entry => entry.FullUrl).Intersect(others.Entry.Select(entry => entry.FullUrl)));
    }

    [Fact]
    public async System.Threading.Tasks.Task Write_Findings_HaveCodesUnitsAndSides()
    {
        var findings = Of<Observation>(await BundleAsync(SampleReports.Analyzed())).Where(found => found.Value is CodeableConcept).ToList();

        Assert.Equal(2, findings.Count);
        Assert.Equal("35486000", ((CodeableConcept)findings[0].Value).Coding[0].Code);
        Assert.Equal("1101003:272741003=24028007", Assert.Single(findings[0].BodySite.Coding).Code);
        Assert.Equal("Intracranial, left", findings[1].BodySite.Text);
        var volume = (Quantity)findings[0].Component[0].Value;
        Assert.Equal((25m, "mL", "http://unitsofmeasure.org"), (volume.Value, volume.Code, volume.System));
        Assert.Contains(findings[0].Component, component => component.Code.Text == "Maximum thickness" && component.Value is Quantity { Value: 9.5m, Code: "mm" });
        Assert.Contains(findings[0].Component, component => component.Code.Coding is [{ Code: "103355008" }]);
        Assert.Contains(findings[0].Component, component => component.Code.Text == "Longest axial diameter");
        Assert.Equal("Caution: on one analysed slab only.", findings[1].Note[0].Text);
    }

    /// <summary>R398: in words, for no code of a body site means either.</summary>
    [Fact]
    public async System.Threading.Tasks.Task Write_FindingOfMidline_SaysThatItMayBeOnBothSides()
    {
        var report = SampleReports.Analyzed();

        var bundle = await BundleAsync(report with { Findings = [report.Findings![0] with { Laterality = Laterality.Midline }] });

        var site = Of<Observation>(bundle).Single(found => found.Value is CodeableConcept).BodySite;
        Assert.Equal(("Intracranial, midline or both sides", "1101003"), (site.Text, Assert.Single(site.Coding).Code));
    }

    /// <summary>R238: no digits that mean nothing, yet enough to tell the score from the point.</summary>
    [Theory]
    [InlineData(0.90412345678, "90.4")]
    [InlineData(0.49999, "49.999")]
    public async System.Threading.Tasks.Task Write_Score_HasTheDecimalsOfThePage(double score, string expected)
    {
        var written = Of<Observation>(await BundleAsync(SampleReports.Analyzed() with { Score = score })).Single(found => found.Code.Coding is [{ Code: "111013" }]);

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), ((Quantity)written.Value).Value);
    }

    /// <summary>R400: each class has the decimals that tell it from the point.</summary>
    [Fact]
    public async System.Threading.Tasks.Task Write_ClassJustUnderThePoint_DoesNotLookEqualToIt()
    {
        var report = SampleReports.Analyzed() with { Classes = [new("sdh", 0.49999, 25), new("iph", 0.97, 6.25)] };

        var score = Of<Observation>(await BundleAsync(report)).Single(found => found.Code.Coding is [{ Code: "111013" }]);

        Assert.Equal([50m, 49.999m, 97m], score.Component.Select(component => ((Quantity)component.Value).Value!.Value));
    }

    /// <summary>R376.</summary>
    [Theory]
    [InlineData(0.0002, Quantity.QuantityComparator.LessThan, "0.001")]
    [InlineData(0.0006, null, "0.001")]
    [InlineData(0, null, "0")]
    public async System.Threading.Tasks.Task Write_VolumeOfAPixel_DoesNotLookLikeNone(double ml, Quantity.QuantityComparator? comparator, string expected)
    {
        var report = SampleReports.Analyzed() with { VolumeMl = ml, Classes = [new("sdh", 0.9, 0)] };

        var volume = (Quantity)Of<Observation>(await BundleAsync(report)).Single(found => found.Value is Quantity { Code: "mL" }).Value;

        Assert.Equal((comparator, decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)), (volume.Comparator, volume.Value!.Value));
    }

    /// <summary>R238: warnings and the version of the software leave too.</summary>
    [Theory]
    [MemberData(nameof(Reports))]
    public async System.Threading.Tasks.Task Write_AnyReport_HasWarningsAndSoftwareVersion(string name)
    {
        var report = Report(name);

        var bundle = await BundleAsync(report);

        Assert.Contains(Of<Device>(bundle).Single().Version, version => version.Value == "7.8.9");
        Assert.Equal(
            report.Warnings.Select(warning => $"{warning.Message} ({warning.Name})"),
            Of<Observation>(bundle).Single(found => found.Code.Coding is [{ Code: "111013" }]).Note.Select(note => note.Text));
    }

    /// <summary>R238, R402: what one version found is not taken for what another did; the study is the same.</summary>
    [Fact]
    public async System.Threading.Tasks.Task Write_OtherVersionOfTheSoftware_HasOtherIdentifiersButForTheStudy()
    {
        var report = SampleReports.Analyzed();

        var shared = Identified(await BundleAsync(report)).Intersect(Identified(await BundleAsync(report, "7.8.10")));

        Assert.Equal(["ImagingStudy urn:oid:1.2.3"], shared);

        static IEnumerable<string> Identified(Bundle bundle) => bundle.Entry.Select(
            entry => $"{entry.Resource.TypeName} {((IIdentifiable<List<Identifier>>)entry.Resource).Identifier.Single().Value}");
    }

    /// <summary>FHIR and the structured report of a run say the same by the same code.</summary>
    [Fact]
    public async System.Threading.Tasks.Task Write_Score_IsTheCertaintyOfTheImpressionInPercent()
    {
        var report = SampleReports.Analyzed();

        var score = Of<Observation>(await BundleAsync(report)).Single(found => found.Code.Coding is [{ Code: "111013" }]);

        Assert.Equal(("%", 100 * (decimal)report.Score!), (((Quantity)score.Value).Code, ((Quantity)score.Value).Value));
    }

    /// <summary>R152.</summary>
    [Fact]
    public async System.Threading.Tasks.Task Write_NotAnalyzed_SaysSoWithTheReasonAndNoValue()
    {
        var refused = SampleReports.NotAnalyzed();

        var bundle = await BundleAsync(refused);

        var report = Of<DiagnosticReport>(bundle).Single();
        Assert.Equal(DiagnosticReport.DiagnosticReportStatus.Cancelled, report.Status);
        Assert.Contains("NOT ANALYSED", report.Conclusion, StringComparison.Ordinal);
        Assert.Contains(refused.Reason!, report.Conclusion, StringComparison.Ordinal);
        var score = Of<Observation>(bundle).Single();
        Assert.Null(score.Value);
        Assert.Empty(score.Interpretation);
        Assert.Equal(("not-performed", refused.Reason), (score.DataAbsentReason.Coding[0].Code, score.DataAbsentReason.Text));
        Assert.Empty(Of<ImagingStudy>(bundle));
    }

    [Fact]
    public async System.Threading.Tasks.Task Write_Incomplete_LetsTheAlarmStandWithoutAScore()
    {
        var bundle = await BundleAsync(Report("incomplete"));

        Assert.Equal(DiagnosticReport.DiagnosticReportStatus.Partial, Of<DiagnosticReport>(bundle).Single().Status);
        var score = Of<Observation>(bundle).Single();
        Assert.Equal("POS", score.Interpretation[0].Coding[0].Code);
        Assert.Equal("error", score.DataAbsentReason.Coding[0].Code);
    }

    /// <summary>R152, R153.</summary>
    [Theory]
    [MemberData(nameof(Reports))]
    public async System.Threading.Tasks.Task Write_AnyReport_NeverSaysNegativeAndNamesADemonstrationModel(string name)
    {
        var report = Report(name);

        var text = await TextAsync(report);

        Assert.DoesNotContain("negative", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"NEG\"", text, StringComparison.Ordinal);
        var bundle = await BundleAsync(report);
        var isTest = report.Model.IntendedUse != "clinical";
        Assert.All(bundle.Entry.Select(entry => entry.Resource).Where(resource => resource is not ImagingStudy),
            resource => Assert.Equal(isTest, resource.Meta?.Security.Exists(coding => coding.Code == "HTEST") ?? false));
        if (isTest && report.Score is not null)
            Assert.Contains("demonstration model", Of<DiagnosticReport>(bundle).Single().Conclusion, StringComparison.Ordinal);
    }

    /// <summary>R151.</summary>
    [Fact]
    public async System.Threading.Tasks.Task Write_SentTwice_IsHeldOnce()
    {
        var bundle = await BundleAsync(SampleReports.Analyzed());

        Assert.All(bundle.Entry, entry =>
        {
            var condition = entry.Request.Method == Bundle.HTTPVerb.PUT ? entry.Request.Url : entry.Request.IfNoneExist;
            var identifier = ((IIdentifiable<List<Identifier>>)entry.Resource).Identifier.Single();
            Assert.EndsWith($"identifier={identifier.System}%7C{identifier.Value}", condition, StringComparison.Ordinal);
        });
        var study = bundle.Entry.Single(entry => entry.Resource is ImagingStudy);
        Assert.Equal(Bundle.HTTPVerb.POST, study.Request.Method);
        Assert.Equal("urn:oid:1.2.3", ((ImagingStudy)study.Resource).Identifier[0].Value);
    }

    private static StudyReport Report(string name) => name switch
    {
        "analyzed" => SampleReports.Analyzed(),
        "nothingFound" => SampleReports.NothingFound(),
        "notAnalyzed" => SampleReports.NotAnalyzed(),
        "clinical" => SampleReports.Analyzed() with { Model = SampleReports.Analyzed().Model with { IntendedUse = "clinical" } },
        _ => SampleReports.NotAnalyzed() with { Status = ReportStatus.Incomplete, Study = SampleReports.Analyzed().Study },
    };

    private static IEnumerable<T> Of<T>(Bundle bundle) => bundle.Entry.Select(entry => entry.Resource).OfType<T>();

    private static async Task<Bundle> BundleAsync(StudyReport report, string softwareVersion = "7.8.9") =>
        JsonSerializer.Deserialize<Bundle>(await TextAsync(report, softwareVersion), Strict)!;

    private static async Task<string> TextAsync(StudyReport report, string softwareVersion = "7.8.9")
    {
        using var stream = new MemoryStream();
        await FhirReport.WriteAsync(report, softwareVersion, stream, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
