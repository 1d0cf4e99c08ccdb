namespace PatchFcn.Dicom.Codecs;

// The names are the keywords of the standard (PS3.6 6): they need no second description.
#pragma warning disable CS1591

/// <summary>
/// Standard data elements by their keyword (PS3.6 6 and 7): those this software reads or writes, and others that head CTs hold. The list is the dictionary of value representations
/// for data sets in implicit VR, so an element may stand here that nothing else names.
/// </summary>
public static class DicomTags
{
    private const string UnsignedOrSigned = "US or SS";

    // Stands first: every tag below enters itself.
    private static readonly Dictionary<DicomTag, string> Vrs = [];

    // File meta information (PS3.10 7.1)
    public static readonly DicomTag FileMetaInformationGroupLength = Define(0x0002, 0x0000, "UL");
    public static readonly DicomTag FileMetaInformationVersion = Define(0x0002, 0x0001, "OB");
    public static readonly DicomTag MediaStorageSOPClassUID = Define(0x0002, 0x0002, "UI");
    public static readonly DicomTag MediaStorageSOPInstanceUID = Define(0x0002, 0x0003, "UI");
    public static readonly DicomTag TransferSyntaxUID = Define(0x0002, 0x0010, "UI");
    public static readonly DicomTag ImplementationClassUID = Define(0x0002, 0x0012, "UI");
    public static readonly DicomTag ImplementationVersionName = Define(0x0002, 0x0013, "SH");

    // Media directory (PS3.3 F)
    public static readonly DicomTag DirectoryRecordSequence = Define(0x0004, 0x1220, "SQ");

    // Instance and content
    public static readonly DicomTag SpecificCharacterSet = Define(0x0008, 0x0005, "CS");
    public static readonly DicomTag ImageType = Define(0x0008, 0x0008, "CS");
    public static readonly DicomTag InstanceCreationDate = Define(0x0008, 0x0012, "DA");
    public static readonly DicomTag InstanceCreationTime = Define(0x0008, 0x0013, "TM");
    public static readonly DicomTag SOPClassUID = Define(0x0008, 0x0016, "UI");
    public static readonly DicomTag SOPInstanceUID = Define(0x0008, 0x0018, "UI");
    public static readonly DicomTag StudyDate = Define(0x0008, 0x0020, "DA");
    public static readonly DicomTag SeriesDate = Define(0x0008, 0x0021, "DA");
    public static readonly DicomTag AcquisitionDate = Define(0x0008, 0x0022, "DA");
    public static readonly DicomTag ContentDate = Define(0x0008, 0x0023, "DA");
    public static readonly DicomTag AcquisitionDateTime = Define(0x0008, 0x002A, "DT");
    public static readonly DicomTag StudyTime = Define(0x0008, 0x0030, "TM");
    public static readonly DicomTag SeriesTime = Define(0x0008, 0x0031, "TM");
    public static readonly DicomTag AcquisitionTime = Define(0x0008, 0x0032, "TM");
    public static readonly DicomTag ContentTime = Define(0x0008, 0x0033, "TM");
    public static readonly DicomTag AccessionNumber = Define(0x0008, 0x0050, "SH");
    public static readonly DicomTag IssuerOfAccessionNumberSequence = Define(0x0008, 0x0051, "SQ");
    public static readonly DicomTag Modality = Define(0x0008, 0x0060, "CS");
    public static readonly DicomTag ConversionType = Define(0x0008, 0x0064, "CS");
    public static readonly DicomTag PresentationIntentType = Define(0x0008, 0x0068, "CS");
    public static readonly DicomTag Manufacturer = Define(0x0008, 0x0070, "LO");
    public static readonly DicomTag InstitutionName = Define(0x0008, 0x0080, "LO");
    public static readonly DicomTag ReferringPhysicianName = Define(0x0008, 0x0090, "PN");
    public static readonly DicomTag TimezoneOffsetFromUTC = Define(0x0008, 0x0201, "SH");
    public static readonly DicomTag StationName = Define(0x0008, 0x1010, "SH");
    public static readonly DicomTag StudyDescription = Define(0x0008, 0x1030, "LO");
    public static readonly DicomTag ProcedureCodeSequence = Define(0x0008, 0x1032, "SQ");
    public static readonly DicomTag SeriesDescription = Define(0x0008, 0x103E, "LO");
    public static readonly DicomTag ManufacturerModelName = Define(0x0008, 0x1090, "LO");
    public static readonly DicomTag ReferencedPerformedProcedureStepSequence = Define(0x0008, 0x1111, "SQ");
    public static readonly DicomTag ReferencedSeriesSequence = Define(0x0008, 0x1115, "SQ");
    public static readonly DicomTag ReferencedImageSequence = Define(0x0008, 0x1140, "SQ");
    public static readonly DicomTag ReferencedInstanceSequence = Define(0x0008, 0x114A, "SQ");
    public static readonly DicomTag ReferencedSOPClassUID = Define(0x0008, 0x1150, "UI");
    public static readonly DicomTag ReferencedSOPInstanceUID = Define(0x0008, 0x1155, "UI");
    public static readonly DicomTag ReferencedFrameNumber = Define(0x0008, 0x1160, "IS");
    public static readonly DicomTag DerivationDescription = Define(0x0008, 0x2111, "ST");
    public static readonly DicomTag SourceImageSequence = Define(0x0008, 0x2112, "SQ");
    public static readonly DicomTag DerivationImageSequence = Define(0x0008, 0x9124, "SQ");
    public static readonly DicomTag PixelPresentation = Define(0x0008, 0x9205, "CS");
    public static readonly DicomTag VolumetricProperties = Define(0x0008, 0x9206, "CS");
    public static readonly DicomTag VolumeBasedCalculationTechnique = Define(0x0008, 0x9207, "CS");
    public static readonly DicomTag DerivationCodeSequence = Define(0x0008, 0x9215, "SQ");

