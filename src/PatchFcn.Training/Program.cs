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
return await TrainingFailure.ReportAsync(() => root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
