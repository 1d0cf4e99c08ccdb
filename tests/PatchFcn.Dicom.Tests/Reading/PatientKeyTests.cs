using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Dicom.Tests.Reading;

/// <summary>R239, R394: strangers are not taken for one patient.</summary>
public sealed class PatientKeyTests
{
    [Theory]
    [InlineData("4711", "A", "19500102", "F", true)]
    [InlineData(" 4711 ", "A", "19500102", "F", true)]
    [InlineData("4711", "B", "19500102", "F", false)]
    [InlineData("4711", "A", "19500103", "F", false)]
    [InlineData("4711", "A", "19500102", "M", false)]
    [InlineData("4711", "A", "", "F", false)]
    public void Read_NumberIssuerBirthDateAndSex_DecideTogether(string number, string issuer, string birthDate, string sex, bool isSame) =>
        Assert.Equal(isSame, KeyOf("4711", "A", "19500102", "F") == KeyOf(number, issuer, birthDate, sex));

    [Fact]
    public void Read_NumberWithoutIssuer_HasAKey() => Assert.NotNull(KeyOf("4711", "", "19500102", "F"));

    [Theory]
    [InlineData("", "")]
    [InlineData("", "M")]
    [InlineData("19500102", "")]
    [InlineData("19000101", "M")]
    [InlineData("00000000", "M")]
    [InlineData("19500102", "U")]
    public void Read_BirthDateOrSexThatIsNone_HasNoKey(string birthDate, string sex) => Assert.Null(KeyOf("4711", "A", birthDate, sex));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("000-000")]
    [InlineData("anon")]
    [InlineData("Anonymous")]
    [InlineData("*UNKNOWN*")]
    [InlineData("---")]
    public void Read_NumberThatIsNone_HasNoKey(string number) => Assert.Null(KeyOf(number, "A", "19500102", "F"));

    private static string? KeyOf(string number, string issuer, string birthDate, string sex)
    {
        var series = new HeadSeries
        {
            Edit = (dataSet, _) => dataSet
                .SetText(DicomTags.PatientID, number).SetText(DicomTags.IssuerOfPatientID, issuer)
                .SetText(DicomTags.PatientBirthDate, birthDate).SetText(DicomTags.PatientSex, sex),
        };
        return Ingest.Read(series.Files()).Series!.PatientKey;
    }
}
