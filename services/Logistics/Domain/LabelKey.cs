using System.Security.Cryptography;
using Marketplace.Contracts.Proofs;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <summary>
/// A key that labels are signed with (decision 97): ECDSA over P-256, in the database, so that every process signs with the same one and an
/// empty machine needs none. The newest signs.
/// </summary>
public sealed class LabelKey
{
    /// <summary>From 1; the highest signs.</summary>
    public required int Number { get; init; }

    /// <summary>As codes name it.</summary>
    public required string KeyId { get; init; }

    /// <summary>SubjectPublicKeyInfo.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>PKCS#8; null once another signs: nobody needs it any more.</summary>
    public byte[]? PrivateKey { get; private set; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The subject of the token; null for the first, which makes itself.</summary>
    public string? MadeBy { get; init; }

    /// <summary>Why it took the place of the one before; null for the first.</summary>
    public string? Reason { get; init; }

    /// <summary>From when on no label of it is believed, because somebody else may have had it; null while they are.</summary>
    public DateTimeOffset? DistrustedAt { get; private set; }

    /// <summary>A new key, which is yet to be stored.</summary>
    public static LabelKey Make(int number, DateTimeOffset now, string? by = null, string? reason = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = key.ExportSubjectPublicKeyInfo();
        return new LabelKey
        {
            Number = number,
            KeyId = LabelCode.ShortIdOf(publicKey),
            PublicKey = publicKey,
            PrivateKey = key.ExportPkcs8PrivateKey(),
            MadeAt = now,
            MadeBy = by,
            Reason = reason,
        };
    }

    /// <summary>Another signs from now on.</summary>
    public void Retire() => PrivateKey = null;

    /// <summary>No label of it is believed any more.</summary>
    public void Distrust(DateTimeOffset now) => DistrustedAt ??= now;

    /// <summary>Signs labels of packages of a shipment, or of an intake.</summary>
    public IReadOnlyList<LabelCode> Sign(IEnumerable<(LabelKind Kind, Guid Id, int Number, int Of)> labels)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(
            PrivateKey ?? throw new InvalidOperationException($"Key {KeyId} of labels was replaced and signs no more."), out _);
        return [.. labels.Select(label => LabelCode.Sign(label.Kind, label.Id, label.Number, label.Of, key))];
    }
}

/// <summary>The keys that signed labels, by which codes are checked.</summary>
public sealed class LabelKeys(IEnumerable<LabelKey> keys)
{
    readonly Dictionary<string, LabelKey> _keys = keys.ToDictionary(key => key.KeyId, StringComparer.Ordinal);

    /// <summary>Reads a code, and believes it only when a key of the service has signed it.</summary>
    /// <param name="text">As it was typed or scanned.</param>
    /// <param name="field">Where it stands in the request.</param>
    /// <exception cref="InvalidRequestException">It is no code, or nobody here has signed it.</exception>
    public LabelCode Read(string? text, string field)
    {
        if (!LabelCode.TryRead(text, out var code))
        {
            throw new InvalidRequestException(
                "label_unreadable", field, "这不是完整的标签码，请重新扫码，或改填发货单编号。",
                "This is no whole code of a label; scan it again, or give the id of the shipment.");
        }

        var key = _keys.GetValueOrDefault(code.KeyId) ?? throw new InvalidRequestException(
            "label_key_unknown", field, $"标签的签名密钥 {code.KeyId} 不是本平台的：标签码抄错了，或标签不是本平台打印的。",
            $"The key {code.KeyId} of the label is none of this platform: the code was mistyped, or the label was not printed here.");
        if (!code.IsSignedBy(key.PublicKey))
        {
            throw new InvalidRequestException(
                "label_not_genuine", field, "标签的签名不符：标签码抄错了，或标签是伪造的。",
                "The signature of the label does not hold: the code was mistyped, or the label is forged.");
        }

        return key.DistrustedAt is null ? code : throw new InvalidRequestException(
            "label_key_distrusted", field, "该标签所用的密钥已作废，请重新打印标签。",
            "The key of this label counts no more; have the label printed anew.");
    }

    /// <summary>As <see cref="Read"/>, for the label of a package.</summary>
    /// <exception cref="InvalidRequestException">It is no genuine code, or that of something else.</exception>
    public LabelCode ReadPackage(string? text, string field)
    {
        var code = Read(text, field);
        return code.Kind == LabelKind.Package ? code : throw new InvalidRequestException(
            "label_of_intake", field, "这是过磅标签，不是包件标签。", "This is the label of an intake, not of a package.");
    }
}
