using PatchFcn.Training.Learning;

namespace PatchFcn.Training.Tests.Learning;

public sealed class RunViewTests
{
    [Theory]
    [InlineData(59, "0:00:59")]
    [InlineData(3_600, "1:00:00")]
    [InlineData(108_061, "30:01:01")]
    public void Text_TimeLeft_HasAllItsHours(int seconds, string text) => Assert.Equal(text, RunView.Text(TimeSpan.FromSeconds(seconds)));
}
