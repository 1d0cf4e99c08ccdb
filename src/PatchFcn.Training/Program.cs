using System.CommandLine;
using PatchFcn.Training.Models;

return await new RootCommand("Makes model packages for PatchFCN.") { BaselineCommand.Create() }.Parse(args).InvokeAsync();