    // Codes
    public static readonly DicomTag CodeValue = Define(0x0008, 0x0100, "SH");
    public static readonly DicomTag CodingSchemeDesignator = Define(0x0008, 0x0102, "SH");
    public static readonly DicomTag CodeMeaning = Define(0x0008, 0x0104, "LO");
    public static readonly DicomTag PurposeOfReferenceCodeSequence = Define(0x0040, 0xA170, "SQ");
    public static readonly DicomTag AnatomicRegionSequence = Define(0x0008, 0x2218, "SQ");

    // Patient
    public static readonly DicomTag PatientName = Define(0x0010, 0x0010, "PN");
    public static readonly DicomTag PatientID = Define(0x0010, 0x0020, "LO");
    public static readonly DicomTag IssuerOfPatientID = Define(0x0010, 0x0021, "LO");
    public static readonly DicomTag IssuerOfPatientIDQualifiersSequence = Define(0x0010, 0x0024, "SQ");
    public static readonly DicomTag PatientBirthDate = Define(0x0010, 0x0030, "DA");
    public static readonly DicomTag PatientSex = Define(0x0010, 0x0040, "CS");
    public static readonly DicomTag PatientAge = Define(0x0010, 0x1010, "AS");
    public static readonly DicomTag OtherPatientIDsSequence = Define(0x0010, 0x1002, "SQ");
    public static readonly DicomTag PatientSize = Define(0x0010, 0x1020, "DS");
    public static readonly DicomTag PatientWeight = Define(0x0010, 0x1030, "DS");
    public static readonly DicomTag PatientIdentityRemoved = Define(0x0012, 0x0062, "CS");
    public static readonly DicomTag DeidentificationMethod = Define(0x0012, 0x0063, "LO");
    public static readonly DicomTag DeidentificationMethodCodeSequence = Define(0x0012, 0x0064, "SQ");
    public static readonly DicomTag BurnedInAnnotation = Define(0x0028, 0x0301, "CS");
    public static readonly DicomTag RecognizableVisualFeatures = Define(0x0028, 0x0302, "CS");
    public static readonly DicomTag SpatialLocationsPreserved = Define(0x0028, 0x135A, "CS");
    public static readonly DicomTag LongitudinalTemporalInformationModified = Define(0x0028, 0x0303, "CS");
    public static readonly DicomTag LossyImageCompression = Define(0x0028, 0x2110, "CS");
    public static readonly DicomTag LossyImageCompressionRatio = Define(0x0028, 0x2112, "DS");
    public static readonly DicomTag LossyImageCompressionMethod = Define(0x0028, 0x2114, "CS");

