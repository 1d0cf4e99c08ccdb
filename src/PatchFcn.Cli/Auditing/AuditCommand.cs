using System.CommandLine;
using System.Text.Json;
using Azure.Identity;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Cli.Auditing;

/// <summary><c>patchfcn audit</c>: who uploaded, decided, was told, read and judged, and whether anybody has changed what was kept of it.</summary>
internal static class AuditCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create() => new("audit", "The audit log of a watched storage location: checks its chain of hashes, or writes it out.") { Verify(), Export() };

    private static Command Verify()
    {
        var storage = StorageOption.Create();
        var head = new Option<string?>("--head") { Description = "Hash of the entry that was last at an earlier check, as that check printed it: shows that nothing up to it has been removed." };
        var command = new Command("verify", "Checks every entry and its place in the chain. Exits with 0 if the log is as it was written, 4 if not.") { storage, head };
        command.SetAction((parsed, cancellation) => CommandRunner.RunAsync(cancellation, async () =>
        {
            var places = await StudyStorage.OpenExistingAsync(parsed.GetRequiredValue(storage), new DefaultAzureCredential(), cancellation);
            var check = await AuditCheck.OfAsync(places.Results, parsed.GetValue(head), cancellation);
            foreach (var problem in check.Problems)
                Console.WriteLine(problem);
            Console.WriteLine(check.Problems.Count == 0
                ? $"The log is as it was written: {check.Entries} entries. Keep the hash of the last elsewhere: {check.Head}"
                : $"The log was CHANGED, or is damaged: {check.Problems.Count} problems among the first {check.Entries} entries.");
            return check.Problems.Count == 0 ? ExitCodes.Success : ExitCodes.Different;
        }));
        return command;
    }

    private static Command Export()
    {
        var storage = StorageOption.Create();
        var output = new Option<FileInfo?>("--out") { Description = "File to write; by default the entries go to stdout." };
        var command = new Command("export", "Writes every entry as a line of JSON, in order. Exits with 0 if all could be read, 4 if not.") { storage, output };
        command.SetAction((parsed, cancellation) => CommandRunner.RunAsync(cancellation, async () =>
        {
            var places = await StudyStorage.OpenExistingAsync(parsed.GetRequiredValue(storage), new DefaultAzureCredential(), cancellation);
            await using var target = parsed.GetValue(output) is { } file ? file.CreateText() : new StreamWriter(Console.OpenStandardOutput());
            var unreadable = 0;
            await foreach (var (path, entry) in AuditLog.ReadAsync(places.Results, cancellation))
                if (entry is not null)
                    await target.WriteLineAsync(JsonSerializer.Serialize(entry, StudyJson.Options).AsMemory(), cancellation);
                else
                {
                    unreadable++;
                    Console.Error.WriteLine($"{path} cannot be read as it was written, and is left out.");
                }
            return unreadable == 0 ? ExitCodes.Success : ExitCodes.Different;
        }));
        return command;
    }
}
