using Marketplace.Contracts.Proofs;
using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Labels;

/// <summary>A key of labels, its public part alone.</summary>
public sealed record LabelKeyView
{
    /// <summary>As codes name it: the first eight hexadecimal digits of SHA-256 over the SubjectPublicKeyInfo.</summary>
    public required string KeyId { get; init; }

    /// <summary>ECDSA over P-256, a block of "PUBLIC KEY" (PEM).</summary>
    public required string PublicKey { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Whether labels are signed with it today.</summary>
    public required bool IsInUse { get; init; }

    /// <summary>From when on its labels are not believed; absent while they are.</summary>
    public DateTimeOffset? DistrustedAt { get; init; }

    internal static LabelKeyView Of(LabelKey key) => new()
    {
        KeyId = key.KeyId,
        PublicKey = PublicKeys.PemOf(key.PublicKey),
        MadeAt = key.MadeAt,
        IsInUse = key.PrivateKey is not null,
        DistrustedAt = key.DistrustedAt,
    };
}
