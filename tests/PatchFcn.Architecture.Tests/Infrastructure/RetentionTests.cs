namespace PatchFcn.Architecture.Tests.Infrastructure;

/// <summary>R367: what marks an upload as finished stays longer than the upload; without its mark it would be analysed again, and its finding told as a new one.</summary>
public sealed class RetentionTests
{
    [Theory]
    [InlineData(365, 30)]
    [InlineData(30, 30)]
    public async Task Snapshot_StudiesKeptAsLongAsTheirMarks_IsRefused(int studies, int results)
    {
        using var deployment = Keeping(studies, results);

        Assert.Contains($"retentionDays: studies {studies}, results {results}", await deployment.RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshot_MarksKeptADayLonger_IsTaken()
    {
        using var deployment = Keeping(29, 30);
        using var snapshot = await deployment.PredictAsync();

        Assert.NotEmpty(snapshot.RootElement.GetProperty("predictedResources").EnumerateArray());
    }

    private static TemporaryDeployment Keeping(int studies, int results) => new($"param retentionDays = {{ studies: {studies}, work: 7, results: {results} }}");
}