    // Acquisition
    public static readonly DicomTag ContrastBolusAgent = Define(0x0018, 0x0010, "LO");
    public static readonly DicomTag ContrastBolusAgentSequence = Define(0x0018, 0x0012, "SQ");
    public static readonly DicomTag BodyPartExamined = Define(0x0018, 0x0015, "CS");
    public static readonly DicomTag ScanOptions = Define(0x0018, 0x0022, "CS");
    public static readonly DicomTag SliceThickness = Define(0x0018, 0x0050, "DS");
    public static readonly DicomTag KVP = Define(0x0018, 0x0060, "DS");
    public static readonly DicomTag SpacingBetweenSlices = Define(0x0018, 0x0088, "DS");
    public static readonly DicomTag DataCollectionDiameter = Define(0x0018, 0x0090, "DS");
    public static readonly DicomTag DeviceSerialNumber = Define(0x0018, 0x1000, "LO");
    public static readonly DicomTag SoftwareVersions = Define(0x0018, 0x1020, "LO");
    public static readonly DicomTag ProtocolName = Define(0x0018, 0x1030, "LO");
    public static readonly DicomTag ContrastBolusRoute = Define(0x0018, 0x1040, "LO");
    public static readonly DicomTag ContrastBolusVolume = Define(0x0018, 0x1041, "DS");
    public static readonly DicomTag ReconstructionDiameter = Define(0x0018, 0x1100, "DS");
    public static readonly DicomTag GantryDetectorTilt = Define(0x0018, 0x1120, "DS");
    public static readonly DicomTag TableHeight = Define(0x0018, 0x1130, "DS");
    public static readonly DicomTag RotationDirection = Define(0x0018, 0x1140, "CS");
    public static readonly DicomTag ExposureTime = Define(0x0018, 0x1150, "IS");
    public static readonly DicomTag XRayTubeCurrent = Define(0x0018, 0x1151, "IS");
    public static readonly DicomTag Exposure = Define(0x0018, 0x1152, "IS");
    public static readonly DicomTag FilterType = Define(0x0018, 0x1160, "SH");
    public static readonly DicomTag FocalSpots = Define(0x0018, 0x1190, "DS");
    public static readonly DicomTag ConvolutionKernel = Define(0x0018, 0x1210, "SH");
    public static readonly DicomTag PatientPosition = Define(0x0018, 0x5100, "CS");
    public static readonly DicomTag AcquisitionType = Define(0x0018, 0x9302, "CS");
    public static readonly DicomTag SpiralPitchFactor = Define(0x0018, 0x9311, "FD");
    public static readonly DicomTag ConvolutionKernelGroup = Define(0x0018, 0x9316, "CS");
    public static readonly DicomTag CTDIvol = Define(0x0018, 0x9345, "FD");
    public static readonly DicomTag ContributingEquipmentSequence = Define(0x0018, 0xA001, "SQ");
    public static readonly DicomTag ContributionDescription = Define(0x0018, 0xA003, "ST");

    // Relationship and image plane (PS3.3 C.7.6.2)
    public static readonly DicomTag StudyInstanceUID = Define(0x0020, 0x000D, "UI");
    public static readonly DicomTag SeriesInstanceUID = Define(0x0020, 0x000E, "UI");
    public static readonly DicomTag StudyID = Define(0x0020, 0x0010, "SH");
    public static readonly DicomTag SeriesNumber = Define(0x0020, 0x0011, "IS");
    public static readonly DicomTag AcquisitionNumber = Define(0x0020, 0x0012, "IS");
    public static readonly DicomTag InstanceNumber = Define(0x0020, 0x0013, "IS");
    public static readonly DicomTag ImagePositionPatient = Define(0x0020, 0x0032, "DS");
    public static readonly DicomTag ImageOrientationPatient = Define(0x0020, 0x0037, "DS");
    public static readonly DicomTag FrameOfReferenceUID = Define(0x0020, 0x0052, "UI");
    public static readonly DicomTag TemporalPositionIdentifier = Define(0x0020, 0x0100, "IS");
    public static readonly DicomTag NumberOfTemporalPositions = Define(0x0020, 0x0105, "IS");
    public static readonly DicomTag ImagesInAcquisition = Define(0x0020, 0x1002, "IS");
    public static readonly DicomTag PositionReferenceIndicator = Define(0x0020, 0x1040, "LO");
    public static readonly DicomTag SliceLocation = Define(0x0020, 0x1041, "DS");
    public static readonly DicomTag PatientOrientation = Define(0x0020, 0x0020, "CS");
    public static readonly DicomTag ImageComments = Define(0x0020, 0x4000, "LT");

