using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Marketplace.Contracts.Proofs;

namespace Marketplace.Crediting.Signing;

/// <summary>The key of the service in a PKCS#12 file that only its owner can read.</summary>
public sealed class KeyFile : ISigner, IDisposable
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    readonly ECDsa _key;
    readonly Lock _one = new();

    KeyFile(ECDsa key)
    {
        _key = key;
        PublicKey = key.ExportSubjectPublicKeyInfo();
        KeyId = PublicKeys.IdOf(PublicKey);
    }

    /// <inheritdoc/>
    public string KeyId { get; }

    /// <summary>The SubjectPublicKeyInfo.</summary>
    public byte[] PublicKey { get; }

    /// <summary>Opens the file, and adds its key to the file of public keys.</summary>
    /// <param name="create">Makes a key when there is no file.</param>
    /// <exception cref="InvalidOperationException">There is no key that can be used; the message says what to do.</exception>
    public static KeyFile Open(SigningOptions options, bool create)
    {
        if (!File.Exists(options.KeyFile))
        {
            if (!create)
            {
                throw new InvalidOperationException(
                    $"There is no key to sign the ledger with: set Signing:KeyFile to a PKCS#12 file with a key of ECDSA over P-256. "
                    + $"{Path.GetFullPath(options.KeyFile)} does not exist; deploy/operate/keys.md says how to make one.");
            }

            Make(options);
        }

        var opened = new KeyFile(Read(options));
        try
        {
            opened.AddToPublicKeys(options.PublicKeysPath);
            return opened;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            opened.Dispose();
            throw new InvalidOperationException(
                $"The public key {opened.KeyId} can't be added to {options.PublicKeysPath} (Signing:PublicKeysFile): {failure.Message}",
                failure);
        }
    }

    /// <inheritdoc/>
    public Task<string> SignAsync(string text, CancellationToken ct)
    {
        lock (_one)
        {
            return Task.FromResult(Convert.ToBase64String(
                _key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
        }
    }

    public void Dispose() => _key.Dispose();

    static ECDsa Read(SigningOptions options)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadPkcs12FromFile(options.KeyFile, options.KeyPassword);
            var key = certificate.GetECDsaPrivateKey() ?? throw new CryptographicException("It holds no private key of ECDSA.");
            return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
                ? key
                : throw new CryptographicException("Its key is not one over P-256.");
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"The key in {options.KeyFile} can't be used (Signing:KeyFile, Signing:KeyPassword): {failure.Message}", failure);
        }
    }

    static void Make(SigningOptions options)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.KeyFile))!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();

        // PKCS#12 keeps a key with its certificate; nobody looks at the certificate, since the key itself is trusted or not.
        using var certificate = new CertificateRequest("CN=Credit ledger", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(now, now.AddYears(20));
        Write(options.KeyFile, certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, options.KeyPassword));
    }

    void AddToPublicKeys(string file)
    {
        var written = File.Exists(file) ? File.ReadAllText(file) : "";
        if (written.Length == 0 || !PublicKeys.Parse(written).Ids.Contains(KeyId))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            File.AppendAllText(file, (written.Length == 0 || written.EndsWith('\n') ? "" : "\n") + PublicKeys.PemOf(PublicKey) + "\n");
        }
    }

    /// <summary>Under another name first: of two processes that start at once one makes the key, and none reads half of it.</summary>
    static void Write(string file, byte[] content)
    {
        var unfinished = $"{file}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(unfinished, file);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process was first: its key is the one.
            File.Delete(unfinished);
        }
    }
}
