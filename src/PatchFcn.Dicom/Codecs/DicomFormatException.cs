namespace PatchFcn.Dicom.Codecs;

/// <summary>What is wrong with a file.</summary>
public enum DicomFault
{
    /// <summary>The file is not DICOM.</summary>
    NotDicom,

    /// <summary>The file ends before a value it announces.</summary>
    Truncated,

    /// <summary>The structure contradicts the standard in a way that cannot be read safely.</summary>
    Malformed,

    /// <summary>A stated limit (file size, elements, nesting, frames, decompressed bytes) is exceeded.</summary>
    LimitExceeded,

    /// <summary>The transfer syntax is not decoded here.</summary>
    UnsupportedTransferSyntax,

    /// <summary>The pixels are not single-channel of 8 or 16 bits, or the description of the image contradicts itself.</summary>
    UnsupportedPixels,

    /// <summary>There is no pixel data.</summary>
    NoPixelData,
}

/// <summary>A DICOM file that cannot be read, and why. The message names the problem and holds no value of a patient's attribute.</summary>
public sealed class DicomFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    public DicomFormatException(DicomFault fault, string message, Exception? innerException = null) : base(message, innerException) => Fault = fault;

    /// <summary>The kind of problem.</summary>
    public DicomFault Fault { get; }
}
