using System.Security.Cryptography;

namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>Hashes and counts what is read through it, and stops where a limit is exceeded.</summary>
internal sealed class MeteredStream(IStudyFile file, UploadLimits limits, ByteBudget budget) : ForwardStream(file.OpenRead())
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _start = new byte[4];
    private long _count;

    /// <summary>The first bytes that were read.</summary>
    public ReadOnlySpan<byte> Start => _start.AsSpan(0, (int)Math.Min(_count, _start.Length));

    /// <exception cref="UploadLimitException">A limit is exceeded.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = base.Read(buffer);
        if (_count < _start.Length)
            buffer[..Math.Min(read, _start.Length - (int)_count)].CopyTo(_start.AsSpan((int)_count));
        _count += read;
        if (_count > limits.FileBytes)
            throw new UploadLimitException(ReadingCatalogue.Files.FileTooLarge);
        if (file is ZipEntryFile entry && _count > limits.FreeExpansionBytes && _count / limits.Expansion > entry.PackedLength)
            throw new UploadLimitException(ReadingCatalogue.Files.ExpandsTooMuch);
        budget.Spend(read);
        _hash.AppendData(buffer[..read]);
        return read;
    }

    /// <summary>Reads the rest and returns SHA-256 of the whole content, lower-case hexadecimal.</summary>
    /// <exception cref="UploadLimitException">A limit is exceeded.</exception>
    public string ReadToEnd(Span<byte> buffer)
    {
        while (Read(buffer) > 0)
        {
        }
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }
}
