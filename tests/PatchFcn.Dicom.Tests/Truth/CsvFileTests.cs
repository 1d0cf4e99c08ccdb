using PatchFcn.Core;
using PatchFcn.Dicom.Truth;

namespace PatchFcn.Dicom.Tests.Truth;

public sealed class CsvFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_QuotesAndColumnsNobodyAskedFor_GivesTheValues()
    {
        var row = Assert.Single(Read("extra,reader,share\r\nx,\"radiologist 3, resident\", 0.87\r\n", "reader"));

        Assert.Equal(("radiologist 3, resident", 0.87, ""), (row.Text("reader"), row.Number("share", 0, 1), row.Text("type")));
        Assert.Null(row.Number("type", 0, 1));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("bleed, left", "\"bleed, left\"")]
    [InlineData("\"old\"", "\"\"\"old\"\"\"")]
    public void Line_Values_AreQuotedWhereNeedBeAndReadAgain(string value, string written)
    {
        var line = CsvFile.Line("1", value);

        Assert.Equal($"1,{written}", line);
        Assert.Equal(value, Assert.Single(Read($"case,type\n{line}\n")).Text("type"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b\n1,2\n")]
    [InlineData("case,b\n1\n")]
    [InlineData("case,b,b\n1,2,3\n")]
    [InlineData("case,b\n\"1,2\n")]
    public void Read_NoSuchTable_SaysWhatToMend(string text) => Assert.Throws<UsageException>(() => Read(text, "case"));

    [Theory]
    [InlineData("1.5")]
    [InlineData("NaN")]
    [InlineData("87 %")]
    public void Number_NotInRange_NamesTheLine(string text)
    {
        var row = Assert.Single(Read($"share\n{text}\n"));

        Assert.Contains("line 2", Assert.Throws<UsageException>(() => row.Number("share", 0, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Flag_NeitherYesNorNo_Throws() =>
        Assert.Throws<UsageException>(() => Assert.Single(Read("positive\nperhaps\n")).Flag("positive"));

    private IReadOnlyList<CsvRow> Read(string text, params string[] required)
    {
        File.WriteAllText(_path, text);
        return CsvFile.Read(_path, required);
    }
}