    // Pixel description (PS3.3 C.7.6.3)
    public static readonly DicomTag SamplesPerPixel = Define(0x0028, 0x0002, "US");
    public static readonly DicomTag PhotometricInterpretation = Define(0x0028, 0x0004, "CS");
    public static readonly DicomTag PlanarConfiguration = Define(0x0028, 0x0006, "US");
    public static readonly DicomTag NumberOfFrames = Define(0x0028, 0x0008, "IS");
    public static readonly DicomTag Rows = Define(0x0028, 0x0010, "US");
    public static readonly DicomTag Columns = Define(0x0028, 0x0011, "US");
    public static readonly DicomTag PixelSpacing = Define(0x0028, 0x0030, "DS");
    public static readonly DicomTag PixelAspectRatio = Define(0x0028, 0x0034, "IS");
    public static readonly DicomTag BitsAllocated = Define(0x0028, 0x0100, "US");
    public static readonly DicomTag BitsStored = Define(0x0028, 0x0101, "US");
    public static readonly DicomTag HighBit = Define(0x0028, 0x0102, "US");
    public static readonly DicomTag PixelRepresentation = Define(0x0028, 0x0103, "US");
    public static readonly DicomTag SmallestImagePixelValue = Define(0x0028, 0x0106, UnsignedOrSigned);
    public static readonly DicomTag LargestImagePixelValue = Define(0x0028, 0x0107, UnsignedOrSigned);
    public static readonly DicomTag PixelPaddingValue = Define(0x0028, 0x0120, UnsignedOrSigned);
    public static readonly DicomTag PixelPaddingRangeLimit = Define(0x0028, 0x0121, UnsignedOrSigned);

    // Rescale and window
    public static readonly DicomTag WindowCenter = Define(0x0028, 0x1050, "DS");
    public static readonly DicomTag WindowWidth = Define(0x0028, 0x1051, "DS");
    public static readonly DicomTag RescaleIntercept = Define(0x0028, 0x1052, "DS");
    public static readonly DicomTag RescaleSlope = Define(0x0028, 0x1053, "DS");
    public static readonly DicomTag RescaleType = Define(0x0028, 0x1054, "LO");
    public static readonly DicomTag WindowCenterWidthExplanation = Define(0x0028, 0x1055, "LO");
    public static readonly DicomTag ModalityLUTSequence = Define(0x0028, 0x3000, "SQ");

