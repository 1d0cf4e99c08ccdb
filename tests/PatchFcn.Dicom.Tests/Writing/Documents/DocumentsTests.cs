using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Biomarkers;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing;
using PatchFcn.Dicom.Writing.Documents;
using PatchFcn.Dicom.Writing.Segmentations;

namespace PatchFcn.Dicom.Tests.Writing.Documents;

/// <summary>R113 to R115: what the report says, what the key objects are, and that a validator finds nothing wrong with any object.</summary>
public sealed class DocumentsTests
{
    private static readonly VolumeGeometry Stack = SampleResult.Stack(16, 16, 12, 5, 5, 10, 5);
    private static readonly LabelVolume Nothing = new(Stack);

    private static readonly MeasuredStudy Measured = new(
        0.87, 12.5, HemorrhageClass.Types.ToDictionary(name => name, name => name is "sdh" ? 10 : name is "iph" ? 2.5 : 0),
        [
            new("F1", "sdh", 0.99, 10, Laterality.Left, new(1, 3), 80, 7.25, null),
            new("F2", "iph", 0.75, 2.5, Laterality.Midline, new(4, 4), 20, null, new AbcOverTwo(20, 12, 10)),
        ],
        "Finding by a demonstration model. Score 0.870 is at or above the operating point “balanced” (0.688). NOT ALL OF THE HEAD WAS ANALYSED: gaps of 1 cm².");

    /// <summary>The impression in characters that any character set has.</summary>
    private static readonly string Plain = Measured.Impression.Replace('“', '"').Replace('”', '"').Replace('²', '2');

    [Fact]
    public void Create_Findings_SaysEveryMeasurement()
    {
        var numbers = Numbers(MeasurementReport.Create(SampleResult.Of(Stack), Measured, Marked(), HemorrhageClass.Types));

        Assert.Equal(
            [
                ("study", "Volume", 12.5), ("study", "Certainty of Impression", 87), ("sdh", "Volume", 10), ("iph", "Volume", 2.5),
                ("F1", "Certainty of Finding", 99), ("F1", "Volume", 10), ("F1", "Long axis", 80), ("F1", "Width", 7.25),
                ("F2", "Certainty of Finding", 75), ("F2", "Volume", 2.5), ("F2", "Long axis", 20),
                ("F2", "Volume", 1.2), ("F2", "Major Axis", 20), ("F2", "Perpendicular Axis", 12), ("F2", "Height", 10),
            ],
            numbers);
    }

    /// <summary>R351: a finding that no patch covers has no score, and the probability of a pixel is none.</summary>
    [Fact]
    public void Create_FindingWithoutAPatch_SaysNoCertainty()
    {
        var numbers = Numbers(MeasurementReport.Create(
            SampleResult.Of(Stack), Measured with { Findings = [Measured.Findings[0] with { Score = null }] }, Marked(), HemorrhageClass.Types));

        Assert.DoesNotContain(numbers, number => number.Name == "Certainty of Finding");
    }

    [Fact]
    public void Create_Findings_RefersToTheSegmentsOfTheSegmentation()
    {
        var objects = SampleResult.Of(Stack);
        var segmentation = SegmentationObject.Create(objects, Marked(), HemorrhageClass.Types);
        var groups = Groups(MeasurementReport.Create(objects, Measured, Marked(), HemorrhageClass.Types));

        var references = groups.Select(group => Find(group, "Referenced Segment")).OfType<DicomDataSet>().Select(item => item.Items(DicomTags.ReferencedSOPSequence)[0]).ToList();
        Assert.All(references, reference => Assert.Equal(segmentation.Text(DicomTags.SOPInstanceUID), reference.Text(DicomTags.ReferencedSOPInstanceUID)));
        Assert.Equal([1, 1, 2, 1, 2], references.Select(reference => reference.Integer(DicomTags.ReferencedSegmentNumber)!.Value));
        Assert.Equal(
            segmentation.Items(DicomTags.SegmentSequence).Select(segment => segment.Text(DicomTags.TrackingUID)),
            groups.Skip(1).Take(2).Select(group => Find(group, "Tracking Unique Identifier")!.Text(DicomTags.UID)));
    }

