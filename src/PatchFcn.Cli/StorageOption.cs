using System.CommandLine;

namespace PatchFcn.Cli;

/// <summary>Option of every command that works on the storage of a host.</summary>
internal static class StorageOption
{
    /// <summary>Environment variable that may name the storage.</summary>
    private const string Variable = "PATCHFCN_STORAGE";

    /// <summary>Where the host's storage is.</summary>
    public static Option<string> Create()
    {
        var option = new Option<string>("--storage")
        {
            Description = $"A folder, a connection string, or the address of a storage account. Studies are taken from studies/, results go to results/. {Variable} may be set instead: others on the machine can read a key on a command line.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable(Variable) ?? "",
        };
        option.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                result.AddError($"Say where studies arrive, by --storage or in {Variable}: a folder, a connection string or the address of a storage account.");
        });
        return option;
    }
}
