using PatchFcn.Dicom.Reading.Selection;

namespace PatchFcn.Dicom.Tests.Reading.Selection;

public sealed class WordingTests
{
    [Theory]
    [InlineData("CTA HEAD 1.0")]
    [InlineData("ANGIO CEREBRAL")]
    [InlineData("HEAD +C")]
    [InlineData("HEAD W/ CONTRAST")]
    [InlineData("HEAD WITH CONTRAST")]
    [InlineData("BRAIN POST CON")]
    [InlineData("SCHAEDEL KM")]
    [InlineData("HEAD WO CONTRAST THEN CTA")]
    [InlineData("CT CTA HEAD")]
    [InlineData("HEAD CE")]
    [InlineData("HEAD C+")]
    public void NamesContrast_EnhancedScans_AreRecognised(string description) => Assert.True(Wording.NamesContrast(description));

    [Theory]
    [InlineData("")]
    [InlineData("HEAD 5MM")]
    [InlineData("HEAD WO CONTRAST")]
    [InlineData("HEAD W/O CONTRAST")]
    [InlineData("HEAD WITHOUT IV CONTRAST")]
    [InlineData("NON-CONTRAST HEAD")]
    [InlineData("NONCONTRAST HEAD")]
    [InlineData("HEAD NON CON")]
    [InlineData("UNENHANCED")]
    [InlineData("SCHAEDEL OHNE KM")]
    [InlineData("NCCT BRAIN")]
    [InlineData("HEAD W/OUT CONTRAST")]
    [InlineData("CRANE SANS PRODUIT DE CONTRASTE")]
    [InlineData("CRANEO SIN MEDIO DE CONTRASTE")]
    [InlineData("CRANIO SENZA MEZZO DI CONTRASTO")]
    public void NamesContrast_PlainScans_AreNot(string description) => Assert.False(Wording.NamesContrast(description));

    [Theory]
    [InlineData("CTP 5.0", true)]
    [InlineData("PERFUSION HEAD", true)]
    [InlineData("DYNAMIC", true)]
    [InlineData("HEAD 4.0", false)]
    public void NamesPerfusion_Descriptions(string description, bool expected) =>
        Assert.Equal(expected, Wording.NamesPerfusion(description));
}
