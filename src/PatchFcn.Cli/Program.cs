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
// What is at work is stopped in order, a running step to its end; the default would end the process after two seconds, with a study taken up and never given back.
var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
return parsed.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
