namespace PatchFcn.Workflow.Artifacts;

/// <summary>Names of the artifacts between the steps of one instance. None of them holds an unstripped voxel.</summary>
internal static class WorkArtifacts
{
    public static string Slab(string instance, int firstSlice) => $"work/{instance}/slabs/{firstSlice:0000}.bin";

    public static string StrippedVolume(string instance) => $"work/{instance}/stripped.bin";

    public static string SliceScores(string instance, int slice) => $"work/{instance}/scores/{slice:0000}.bin";

    public static string Labels(string instance) => $"work/{instance}/labels.bin";

    public static string Probabilities(string instance) => $"work/{instance}/probabilities.bin";

    public static string Report(string instance) => $"work/{instance}/report.json";
}
