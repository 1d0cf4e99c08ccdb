namespace PatchFcn.Workflow.Engine;

/// <summary>Progress that is told at once, by the thread that makes it; <see cref="Progress{T}"/> tells it later, and not always in order.</summary>
/// <typeparam name="T">What is told.</typeparam>
/// <param name="tell">Is told; from several threads where there are.</param>
public sealed class SynchronousProgress<T>(Action<T> tell) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => tell(value);
}