    /// <summary>R398: the second finding is in the middle or on both sides; a code for either would say which.</summary>
    [Fact]
    public void Create_FindingOfMidline_HasNoModifierOfItsSite()
    {
        var groups = Groups(MeasurementReport.Create(SampleResult.Of(Stack), Measured, Marked(), HemorrhageClass.Types));

        Assert.Equal(["272741003=7771000"], SidesOf(groups[3]));
        Assert.Empty(SidesOf(groups[4]));

        static IEnumerable<string> SidesOf(DicomDataSet group) => Find(group, "Finding Site")!.Items(DicomTags.ContentSequence)
            .Select(modifier => $"{CodeOf(modifier, DicomTags.ConceptNameCodeSequence)}={CodeOf(modifier, DicomTags.ConceptCodeSequence)}");

        static string? CodeOf(DicomDataSet item, DicomTag sequence) => item.Items(sequence)[0].Text(DicomTags.CodeValue);
    }

    [Fact]
    public void Create_NothingFound_NamesNoFinding()
    {
        var made = MeasurementReport.Create(SampleResult.Of(Stack), Measured with { Score = 0.1, VolumeMl = 0, Findings = [] }, Nothing, HemorrhageClass.Types);

        Assert.Equal([("study", "Volume", 0), ("study", "Certainty of Impression", 10)], Numbers(made));
        Assert.Null(Find(Assert.Single(Groups(made)), "Finding"));
        Assert.Null(KeyObjects.Create(SampleResult.Of(Stack), Nothing, HemorrhageClass.Types, Measured.Impression));
    }

    /// <summary>R374: specks are no finding where the page says that there is none.</summary>
    [Theory]
    [InlineData(0.1, 0)]
    [InlineData(0.87, 1)]
    public void Create_SpecksAlone_NamesAFindingWhereThePointIsReached(double score, int expected)
    {
        var groups = Groups(MeasurementReport.Create(SampleResult.Of(Stack), Measured with { Score = score, Findings = [] }, Marked(), HemorrhageClass.Types));

        Assert.Equal(expected, groups.Count(group => Find(group, "Finding") is not null));
        Assert.All(groups, group => Assert.NotNull(Find(group, "Referenced Segment")));
    }

    /// <summary>R234: whoever reads these objects alone is told whether the point was reached, and of what was not analysed.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Create_AnyResult_SaysWhatThePageSays(bool isFound)
    {
        var labels = isFound ? Marked() : Nothing;

        var study = Groups(MeasurementReport.Create(SampleResult.Of(Stack), isFound ? Measured : Measured with { Findings = [] }, labels, HemorrhageClass.Types))[0];

        var impression = Find(study, "Impression")!;
        Assert.Equal(("TEXT", "CONTAINS", Plain), (impression.Text(DicomTags.ValueType), impression.Text(DicomTags.RelationshipType), impression.Text(DicomTags.TextValue)));
        if (KeyObjects.Create(SampleResult.Of(Stack), labels, HemorrhageClass.Types, Measured.Impression) is { } keyObjects)
            Assert.EndsWith($"NOT FOR DIAGNOSTIC USE. {Plain}", Find(keyObjects, "Key Object Description")!.Text(DicomTags.TextValue), StringComparison.Ordinal);
    }

    /// <summary>R238: the longest diameter is an axial one. R401: a collection that lies flat is as thick as it is high.</summary>
    [Theory]
    [InlineData("Long axis", "Longest diameter on an axial slice")]
    [InlineData("Width", "Smaller of inscribed axial disc and height")]
    public void Create_MeasureWithAMethodOfOurOwn_NamesWhatIsDone(string measure, string expected)
    {
        var finding = Groups(MeasurementReport.Create(SampleResult.Of(Stack), Measured, Marked(), HemorrhageClass.Types))[3];

        var method = Find(finding, measure)!.Items(DicomTags.ContentSequence)[0];
        Assert.Equal(("Measurement Method", expected), (NameOf(method), method.Items(DicomTags.ConceptCodeSequence)[0].Text(DicomTags.CodeMeaning)));
    }

