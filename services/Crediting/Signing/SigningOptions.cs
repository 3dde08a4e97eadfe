namespace Marketplace.Crediting.Signing;

/// <summary>Where the key of the service is kept.</summary>
public sealed record SigningOptions
{
    /// <summary>The key in use: a PKCS#12 file with one key of ECDSA over P-256.</summary>
    public string KeyFile { get; init; } = Path.Combine(".data", "crediting", "signing-key.p12");

    /// <summary>Of the key file; empty for none.</summary>
    public string KeyPassword { get; init; } = "";

    /// <summary>
    /// The public keys, the one in use and those before it, as blocks of PEM: only what one of them has signed is believed. The key in
    /// use is added when it is not there. Beside the key file when not set.
    /// </summary>
    public string? PublicKeysFile { get; init; }

    /// <summary>Whether a key is made when there is no file; in the environment Development it is, when not set.</summary>
    public bool? CreateKey { get; init; }

    internal string PublicKeysPath => PublicKeysFile
        ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(KeyFile))!, "public-keys.pem");
}
