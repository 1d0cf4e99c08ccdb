using System.CommandLine;

return await new RootCommand("Finds acute intracranial hemorrhage on head CT (PatchFCN).").Parse(args).InvokeAsync();
