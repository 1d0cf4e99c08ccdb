using System.CommandLine;
using PatchFcn.Core;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Delivery;

namespace PatchFcn.Cli;

/// <summary><c>--dicomweb</c>: the archive that gets the DICOM objects.</summary>
internal static class DicomWebOption
{
    /// <summary>Environment variable with the Authorization header, which is nobody's business on a command line.</summary>
    private const string AuthorizationVariable = "PATCHFCN_DICOMWEB_AUTHORIZATION";

    /// <summary>The option.</summary>
    public static Option<string?> Create(bool isRequired)
    {
        var option = new Option<string?>("--dicomweb")
        {
            Description = $"Root of the DICOMweb services of the archive that gets the DICOM objects, such as http://pacs/dicom-web. {AuthorizationVariable}, if set, is sent as the Authorization header.",
            Required = isRequired,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(address => !WebAddress.IsOne(address.Value)))
                result.AddError("--dicomweb is an address that begins with http:// or https://.");
        });
        return option;
    }

    /// <summary>The archive at an address.</summary>
    /// <exception cref="UsageException">What is to be sent as Authorization cannot be.</exception>
    public static StowClient Open(string address)
    {
        try
        {
            return new StowClient(new Uri(address), Environment.GetEnvironmentVariable(AuthorizationVariable), TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException problem)
        {
            throw new UsageException($"{AuthorizationVariable} is no header that can be sent.", problem);
        }
    }
}
