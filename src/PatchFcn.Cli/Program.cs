using System.CommandLine;
using PatchFcn.Cli;
using PatchFcn.Cli.Auditing;
using PatchFcn.Cli.Evaluation;
using PatchFcn.Cli.Watching;

var root = new RootCommand("PatchFCN finds acute intracranial hemorrhage on head CT: whether, where, how much, and how sure. Not for diagnostic use.")
{
    AnalyzeCommand.Create(),
    DemoCommand.Create(),
    WatchCommand.Create(),
    PhantomCommand.Create(),
    EvaluateCommand.Create(),
    ReplayCommand.Create(),
    SendCommand.Create(),
    AuditCommand.Create(),
};

var parsed = root.Parse(args);
var exitCode = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