    // Enhanced multi-frame CT (PS3.3 A.38.1, C.7.6.16)
    public static readonly DicomTag FrameType = Define(0x0008, 0x9007, "CS");
    public static readonly DicomTag FrameAcquisitionDateTime = Define(0x0018, 0x9074, "DT");
    public static readonly DicomTag FrameReferenceDateTime = Define(0x0018, 0x9151, "DT");
    public static readonly DicomTag FrameAcquisitionDuration = Define(0x0018, 0x9220, "FD");
    public static readonly DicomTag CTAcquisitionTypeSequence = Define(0x0018, 0x9301, "SQ");
    public static readonly DicomTag CTAcquisitionDetailsSequence = Define(0x0018, 0x9304, "SQ");
    public static readonly DicomTag CTTableDynamicsSequence = Define(0x0018, 0x9308, "SQ");
    public static readonly DicomTag CTGeometrySequence = Define(0x0018, 0x9312, "SQ");
    public static readonly DicomTag CTReconstructionSequence = Define(0x0018, 0x9314, "SQ");
    public static readonly DicomTag ReconstructionAlgorithm = Define(0x0018, 0x9315, "CS");
    public static readonly DicomTag CTExposureSequence = Define(0x0018, 0x9321, "SQ");
    public static readonly DicomTag CTXRayDetailsSequence = Define(0x0018, 0x9325, "SQ");
    public static readonly DicomTag CTPositionSequence = Define(0x0018, 0x9326, "SQ");
    public static readonly DicomTag CTImageFrameTypeSequence = Define(0x0018, 0x9329, "SQ");
    public static readonly DicomTag ContrastBolusAgentNumber = Define(0x0018, 0x9337, "US");
    public static readonly DicomTag ContrastBolusUsageSequence = Define(0x0018, 0x9341, "SQ");
    public static readonly DicomTag StackID = Define(0x0020, 0x9056, "SH");
    public static readonly DicomTag InStackPositionNumber = Define(0x0020, 0x9057, "UL");
    public static readonly DicomTag FrameAnatomySequence = Define(0x0020, 0x9071, "SQ");
    public static readonly DicomTag FrameLaterality = Define(0x0020, 0x9072, "CS");
    public static readonly DicomTag FrameContentSequence = Define(0x0020, 0x9111, "SQ");
    public static readonly DicomTag PlanePositionSequence = Define(0x0020, 0x9113, "SQ");
    public static readonly DicomTag PlaneOrientationSequence = Define(0x0020, 0x9116, "SQ");
    public static readonly DicomTag TemporalPositionIndex = Define(0x0020, 0x9128, "UL");
    public static readonly DicomTag FrameAcquisitionNumber = Define(0x0020, 0x9156, "US");
    public static readonly DicomTag DimensionIndexValues = Define(0x0020, 0x9157, "UL");
    public static readonly DicomTag FrameComments = Define(0x0020, 0x9158, "LT");
    public static readonly DicomTag DimensionOrganizationUID = Define(0x0020, 0x9164, "UI");
    public static readonly DicomTag DimensionIndexPointer = Define(0x0020, 0x9165, "AT");
    public static readonly DicomTag FunctionalGroupPointer = Define(0x0020, 0x9167, "AT");
    public static readonly DicomTag DimensionOrganizationSequence = Define(0x0020, 0x9221, "SQ");
    public static readonly DicomTag DimensionIndexSequence = Define(0x0020, 0x9222, "SQ");
    public static readonly DicomTag FrameLabel = Define(0x0020, 0x9453, "LO");
    public static readonly DicomTag PixelMeasuresSequence = Define(0x0028, 0x9110, "SQ");
    public static readonly DicomTag FrameVOILUTSequence = Define(0x0028, 0x9132, "SQ");
    public static readonly DicomTag PixelValueTransformationSequence = Define(0x0028, 0x9145, "SQ");
    public static readonly DicomTag SharedFunctionalGroupsSequence = Define(0x5200, 0x9229, "SQ");
    public static readonly DicomTag PerFrameFunctionalGroupsSequence = Define(0x5200, 0x9230, "SQ");

    // Segmentation (PS3.3 C.8.20)
    public static readonly DicomTag SegmentationType = Define(0x0062, 0x0001, "CS");
    public static readonly DicomTag SegmentSequence = Define(0x0062, 0x0002, "SQ");
    public static readonly DicomTag SegmentedPropertyCategoryCodeSequence = Define(0x0062, 0x0003, "SQ");
    public static readonly DicomTag SegmentNumber = Define(0x0062, 0x0004, "US");
    public static readonly DicomTag SegmentLabel = Define(0x0062, 0x0005, "LO");
    public static readonly DicomTag SegmentDescription = Define(0x0062, 0x0006, "ST");
    public static readonly DicomTag SegmentationAlgorithmIdentificationSequence = Define(0x0062, 0x0007, "SQ");
    public static readonly DicomTag SegmentAlgorithmType = Define(0x0062, 0x0008, "CS");
    public static readonly DicomTag SegmentAlgorithmName = Define(0x0062, 0x0009, "LO");
    public static readonly DicomTag SegmentIdentificationSequence = Define(0x0062, 0x000A, "SQ");
    public static readonly DicomTag ReferencedSegmentNumber = Define(0x0062, 0x000B, "US");
    public static readonly DicomTag RecommendedDisplayCIELabValue = Define(0x0062, 0x000D, "US");
    public static readonly DicomTag MaximumFractionalValue = Define(0x0062, 0x000E, "US");
    public static readonly DicomTag SegmentedPropertyTypeCodeSequence = Define(0x0062, 0x000F, "SQ");
    public static readonly DicomTag SegmentationFractionalType = Define(0x0062, 0x0010, "CS");
    public static readonly DicomTag SegmentsOverlap = Define(0x0062, 0x0013, "CS");
    public static readonly DicomTag TrackingID = Define(0x0062, 0x0020, "UT");
    public static readonly DicomTag TrackingUID = Define(0x0062, 0x0021, "UI");
    public static readonly DicomTag AlgorithmFamilyCodeSequence = Define(0x0066, 0x002F, "SQ");
    public static readonly DicomTag AlgorithmVersion = Define(0x0066, 0x0031, "LO");
    public static readonly DicomTag AlgorithmParameters = Define(0x0066, 0x0032, "LT");
    public static readonly DicomTag AlgorithmName = Define(0x0066, 0x0036, "LO");
    public static readonly DicomTag ContentLabel = Define(0x0070, 0x0080, "CS");
    public static readonly DicomTag ContentDescription = Define(0x0070, 0x0081, "LO");
    public static readonly DicomTag ContentCreatorName = Define(0x0070, 0x0084, "PN");

