using PatchFcn.Core.Volumes;

namespace PatchFcn.Training.Challenge;

/// <summary>What a scan says about its own anatomy: how deep a voxel lies, how much of it is fluid, whether that is in a ventricle.</summary>
internal sealed class HostTissue
{
    private const double VentricleDepthMm = 24;
    private readonly HostScan _host;
    private readonly float[] _smooth;
    private readonly Vector3D _centre;
    private readonly double _fluidHu;
    private readonly double _brainHu;

    public HostTissue(HostScan host)
    {
        _host = host;
        _smooth = new float[host.DepthMm.Length];
        for (var i = 0; i < _smooth.Length; i++)
            _smooth[i] = Math.Clamp(host.Ct.Voxels[i], (short)-10, (short)70);
        SmoothNoise.Smooth(_smooth, Geometry, 2.2, Math.Min(Geometry.SliceSpacing, 2.2));
        var deep = Enumerable.Range(0, _smooth.Length).Where(at => DepthMm(at) > 3).ToArray();
        var hu = Array.ConvertAll(deep, at => _smooth[at]);
        Array.Sort(hu);
        (_fluidHu, _brainHu) = (Math.Min(hu[hu.Length / 200], 15), hu[hu.Length / 2]);
        // Along the axes of the volume, from the middle of the brain; heights from its lowest slice.
        _centre = new Vector3D(deep.Average(at => Raw(at).X), deep.Average(at => Raw(at).Y), deep.Min(at => Raw(at).Z));
        HeightMm = deep.Max(at => Raw(at).Z) - _centre.Z;
    }

    public VolumeGeometry Geometry => _host.Ct.Geometry;

    /// <summary>Height of the brain in mm.</summary>
    public double HeightMm { get; }

    /// <summary>HU of the scan's fluid.</summary>
    public double FluidHu => _fluidHu;

    public bool IsBrain(int at) => _host.DepthMm[at] > 0;

    public float DepthMm(int at) => _host.DepthMm[at];

    public double VoxelMl(int at) => Geometry.VoxelMl(at / Geometry.SliceLength);

    /// <summary>Local mean of the soft tissue, HU.</summary>
    public float Mean(int at) => _smooth[at];

    /// <summary>Share of fluid, 0 to 1, by the local density.</summary>
    public double Fluid(int at) => IsBrain(at) ? Math.Clamp((_brainHu - 3 - _smooth[at]) / (_brainHu - 3 - _fluidHu), 0, 1) : 0;

    /// <summary>Whether there is fluid so deep that it can only be a ventricle's.</summary>
    public bool IsVentricle(int at)
    {
        var (x, y, z) = At(at);
        return DepthMm(at) > VentricleDepthMm && Math.Abs(x) is > 2 and < 38 && Math.Abs(y) < 55 && z > 0.4 * HeightMm && Fluid(at) > 0.5;
    }

    /// <summary>Place in mm: to the left and backwards from the middle of the brain, upwards from its lowest slice.</summary>
    public Vector3D At(int at) => Raw(at) - _centre;

    private Vector3D Raw(int at) => Geometry.ToPatient(at / Geometry.SliceLength, at / Geometry.Columns % Geometry.Rows, at % Geometry.Columns);
}
