using System.Xml.Linq;
using PatchFcn.Testing;

namespace PatchFcn.Architecture.Tests;

/// <summary>Arrows point one way only, from the hosts down to Core. The table is the one in CONTRIBUTING.md.</summary>
public sealed class RoomReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["PatchFcn.Core"] = [],
        ["PatchFcn.Dicom"] = ["PatchFcn.Core"],
        ["PatchFcn.Dicom.FoDicom"] = ["PatchFcn.Dicom"],
        ["PatchFcn.Inference"] = ["PatchFcn.Core"],
        ["PatchFcn.Reporting"] = ["PatchFcn.Core"],
        ["PatchFcn.Workflow"] = ["PatchFcn.Core", "PatchFcn.Dicom", "PatchFcn.Inference", "PatchFcn.Reporting"],
        ["PatchFcn.Phantoms"] = ["PatchFcn.Core", "PatchFcn.Dicom"],
        ["PatchFcn.Training"] = ["PatchFcn.Core", "PatchFcn.Phantoms", "PatchFcn.Dicom", "PatchFcn.Inference"],
        ["PatchFcn.Functions"] = ["PatchFcn.Workflow", "PatchFcn.Dicom.FoDicom"],
        ["PatchFcn.Cli"] = ["PatchFcn.Workflow", "PatchFcn.Phantoms"],
    };

    public static TheoryData<string> Rooms => [.. Directory.EnumerateDirectories(SourceFolder).Select(path => Path.GetFileName(path))];

    private static string SourceFolder => Path.Combine(TestData.RepositoryRoot, "src");

    [Theory]
    [MemberData(nameof(Rooms))]
    public void ProjectReferences_EveryRoom_PointDownOnly(string room)
    {
        Assert.True(Allowed.ContainsKey(room), $"{room} is a new room: say in this table what it may use.");

        var project = XDocument.Load(Path.Combine(SourceFolder, room, room + ".csproj"));
        var references = project.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')));

        Assert.Empty(references.Except(Allowed[room]));
    }

    [Fact]
    public void Core_PackageReferences_AreNone() =>
        Assert.Empty(XDocument.Load(Path.Combine(SourceFolder, "PatchFcn.Core", "PatchFcn.Core.csproj")).Descendants("PackageReference"));
}
