using System.Security.Cryptography;
using System.Text;

namespace PatchFcn.Reporting.Fhir;

/// <summary>Names of resources that follow from the run and the role: UUIDs of version 8 (RFC 9562) from SHA-256.</summary>
internal static class FhirUuid
{
    /// <summary><c>urn:uuid:…</c>, the same for the same run and role.</summary>
    internal static string Of(string instance, string role)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{instance}/fhir/{role}"), hash);
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return $"urn:uuid:{new Guid(hash[..16], bigEndian: true)}";
    }
}
