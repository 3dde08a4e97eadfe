using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Marketplace.Contracts.Proofs;
using Xunit;

namespace Marketplace.Contracts.Tests;

/// <summary>A code says what it is of, and only whoever has the key can make one.</summary>
public sealed class LabelCodeTests
{
    static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    static readonly byte[] PublicKey = Key.ExportSubjectPublicKeyInfo();

    static readonly Arbitrary<(LabelKind Kind, Guid Id, int Number, int Of)> Any = (
        from kind in Gen.Elements(LabelKind.Package, LabelKind.Intake)
        from id in ArbMap.Default.GeneratorFor<Guid>()
        from of in Gen.Choose(1, LabelCode.PackagesMax)
        from number in Gen.Choose(1, of)
        select (kind, id, number, of)).ToArbitrary();

    [Fact]
    public void What_is_written_is_read_again_and_its_signature_holds() => Prop.ForAll(Any, label =>
    {
        var text = LabelCode.Sign(label.Kind, label.Id, label.Number, label.Of, Key).ToString();
        return text.Length == 143 && LabelCode.TryRead(text, out var code) && code.ToString() == text
            && (code.Kind, code.Id, code.Number, code.Of) == label && code.KeyId == LabelCode.ShortIdOf(PublicKey)
            && code.IsSignedBy(PublicKey);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_other_character_makes_it_unreadable_or_its_signature_false() => Prop.ForAll(
        Any, Gen.Choose(0, 142).ToArbitrary(), Gen.Elements("0123456789ABCDEFGHJKMNPQRSTVWXYZ".ToCharArray()).ToArbitrary(),
        (label, at, other) =>
        {
            var text = LabelCode.Sign(label.Kind, label.Id, label.Number, label.Of, Key).ToString();
            return text[at] == other
                || !LabelCode.TryRead(string.Concat(text.AsSpan(0, at), $"{other}", text.AsSpan(at + 1)), out var code)
                || !code.IsSignedBy(PublicKey);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whoever_types_it_need_not_mind_capitals_blanks_or_letters_that_look_like_digits()
    {
        var text = LabelCode.Sign(LabelKind.Package, Guid.CreateVersion7(), 3, 12, Key).ToString();
        var typed = string.Join(' ', text.Chunk(4).Select(four => new string(four)))
            .Replace('1', 'l').Replace('0', 'o').ToLowerInvariant();

        Assert.True(LabelCode.TryRead(typed, out var code));
        Assert.Equal(text, code.ToString());
        Assert.True(LabelCode.TryRead($"https://market.example/labels/{text}", out _));
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("ABC"), InlineData("0199a000-0000-7000-8000-000000000001"), InlineData("标签")]
    public void What_is_no_code_is_not_read(string? text) => Assert.False(LabelCode.TryRead(text, out _));

    [Fact]
    public void Another_key_has_not_signed_it()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.False(LabelCode.Sign(LabelKind.Intake, Guid.CreateVersion7(), 1, 1, other).IsSignedBy(PublicKey));
    }
}
