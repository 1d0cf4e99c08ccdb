namespace PatchFcn.Core.SkullStripping;

/// <summary>
/// The numbers skull stripping works with, each with its reason. Distances are physical, so that they hold for any pixel size. Looked at on
/// a real head (1.5 mm slices, and resampled to 2.5 and 5 mm with several tilts), see <c>docs/decisions/003-skull-stripping.md</c>.
/// </summary>
public sealed record SkullStripOptions
{
    /// <summary>The values below.</summary>
    public static SkullStripOptions Default { get; } = new();

    /// <summary>
    /// HU from which a voxel is bone; 120..300. Above clotted blood (up to 90, and noise), below thin bone that a thick slice averages with
    /// brain.
    /// </summary>
    public short BoneHu { get; init; } = 160;

    /// <summary>HU below which a voxel is fat or air; -60..-20. Between fat (-100) and CSF (0) with their noise.</summary>
    public short TissueHu { get; init; } = -40;

    /// <summary>HU below which a voxel is air; -700..-200. Between air and skin, and above foam cushions.</summary>
    public short AirHu { get; init; } = -300;

    /// <summary>
    /// Lowest HU of the core of the brain; -30..0. Below CSF and its noise, and narrow, so that fat averaged with bone (the orbital roof)
    /// is left out.
    /// </summary>
    public short CoreLowHu { get; init; } = -15;

    /// <summary>HU from which a voxel is no core of the brain; 100..<see cref="BoneHu"/>. Above clotted blood.</summary>
    public short CoreHighHu { get; init; } = 120;

    /// <summary>Lowest HU that counts as brain tissue in the check for phantoms; 5..20. Grey and white matter have 25..40.</summary>
    public short BrainLowHu { get; init; } = 10;

    /// <summary>HU from which a voxel does not count as brain tissue in the check for phantoms; 50..80.</summary>
    public short BrainHighHu { get; init; } = 60;

    /// <summary>
    /// Half the width in mm of the skull gaps that are bridged; 5..20. Burr holes measure 11 to 15 mm, gaps after old fractures up to 30
    /// mm.
    /// </summary>
    public double BridgeMm { get; init; } = 15;

    /// <summary>Half the width in mm of the openings of the skull base that are sealed before the core is sought; 1..3.</summary>
    public double SealMm { get; init; } = 2;

    /// <summary>
    /// Radius in mm of what must fit into the core; 3..8. Muscles and vessels that pass the skull base and the orbit are thinner than twice
    /// that.
    /// </summary>
    public double OpenMm { get; init; } = 5;

    /// <summary>
    /// How far in mm the outline reaches from the core back to the bone; 5..12. More than <see cref="OpenMm"/>, so that corners are filled
    /// as well.
    /// </summary>
    public double ReachMm { get; init; } = 8;

    /// <summary>
    /// Radius in mm of what must fit into the final mask; 1..3. Narrower are tongues into foramina and orbits; blood is wider, because
    /// brain lies beside it.
    /// </summary>
    public double TongueMm { get; init; } = 2.5;

    /// <summary>
    /// How far in mm the corners that cutting tongues has rounded off are filled again; 0.5..2. Where blood meets bone, its edge is thin.
    /// </summary>
    public double CornerMm { get; init; } = 1;

    /// <summary>
    /// HU from which a voxel on the inner table is bone for more than its half; <see cref="BoneHu"/> (no rim) to 700. Blur and thick slices
    /// average bone of 1000 to 1300 with brain or blood; here the mask of the template has its right size.
    /// </summary>
    public short RimHu { get; init; } = 600;

    /// <summary>
    /// How far in mm that partial volume reaches at least; 0.5..1.5. A slice spreads an inner table that slopes by 45° over its own extent, thin
    /// slices still blur it by a pixel.
    /// </summary>
    public double MinRimMm { get; init; } = 0.9;

    /// <summary>How far in mm it reaches at most, however thick the slice; 3..6. Further would be into marrow.</summary>
    public double MaxRimMm { get; init; } = 5;

    /// <summary>Radius in mm up to which specks of deviating density are noise; 0.5..1.5.</summary>
    public double SpeckMm { get; init; } = 0.9;

    /// <summary>
    /// How close in mm bone must be for an outline to count as walled; 1..3. Partial volume blurs the inner table by about that much.
    /// </summary>
    public double WallMm { get; init; } = 2;

    /// <summary>
    /// Share of a region, 0..1, that must lie above or below the brain of the next slice to belong to it. The brain's sections change
    /// slowly.
    /// </summary>
    public double SupportedShare { get; init; } = 0.5;

    /// <summary>
    /// How far in mm a section of the brain may reach beyond the one above it; 15..30. The poles of the temporal lobes hang over by up to 10 from
    /// slice to slice, muscle behind a wide jugular foramen reached 37 and 45.
    /// </summary>
    public double OverhangMm { get; init; } = 20;

    /// <summary>Section in cm² below which the brain ends at its lower end; 6..15. The foramen magnum measures 6 to 11.</summary>
    public double ForamenMagnumCm2 { get; init; } = 10;

    /// <summary>
    /// Section in cm² of the lowest or highest slice of a brain from which it has ended too early. A real one ends with 6 to 18, the dome
    /// of the vertex below 35.
    /// </summary>
    public double AbruptEndCm2 { get; init; } = 50;

    /// <summary>
    /// Volume of bone in mL below which the images show no skull; skulls have 400 to 900, of which a partial scan may show a part.
    /// </summary>
    public double MinBoneMl { get; init; } = 50;

    /// <summary>Smallest plausible volume in mL of a brain that is covered from foramen magnum to vertex.</summary>
    public double MinBrainMl { get; init; } = 700;

    /// <summary>Smallest volume in mL of a brain that is not covered as a whole.</summary>
    public double MinPartialBrainMl { get; init; } = 200;

    /// <summary>
    /// Largest plausible volume in mL. Intracranial spaces of adults measure 1000 to 1800, those of phantoms 1100 to 1800, and that of the
    /// template, which is larger than life, 1920.
    /// </summary>
    public double MaxBrainMl { get; init; } = 2100;

    /// <summary>
    /// Smallest share, 0..1, of the space within the skull that is tissue. A real head with its sinuses has 0.75, a plastic skull 0.05.
    /// </summary>
    public double MinTissueShare { get; init; } = 0.4;

    /// <summary>Smallest share, 0..1, of that tissue which is as dense as brain. A real head has 0.85, a plastic skull 0.12.</summary>
    public double MinBrainLikeShare { get; init; } = 0.4;

    /// <summary>
    /// Area in cm² of skull gaps from which a reader is warned. A burr hole has 1 to 2, its inner part, where no bone is near, half of
    /// that.
    /// </summary>
    public double WarnGapCm2 { get; init; } = 0.4;

    /// <summary>Area in cm² of skull gaps up to which they are bridged. A decompressive craniectomy has 80 and more.</summary>
    public double MaxGapCm2 { get; init; } = 20;
}
