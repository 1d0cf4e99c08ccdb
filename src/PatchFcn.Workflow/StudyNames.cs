using System.Security.Cryptography;
using System.Text;

namespace PatchFcn.Workflow;

/// <summary>Names of studies and instances in paths and events: hashes, so that no identifier of a patient is in them.</summary>
public static class StudyNames
{
    /// <summary>First 16 hexadecimal digits of SHA-256 of a text.</summary>
    public static string Short(string text) => Hash(text)[..16];

    /// <summary>SHA-256 of a text, lower-case hexadecimal.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
