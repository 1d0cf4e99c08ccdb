using System.Security.Cryptography;
using System.Text;

namespace PatchFcn.Core.Hashing;

/// <summary>SHA-256 (FIPS 180-4), by which this software knows files, texts and runs again.</summary>
public static class Digest
{
    /// <summary>Of bytes; 64 digits, lower-case hexadecimal.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Of a text in UTF-8; 64 digits, lower-case hexadecimal.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>Of a stream to its end; 64 digits, lower-case hexadecimal.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Of(Stream stream) => Convert.ToHexStringLower(SHA256.HashData(stream));

    /// <inheritdoc cref="Of(Stream)"/>
    public static async Task<string> OfAsync(Stream stream, CancellationToken cancellation) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));

    /// <summary>The UUID of version 8 (RFC 9562) that belongs to a text: the first 16 bytes of its digest with version and variant set; the same on every machine.</summary>
    public static Guid Uuid(string seed)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(seed)).AsSpan(0, 16);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
