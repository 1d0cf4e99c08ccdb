using PatchFcn.Cli.Tests;
using PatchFcn.Testing;

[assembly: AssemblyFixture(typeof(AnalyzedPhantom))]
[assembly: AssemblyFixture(typeof(Azurite))]
