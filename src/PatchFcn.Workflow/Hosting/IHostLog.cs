using PatchFcn.Workflow.Engine;

namespace PatchFcn.Workflow.Hosting;

/// <summary>What a host does, for the console or a log. Studies go by the key of their upload, a hash.</summary>
public interface IHostLog
{
    /// <summary>A study was taken up.</summary>
    void Started(string key);

    /// <summary>A study has come further.</summary>
    void Progressed(string key, StudyProgress progress);

    /// <summary>A study has come to its end.</summary>
    void Finished(string key, FinishedStudy study, TimeSpan taken);

    /// <summary>Something did not work and is tried again.</summary>
    /// <param name="what">What was tried, in a few words.</param>
    /// <param name="problem">What went wrong; its message may hold paths, but nothing of a study.</param>
    void Failed(string what, Exception problem);
}
