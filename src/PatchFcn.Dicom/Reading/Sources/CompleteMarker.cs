namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>The file that says of those around it that they have arrived, all of them. It is no part of their study.</summary>
public static class CompleteMarker
{
    /// <summary>Its name.</summary>
    public const string Name = "_complete";

    /// <summary>Whether a file of an upload is it.</summary>
    /// <param name="file">Its path in the upload.</param>
    public static bool Is(string file) => file == Name;
}
