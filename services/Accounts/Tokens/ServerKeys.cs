using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Marketplace.Accounts.Tokens;

/// <summary>
/// The keys of the issuer: files in a folder that only their owner can read, made at the first start. The newest signs; older ones are
/// published until their file is taken away, so that what they signed is believed to its end.
/// </summary>
public sealed class ServerKeys
{
    const int SigningBits = 3072;
    const int EncryptionBytes = 32;
    const string Signing = "signing";
    const string Encryption = "encryption";

    public ServerKeys(IOptions<AccountsOptions> options, TimeProvider clock)
    {
        var folder = FolderOf(options.Value);
        SigningKeys = [.. FilesOf(folder, Signing, clock, NewSigningKey).Select(ReadSigningKey)];
        EncryptionKeys =
        [
            .. FilesOf(folder, Encryption, clock, () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(EncryptionBytes)))
                .Select(file => new SymmetricSecurityKey(Convert.FromBase64String(File.ReadAllText(file)))),
        ];
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<RsaSecurityKey> SigningKeys { get; }

    /// <inheritdoc cref="SigningKeys"/>
    public IReadOnlyList<SymmetricSecurityKey> EncryptionKeys { get; }

    /// <summary>The folder, which is there afterwards and lets nobody else in.</summary>
    public static string FolderOf(AccountsOptions options)
    {
        var folder = Path.GetFullPath(options.KeyFolder);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }

    /// <summary>Makes a key that signs from the next start on; the command "rotate-keys".</summary>
    public static string Rotate(AccountsOptions options, TimeProvider clock) =>
        Make(FolderOf(options), Signing, clock, NewSigningKey);

    static List<string> FilesOf(string folder, string kind, TimeProvider clock, Func<string> make)
    {
        var files = Find();
        if (files.Count > 0)
        {
            return files;
        }

        Make(folder, kind, clock, make);
        return Find();

        List<string> Find() => [.. Directory.EnumerateFiles(folder, $"{kind}-*.key").OrderDescending(StringComparer.Ordinal)];
    }

    static string Make(string folder, string kind, TimeProvider clock, Func<string> make)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{kind}-{clock.GetUtcNow():yyyyMMddHHmmssfff}.key");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // Under another name first, so that a process killed while writing leaves no half of a key behind.
        var unfinished = Path.Combine(folder, $".{name}.{Environment.ProcessId}");
        using (var writer = new StreamWriter(unfinished, options))
        {
            writer.Write(make());
        }

        var file = Path.Combine(folder, name);
        File.Move(unfinished, file);
        return file;
    }

    static string NewSigningKey()
    {
        using var rsa = RSA.Create(SigningBits);
        return rsa.ExportPkcs8PrivateKeyPem();
    }

    static RsaSecurityKey ReadSigningKey(string file)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(File.ReadAllText(file));
        var key = new RsaSecurityKey(rsa);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return key;
    }
}
