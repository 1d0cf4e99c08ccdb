using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Dicom.Tests.Reading.Sources;

public sealed class LedgerNameTests
{
    private const string Sha256 = "8b1db0b9872f34012349c1ba3b230d8c757aad3fa83bf85867e21465c3730e9f";

    [Theory]
    [InlineData("IM0001.dcm")]
    [InlineData("DICOM/PA000001/ST000001/SE000002/IM000017")]
    [InlineData("S2010/I100")]
    [InlineData("DICOMDIR")]
    [InlineData("0000000042.dcm")]
    [InlineData("CT_0012.ima")]
    [InlineData("img-3.DCM")]
    public void Of_NumberedAsScannersDo_StaysAsItIs(string name) => Assert.Equal(name, LedgerName.Of(name, Sha256, 1));

    [Theory]
    [InlineData("DOE_JANE/IM0001.dcm")]
    [InlineData("IM0001 Doe.dcm")]
    [InlineData("IM0001.doe")]
    [InlineData("19570312.dcm")]
    [InlineData("12345")]
    [InlineData("CT12345678")]
    [InlineData("P1234")]
    [InlineData("JD1")]
    [InlineData("Müller")]
    [InlineData("I1\n")]
    [InlineData("1.2.840.113619.2.55.3.dcm")]
    [InlineData("")]
    [InlineData("/I1")]
    public void Of_AnythingElse_IsReplacedByTheHashOfTheContent(string name) =>
        Assert.Equal("file-8b1db0b9872f", LedgerName.Of(name, Sha256, 1));

    [Fact]
    public void Of_UnreadFileThatMayIdentify_IsNamedByItsPlace() => Assert.Equal("unopened-7", LedgerName.Of("Doe^Jane.zip", null, 7));
}
