using System.CommandLine;
using PatchFcn.Workflow.Delivery;

namespace PatchFcn.Cli;

/// <summary><c>patchfcn send</c>: the DICOM objects of a result to a PACS.</summary>
internal static class SendCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var result = new Argument<DirectoryInfo>("result") { Description = "The folder of the result, the one with manifest.json." };
        var address = DicomWebOption.Create(isRequired: true);
        var command = new Command("send", "Delivers the DICOM objects of a result by STOW-RS. Exits with 0 if all were accepted, 5 if not.") { result, address };
        command.SetAction((parsed, cancellation) => CommandRunner.RunAsync(cancellation, async () =>
        {
            using var receiver = DicomWebOption.Open(parsed.GetRequiredValue(address)!);
            var account = await ResultDelivery.SendAsync(parsed.GetRequiredValue(result).FullName, receiver, cancellation);
            foreach (var delivered in account)
                Console.WriteLine($"{delivered.File}: {delivered.Account}{(delivered.Attempts > 1 ? $", after {delivered.Attempts} attempts" : "")}");
            var taken = account.Count(delivered => delivered.Taken);
            Console.WriteLine($"{taken} of {account.Count} objects were accepted.");
            return taken == account.Count ? ExitCodes.Success : ExitCodes.NotTaken;
        }));
        return command;
    }
}
