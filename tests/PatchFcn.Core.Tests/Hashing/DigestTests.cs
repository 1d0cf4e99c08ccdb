using CsCheck;
using PatchFcn.Core.Hashing;

namespace PatchFcn.Core.Tests.Hashing;

public sealed class DigestTests
{
    /// <summary>The one-block message of FIPS 180-4's examples.</summary>
    private const string Abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public async Task Of_KnownMessage_IsTheSameForBytesTextAndStream()
    {
        Assert.Equal(Abc, Digest.Of("abc"));
        Assert.Equal(Abc, Digest.Of("abc"u8));
        Assert.Equal(Abc, Digest.Of(new MemoryStream("abc"u8.ToArray())));
        Assert.Equal(Abc, await Digest.OfAsync(new MemoryStream("abc"u8.ToArray()), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Uuid_KnownMessage_IsItsDigestWithVersionAndVariant() =>
        Assert.Equal("ba7816bf-8f01-8fea-8141-40de5dae2223", Digest.Uuid("abc").ToString());

    [Fact]
    public void Uuid_AnyText_IsOfVersion8() => Gen.String.Sample(seed => Digest.Uuid(seed) is { Version: 8, Variant: >= 8 and <= 11 });
}
