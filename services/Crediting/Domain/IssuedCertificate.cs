namespace Marketplace.Crediting.Domain;

/// <summary>
/// A certificate as it was issued, once for an entry: a signature of ECDSA is another each time it is made, and whoever asks again gets the
/// same bytes.
/// </summary>
public sealed class IssuedCertificate
{
    public required Guid EntryId { get; init; }

    /// <summary>The certificate as JSON.</summary>
    public required string Content { get; init; }
}
