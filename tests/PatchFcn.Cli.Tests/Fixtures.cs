using PatchFcn.Testing;

[assembly: AssemblyFixture(typeof(Azurite))]
