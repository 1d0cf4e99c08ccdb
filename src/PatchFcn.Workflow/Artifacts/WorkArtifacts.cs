namespace PatchFcn.Workflow.Artifacts;

/// <summary>Names of the artifacts between the steps of one instance. None of them holds an unstripped voxel.</summary>
internal static class WorkArtifacts
{
    public static string Folder(string instance) => instance;

    public static string Slab(string instance, int firstSlice) => $"{Folder(instance)}/slabs/{firstSlice:0000}.bin";

    public static string Geometry(string instance) => $"{Folder(instance)}/geometry.json";

    public static string Brain(string instance) => $"{Folder(instance)}/brain.bin";

    public static string StrippedVolume(string instance) => $"{Folder(instance)}/stripped.bin";

    public static string SliceScores(string instance, int slice) => $"{Folder(instance)}/scores/{slice:0000}.bin";

    public static string Labels(string instance) => $"{Folder(instance)}/labels.bin";

    public static string Probabilities(string instance) => $"{Folder(instance)}/probabilities.bin";

    public static string Report(string instance) => $"{Folder(instance)}/report.json";
}
