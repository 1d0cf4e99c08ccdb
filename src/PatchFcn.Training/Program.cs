using System.CommandLine;

return await new RootCommand("Makes model packages for PatchFCN.").Parse(args).InvokeAsync();
