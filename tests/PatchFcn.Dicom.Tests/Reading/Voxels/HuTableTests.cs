using CsCheck;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Reading.Frames;
using PatchFcn.Dicom.Reading.Voxels;

namespace PatchFcn.Dicom.Tests.Reading.Voxels;

public sealed class HuTableTests
{
    private static readonly PixelEncoding Signed16 = new(16, 15, true, 1, 0, null, null);
    private static readonly PixelEncoding Unsigned12 = new(12, 11, false, 1, -1024, null, null);

    [Fact]
    public void Apply_AnyDensityInAnyEncoding_ComesBack() =>
        Gen.Select(Gen.Int[1, 16], Gen.Int[0, 15], Gen.Bool, Gen.Int[0, ushort.MaxValue], Gen.Int[0, ushort.MaxValue])
            .Where(t => t.Item2 >= t.Item1 - 1)
            .Sample((bitsStored, highBit, isSigned, value, noise) =>
            {
                var stored = isSigned ? (value << (32 - bitsStored)) >> (32 - bitsStored) : value & ((1 << bitsStored) - 1);
                var mask = ((1 << bitsStored) - 1) << (highBit + 1 - bitsStored);
                // Bits outside those stored may hold overlays or anything else.
                var cell = (ushort)((stored << (highBit + 1 - bitsStored)) & mask | noise & ~mask);

                var density = Apply(new PixelEncoding(bitsStored, highBit, isSigned, 1, 0, null, null), cell);

                return density == Math.Clamp(stored, CtVolume.Air, short.MaxValue);
            });

    [Theory]
    [InlineData(1024, 0)]
    [InlineData(0, -1024)]
    [InlineData(4095, 3071)]
    public void Apply_UnsignedTwelveBits_AddsTheIntercept(int cell, int expected) =>
        Assert.Equal(expected, Apply(Unsigned12, (ushort)cell));

    [Fact]
    public void Apply_SlopeThatIsNotOne_IsRounded()
    {
        var encoding = Unsigned12 with { Slope = 2.0002442, Intercept = -4047 };

        Assert.Equal((short)Math.Round(2100 * 2.0002442 - 4047), Apply(encoding, 2100));
    }

    [Fact]
    public void Apply_ValuesBeyondShort_AreClamped()
    {
        Assert.Equal(short.MaxValue, Apply(Signed16 with { Slope = 10 }, 30_000));
        Assert.Equal(CtVolume.Air, Apply(Signed16, unchecked((ushort)-3024)));
    }

    [Theory]
    [InlineData(-2000)]
    [InlineData(63536)] // The same 16 bits, stated as unsigned.
    public void Apply_SignedPadding_BecomesAirHoweverItIsStated(int padding)
    {
        var encoding = Signed16 with { Intercept = 5000, Padding = padding };

        // Without padding it would pass for metal.
        Assert.Equal(CtVolume.Air, Apply(encoding, unchecked((ushort)-2000)));
    }

    [Fact]
    public void Apply_PaddingAboveTheBitsStored_IsFound() =>
        Assert.Equal(CtVolume.Air, Apply(Unsigned12 with { Padding = 63536 }, 63536));

    [Fact]
    public void Apply_RangeOfPadding_IsAirAsAWhole()
    {
        var encoding = Unsigned12 with { BitsStored = 16, HighBit = 15, Padding = 60_000, PaddingLimit = 50_000 };

        Assert.All(new ushort[] { 50_000, 55_555, 60_000 }, cell => Assert.Equal(CtVolume.Air, Apply(encoding, cell)));
        Assert.NotEqual(CtVolume.Air, Apply(encoding, 49_999));
    }

    [Fact]
    public void Apply_PaddingWithinTissue_IsIgnored() => Assert.Equal(0, Apply(Unsigned12 with { Padding = 1024 }, 1024));

    private static short Apply(PixelEncoding encoding, ushort cell)
    {
        Span<short> density = [0];
        new HuTable(encoding).Apply([cell], density);
        return density[0];
    }
}
