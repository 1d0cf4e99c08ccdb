namespace PatchFcn.Workflow.Engine;

/// <summary>The name and the types of a step; what it does is registered with the engine.</summary>
/// <typeparam name="TInput">A small record that survives System.Text.Json; voxels are handed on as references to artifacts.</typeparam>
/// <typeparam name="TOutput">A small record that survives System.Text.Json.</typeparam>
/// <param name="Name">Stable name, also of the activity in Azure.</param>
public sealed record Step<TInput, TOutput>(string Name)
    where TOutput : class;
