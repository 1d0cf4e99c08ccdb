using System.CommandLine;
using PatchFcn.Training;
using PatchFcn.Training.Data;
using PatchFcn.Training.Learning;
using PatchFcn.Training.Models;
using PatchFcn.Training.Packaging;

var root = new RootCommand("Makes model packages for PatchFCN.")
{
    PrepareCommand.Create(),
    TrainCommand.Create(),
    PackageCommand.Create(),
    BaselineCommand.Create(),
};
return await TrainingFailure.ReportAsync(() => root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
