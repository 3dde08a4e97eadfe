using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Marketplace.AllInOne.Identity;

/// <summary>The key that demo tokens are signed with. It is made on first use and kept in a file that only its owner can read.</summary>
sealed class SigningKey
{
    const string FileName = "demo-issuer-key.pem";
    const int SizeBits = 2048;

    readonly RSAParameters _public;

    SigningKey(RSA rsa)
    {
        _public = rsa.ExportParameters(includePrivateParameters: false);
        Modulus = Base64Url.EncodeToString(_public.Modulus);
        Exponent = Base64Url.EncodeToString(_public.Exponent);

        // The thumbprint of RFC 7638: members in this order, no blanks.
        Id = Base64Url.EncodeToString(SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes($$"""{"e":"{{Exponent}}","kty":"RSA","n":"{{Modulus}}"}""")));
        Key = new RsaSecurityKey(rsa) { KeyId = Id };
    }

    /// <summary>The "kid" of tokens.</summary>
    public string Id { get; }

    /// <summary>Base64url, as "n" in the key set.</summary>
    public string Modulus { get; }

    /// <summary>Base64url, as "e" in the key set.</summary>
    public string Exponent { get; }

    public RsaSecurityKey Key { get; }

    /// <summary>The file of the key in a folder.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, FileName);

    public static SigningKey In(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = PathIn(folder);
        var rsa = RSA.Create();
        if (File.Exists(file))
        {
            rsa.ImportFromPem(File.ReadAllText(file));
            return new SigningKey(rsa);
        }

        rsa.Dispose();
        rsa = RSA.Create(SizeBits);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // Under another name first, so that a process killed while writing leaves no half of a key behind.
        var unfinished = $"{file}.{Environment.ProcessId}";
        using (var writer = new StreamWriter(unfinished, options))
        {
            writer.Write(rsa.ExportPkcs8PrivateKeyPem());
        }

        File.Move(unfinished, file);
        return new SigningKey(rsa);
    }
}
