namespace PatchFcn.Phantoms.Output;

/// <summary>What the files of a study that was made say about patient and scanner. Nothing of it comes from a patient.</summary>
public sealed record SyntheticStudy
{
    /// <summary>Any text; the same text gives the same UIDs, so it must say all that decides about the voxels, whether there is a bleed among it.</summary>
    public required string Identity { get; init; }

    /// <summary>Patient ID, obviously synthetic.</summary>
    public required string PatientId { get; init; }

    /// <summary>Patient's name as DICOM writes it.</summary>
    public string PatientName { get; init; } = "SYNTHETIC";

    /// <summary>Age in years; 0 to 999.</summary>
    public int Age { get; init; } = 50;

    /// <summary>M, F, O or empty.</summary>
    public string Sex { get; init; } = "";

    /// <summary>Number of the order, at most 16 characters.</summary>
    public string AccessionNumber { get; init; } = "";

    /// <summary>Description of the study.</summary>
    public string StudyDescription { get; init; } = "CT HEAD WO CONTRAST";

    /// <summary>Description of the series; null: made of thickness and kernel.</summary>
    public string? SeriesDescription { get; init; }

    /// <summary>Where the scanner stands.</summary>
    public string InstitutionName { get; init; } = "Synthetic studies";

    /// <summary>Model of the scanner.</summary>
    public string Model { get; init; } = "";

    /// <summary>Reconstruction kernel.</summary>
    public string Kernel { get; init; } = "H30s";

    /// <summary>Tube voltage, kV.</summary>
    public double Kvp { get; init; } = 120;

    /// <summary>Tube current, mA.</summary>
    public double TubeCurrent { get; init; } = 200;

    /// <summary>Whether instance numbers count from the vertex down.</summary>
    public bool CountsDown { get; init; }

    /// <summary>What stands in ImageComments.</summary>
    public string Comment { get; init; } = "Synthetic phantom, not a patient";

    internal MakerHabits Habits { get; init; } = MakerHabits.None;
}
