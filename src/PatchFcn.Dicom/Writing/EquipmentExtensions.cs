using PatchFcn.Core.Terminology;
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.Writing;

/// <summary>Who made an object: this software with its model, from the images of a scanner.</summary>
internal static class EquipmentExtensions
{
    private static readonly CodedConcept Acquisition = CodedConcept.Dcm("109101", "Acquisition Equipment");
    private static readonly CodedConcept Processing = CodedConcept.Dcm("109102", "Processing Equipment");

    extension(DicomDataSet dataSet)
    {
        /// <summary>Sets the equipment that made the object (PS3.3 C.7.5.2); the model's hash stands for its serial number.</summary>
        public DicomDataSet SetEquipment(ResultOrigin origin) => dataSet
            .SetText(DicomTags.Manufacturer, ResultOrigin.Software)
            .SetText(DicomTags.ManufacturerModelName, ResultOrigin.Software)
            .SetText(DicomTags.DeviceSerialNumber, origin.ModelSha256)
            .SetText(DicomTags.SoftwareVersions, origin.SoftwareVersion, $"{origin.ModelName} {origin.ModelVersion}");

        /// <summary>Sets the equipment that contributed (PS3.3 C.12.1.1.5): the scanner and the network.</summary>
        public DicomDataSet SetContributors(ResultOrigin origin, DicomDataSet source) => dataSet
            .SetItems(DicomTags.ContributingEquipmentSequence, Scanner(source), Network(origin));

        /// <summary>Sets the algorithm that found something (PS3.3 10.16).</summary>
        public DicomDataSet SetAlgorithm(ResultOrigin origin) => dataSet
            .SetCode(DicomTags.AlgorithmFamilyCodeSequence, CodedConcept.Dcm("123110", "Artificial Intelligence"))
            .SetText(DicomTags.AlgorithmName, origin.ModelName)
            .SetText(DicomTags.AlgorithmVersion, origin.ModelVersion)
            .SetText(DicomTags.AlgorithmParameters, origin.AlgorithmParameters);
    }

    private static DicomDataSet Scanner(DicomDataSet source)
    {
        var scanner = new DicomDataSet()
            .CopyFrom(
                source, DicomTags.Manufacturer, DicomTags.InstitutionName, DicomTags.StationName, DicomTags.ManufacturerModelName,
                DicomTags.DeviceSerialNumber, DicomTags.SoftwareVersions)
            .SetCode(DicomTags.PurposeOfReferenceCodeSequence, Acquisition);
        // An image may have it empty (PS3.3 C.7.5.1), a contributor may not.
        return scanner.Text(DicomTags.Manufacturer) is null ? scanner.SetText(DicomTags.Manufacturer, "Unknown") : scanner;
    }

    private static DicomDataSet Network(ResultOrigin origin) => new DicomDataSet()
        .SetText(DicomTags.Manufacturer, ResultOrigin.Software)
        .SetText(DicomTags.ManufacturerModelName, origin.ModelName)
        .SetText(DicomTags.DeviceSerialNumber, origin.ModelSha256)
        .SetText(DicomTags.SoftwareVersions, origin.ModelVersion)
        .SetText(DicomTags.ContributionDescription, $"Patch-based fully convolutional network, {origin.IntendedUse} model, SHA-256 {origin.ModelSha256}")
        .SetCode(DicomTags.PurposeOfReferenceCodeSequence, Processing);
}
