using PatchFcn.Core;

namespace PatchFcn.Cli.Tests;

/// <summary>R295: who uses the software is told what they can mend; what they cannot is never put down to them.</summary>
public sealed class CommandRunnerTests
{
    [Fact]
    public async Task Run_WhatTheUserGaveIsWrong_Exits2() => Assert.Equal(2, await EndAsync(new UsageException("There is no such folder.")));

    [Fact]
    public async Task Run_ArgumentInsideIsWrong_Exits1() => Assert.Equal(1, await EndAsync(new ArgumentOutOfRangeException("slice")));

    private static Task<int> EndAsync(Exception problem) => CommandRunner.RunAsync(TestContext.Current.CancellationToken, () => throw problem);
}
