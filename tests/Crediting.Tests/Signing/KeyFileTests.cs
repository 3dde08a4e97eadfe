using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Signing;
using Marketplace.Testing.Servers;
using Xunit;

namespace Marketplace.Crediting.Tests.Signing;

/// <summary>The key of the service, in a file outside the database.</summary>
public sealed class KeyFileTests : IDisposable
{
    readonly TestFolder _folder = TestFolder.Create("keys");

    SigningOptions Options => new() { KeyFile = _folder.File("key.p12"), KeyPassword = "secret" };

    string PublicKeysPath => _folder.File("public-keys.pem");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_key_is_made_once_for_its_owner_alone_and_only_where_that_is_allowed()
    {
        Assert.Contains(
            "Signing:KeyFile", Assert.Throws<InvalidOperationException>(() => KeyFile.Open(Options, create: false)).Message,
            StringComparison.Ordinal);

        using var made = KeyFile.Open(Options, create: true);
        using var again = KeyFile.Open(Options, create: true);

        Assert.Equal(made.KeyId, again.KeyId);
        Assert.Equal(made.KeyId, Convert.ToHexStringLower(SHA256.HashData(made.PublicKey)));
        Assert.Equal([made.KeyId], PublicKeys.Parse(File.ReadAllText(PublicKeysPath)).Ids);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Options.KeyFile));
        }
    }

    [Fact]
    public async Task What_an_earlier_key_has_signed_stays_good_when_another_takes_its_place()
    {
        var ct = TestContext.Current.CancellationToken;
        using var first = KeyFile.Open(Options, create: true);
        var signature = await first.SignAsync("what was said", ct);
        using var second = KeyFile.Open(Options with { KeyFile = _folder.File("second.p12") }, create: true);

        var keys = PublicKeys.Parse(await File.ReadAllTextAsync(PublicKeysPath, ct));

        Assert.Equal([first.KeyId, second.KeyId], keys.Ids);
        Assert.True(keys.HaveSigned(first.KeyId, "what was said", signature));
        Assert.True(keys.HaveSigned(second.KeyId, "what was said", await second.SignAsync("what was said", ct)));
        Assert.False(keys.HaveSigned(second.KeyId, "what was said", signature));
        Assert.False(keys.HaveSigned(first.KeyId, "what was not said", signature));
        Assert.False(keys.HaveSigned(first.KeyId, "what was said", "no signature"));
        Assert.False(new PublicKeys([second.PublicKey]).HaveSigned(first.KeyId, "what was said", signature));
    }

    [Fact]
    public void A_key_that_is_not_the_one_of_the_options_stops_the_start()
    {
        KeyFile.Open(Options, create: true).Dispose();
        RefusedAs("Signing:KeyPassword", Options with { KeyPassword = "wrong" });

        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Write(new CertificateRequest("CN=other", other, HashAlgorithmName.SHA256));
        RefusedAs("P-256", Options);
        using var rsa = RSA.Create(2048);
        Write(new CertificateRequest("CN=other", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        RefusedAs("no private key of ECDSA", Options);

        File.Delete(Options.KeyFile);
        File.WriteAllText(PublicKeysPath, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
        Assert.Contains(
            "Signing:PublicKeysFile", Assert.Throws<InvalidOperationException>(() => KeyFile.Open(Options, create: true)).Message,
            StringComparison.Ordinal);

        void Write(CertificateRequest request)
        {
            using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddDays(1));
            File.WriteAllBytes(
                Options.KeyFile, certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, Options.KeyPassword));
        }
    }

    static void RefusedAs(string why, SigningOptions options) => Assert.Contains(
        why, Assert.Throws<InvalidOperationException>(() => KeyFile.Open(options, create: false)).Message, StringComparison.Ordinal);
}