    /// <summary>R114.</summary>
    [Fact]
    public void Create_KeyObjects_AreTheMarkedImages()
    {
        var made = KeyObjects.Create(SampleResult.Of(Stack), Marked(), HemorrhageClass.Types, Measured.Impression)!;

        Assert.Equal(
            ["1.2.3.4.101", "1.2.3.4.103", "1.2.3.4.104"],
            made.Items(DicomTags.ContentSequence).SelectMany(item => item.Items(DicomTags.ReferencedSOPSequence)).Select(image => image.Text(DicomTags.ReferencedSOPInstanceUID)));
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(true, true, false)]
    [InlineData(false, false, true)]
    [InlineData(true, true, true)]
    public void Create_AnyObject_IsConformant(bool isFound, bool isEnhanced, bool isDeidentified)
    {
        var (objects, labels) = (SampleResult.Of(Stack, isEnhanced: isEnhanced), isFound ? Marked() : Nothing);
        objects = isDeidentified ? SampleResult.Deidentified(objects) : objects;
        var study = isFound ? Measured : Measured with { VolumeMl = 0, Findings = [] };
        DicomDataSet?[] made =
        [
            SegmentationObject.Create(objects, labels, HemorrhageClass.Types),
            MeasurementReport.Create(objects, study, labels, HemorrhageClass.Types),
            KeyObjects.Create(objects, labels, HemorrhageClass.Types, Measured.Impression),
            ProbabilityObject.Create(objects, new ProbabilityMap(Stack, [.. labels.Labels.ToArray().Select(label => (byte)(60 * label))])),
            CaptureObject.Create(objects, 1, 3, 5, new byte[45], slice: 2),
            CaptureObject.Create(objects, 2, 3, 5, new byte[45], slice: null),
        ];

        Assert.Empty(made.OfType<DicomDataSet>().SelectMany(Dciodvfy.Errors));
    }

    /// <summary>R339: whether the pixels of a source slice hold a name is not known.</summary>
    [Theory]
    [InlineData(2, null)]
    [InlineData(null, "NO")]
    public void Capture_OfASourceSlice_DoesNotSayThatNoNameIsBurnedIn(int? slice, string? expected) =>
        Assert.Equal(expected, CaptureObject.Create(SampleResult.Of(Stack), 1, 3, 5, new byte[45], slice).Text(DicomTags.BurnedInAnnotation));

    private static LabelVolume Marked()
    {
        var labels = new LabelVolume(Stack);
        (labels[1, 2, 3], labels[3, 4, 5], labels[4, 8, 8]) = (1, 1, 3);
        return labels;
    }

    private static List<DicomDataSet> Groups(DicomDataSet report) =>
        [.. Find(report, "Imaging Measurements")!.Items(DicomTags.ContentSequence)];

    private static List<(string Group, string Name, double Value)> Numbers(DicomDataSet report) =>
    [
        .. from made in Groups(report)
           let id = Find(made, "Tracking Identifier")!.Text(DicomTags.TextValue)
           from item in made.Items(DicomTags.ContentSequence)
           where item.Text(DicomTags.ValueType) == "NUM"
           select (id, NameOf(item)!, Math.Round(item.Items(DicomTags.MeasuredValueSequence)[0].Number(DicomTags.NumericValue)!.Value, 9)),
    ];

    private static DicomDataSet? Find(DicomDataSet parent, string name) => parent.Items(DicomTags.ContentSequence).FirstOrDefault(item => NameOf(item) == name);

    private static string? NameOf(DicomDataSet item) => item.Items(DicomTags.ConceptNameCodeSequence) is [var name] ? name.Text(DicomTags.CodeMeaning) : null;
}