    // Structured reports (PS3.3 C.17)
    public static readonly DicomTag MappingResource = Define(0x0008, 0x0105, "CS");
    public static readonly DicomTag ReferencedSOPSequence = Define(0x0008, 0x1199, "SQ");
    public static readonly DicomTag MeasurementUnitsCodeSequence = Define(0x0040, 0x08EA, "SQ");
    public static readonly DicomTag RelationshipType = Define(0x0040, 0xA010, "CS");
    public static readonly DicomTag ValueType = Define(0x0040, 0xA040, "CS");
    public static readonly DicomTag ConceptNameCodeSequence = Define(0x0040, 0xA043, "SQ");
    public static readonly DicomTag ContinuityOfContent = Define(0x0040, 0xA050, "CS");
    public static readonly DicomTag UID = Define(0x0040, 0xA124, "UI");
    public static readonly DicomTag TextValue = Define(0x0040, 0xA160, "UT");
    public static readonly DicomTag ConceptCodeSequence = Define(0x0040, 0xA168, "SQ");
    public static readonly DicomTag MeasuredValueSequence = Define(0x0040, 0xA300, "SQ");
    public static readonly DicomTag NumericValue = Define(0x0040, 0xA30A, "DS");
    public static readonly DicomTag PerformedProcedureCodeSequence = Define(0x0040, 0xA372, "SQ");
    public static readonly DicomTag CurrentRequestedProcedureEvidenceSequence = Define(0x0040, 0xA375, "SQ");
    public static readonly DicomTag CompletionFlag = Define(0x0040, 0xA491, "CS");
    public static readonly DicomTag VerificationFlag = Define(0x0040, 0xA493, "CS");
    public static readonly DicomTag PreliminaryFlag = Define(0x0040, 0xA496, "CS");
    public static readonly DicomTag ContentTemplateSequence = Define(0x0040, 0xA504, "SQ");
    public static readonly DicomTag ContentSequence = Define(0x0040, 0xA730, "SQ");
    public static readonly DicomTag TemplateIdentifier = Define(0x0040, 0xDB00, "CS");

    // Pixel data
    public static readonly DicomTag ExtendedOffsetTable = Define(0x7FE0, 0x0001, "OV");
    public static readonly DicomTag ExtendedOffsetTableLengths = Define(0x7FE0, 0x0002, "OV");
    public static readonly DicomTag FloatPixelData = Define(0x7FE0, 0x0008, "OF");
    public static readonly DicomTag DoubleFloatPixelData = Define(0x7FE0, 0x0009, "OD");
    public static readonly DicomTag PixelData = Define(0x7FE0, 0x0010, "OW");

    // Items and delimiters (PS3.5 7.5)
    internal static readonly DicomTag Item = new(0xFFFE, 0xE000);
    internal static readonly DicomTag ItemDelimitation = new(0xFFFE, 0xE00D);
    internal static readonly DicomTag SequenceDelimitation = new(0xFFFE, 0xE0DD);

    /// <summary>
    /// Value representation of a tag of this list or of a private creator (PS3.5 7.8.1), or null for any other. The few that are US or SS
    /// follow the pixel representation of the data set they stand in (PS3.5 A.1).
    /// </summary>
    public static string? VrOf(DicomTag tag, DicomDataSet dataSet) => Vrs.GetValueOrDefault(tag) switch
    {
        UnsignedOrSigned => dataSet.Integer(PixelRepresentation) == 1 ? "SS" : "US",
        null when tag is { IsPrivate: true, Element: >= 0x10 and <= 0xFF } => "LO",
        var vr => vr,
    };

    private static DicomTag Define(ushort group, ushort element, string vr)
    {
        var tag = new DicomTag(group, element);
        Vrs.Add(tag, vr);
        return tag;
    }
}
