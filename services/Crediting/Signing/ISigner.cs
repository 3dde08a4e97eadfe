namespace Marketplace.Crediting.Signing;

/// <summary>
/// The key of the service: ECDSA over P-256, outside the database. Tree heads, reports and the signatures of officials are signed with it.
/// </summary>
public interface ISigner
{
    /// <summary>SHA-256 over the SubjectPublicKeyInfo of the key, in lower-case hexadecimal.</summary>
    string KeyId { get; }

    /// <summary>Signs the text in UTF-8 with SHA-256.</summary>
    /// <returns>The signature, DER in Base64.</returns>
    Task<string> SignAsync(string text, CancellationToken ct);
}
