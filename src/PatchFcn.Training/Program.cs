using System.CommandLine;
using PatchFcn.Training;
using PatchFcn.Training.Challenge;
using PatchFcn.Training.CrossValidation;
using PatchFcn.Training.Data;
using PatchFcn.Training.Learning;
using PatchFcn.Training.Mining;
using PatchFcn.Training.Models;
using PatchFcn.Training.Packaging;
using PatchFcn.Training.Presets;

var root = new RootCommand("Makes model packages for PatchFCN.")
{
    PrepareCommand.Create(),
    TrainCommand.Create(),
    MineCommand.Create(),
    CrossValidateCommand.Create(),
    PackageCommand.Create(),
    OperatingPointsCommand.Create(),
    PresetCommand.Create(),
    BaselineCommand.Create(),
    InsertCommand.Create(),
    SketchCommand.Create(),
};
var configuration = new InvocationConfiguration
{
    EnableDefaultExceptionHandler = false,
    // Ctrl-C ends the step or the measurement at work and writes the checkpoint. The default would end the process after two seconds without it, and at a second Ctrl-C with a stack trace.
    ProcessTerminationTimeout = Timeout.InfiniteTimeSpan,
};
return await TrainingFailure.ReportAsync(() => root.Parse(args).InvokeAsync(configuration));
