using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.Writing;

/// <summary>A picture as Secondary Capture Image (PS3.3 A.8.1) in colour: what every viewer shows.</summary>
public static class CaptureObject
{
    /// <summary>Makes the object.</summary>
    /// <param name="objects">The result it is part of.</param>
    /// <param name="number">Which capture of the result, from 1.</param>
    /// <param name="rows">Height in pixels.</param>
    /// <param name="columns">Width in pixels.</param>
    /// <param name="rgb">Red, green and blue of each pixel, row by row.</param>
    /// <param name="slice">Index of the slice it shows; null where it shows none.</param>
    /// <exception cref="ArgumentException">The pixels are not as many as rows and columns say.</exception>
    public static DicomDataSet Create(ResultObjects objects, int number, int rows, int columns, byte[] rgb, int? slice)
    {
        if (rgb.Length != 3 * rows * columns)
            throw new ArgumentException("The picture has not as many pixels as rows and columns say.", nameof(rgb));
        var dataSet = objects.Begin(ResultObjectKind.Capture, number)
            .SetText(DicomTags.ImageType, "DERIVED", "SECONDARY")
            .SetText(DicomTags.ConversionType, "WSD")
            .SetText(DicomTags.PatientOrientation)
            .SetText(DicomTags.BodyPartExamined, "HEAD")
            .SetText(DicomTags.ImageComments, "Computed picture. Not for diagnostic use.")
            .SetNumbers(DicomTags.SamplesPerPixel, 3)
            .SetText(DicomTags.PhotometricInterpretation, "RGB")
            .SetNumbers(DicomTags.PlanarConfiguration, 0)
            .SetNumbers(DicomTags.Rows, rows)
            .SetNumbers(DicomTags.Columns, columns)
            .SetNumbers(DicomTags.BitsAllocated, 8)
            .SetNumbers(DicomTags.BitsStored, 8)
            .SetNumbers(DicomTags.HighBit, 7)
            .SetNumbers(DicomTags.PixelRepresentation, 0)
            .SetValue(DicomTags.PixelData, "OB", rgb);
        objects.CopyLoss(dataSet);
        // Whether a source image has a name in its pixels is not known: only of a picture without one is it said that there is none (PS3.3 C.7.6.1).
        if (slice is not { } shown)
            dataSet.SetText(DicomTags.BurnedInAnnotation, "NO");
        else
            dataSet.SetItems(DicomTags.SourceImageSequence, ImageReferences.To(objects.Series.Slices[shown]));
        return dataSet;
    }
}
