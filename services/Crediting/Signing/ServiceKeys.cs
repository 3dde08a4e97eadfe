using System.Security.Cryptography;
using Marketplace.Contracts.Proofs;
using Microsoft.Extensions.Options;

namespace Marketplace.Crediting.Signing;

/// <summary>How the process gets at its keys.</summary>
static class ServiceKeys
{
    /// <summary>Opens the key in use.</summary>
    /// <exception cref="InvalidOperationException">There is none that can be used; the message says what to do.</exception>
    public static ISigner OpenSigner(IServiceProvider services) =>
        KeyFile.Open(services.GetRequiredService<IOptions<SigningOptions>>().Value, MayCreate(services));

    /// <summary>
    /// Reads the public keys that are believed. A service has added its own key to them before; a command such as "verify" needs no key.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are none; the message says what to do.</exception>
    public static PublicKeys ReadPublicKeys(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<SigningOptions>>().Value;
        if (File.Exists(options.KeyFile) || !File.Exists(options.PublicKeysPath))
        {
            services.GetRequiredService<ISigner>();
        }

        return Read(options.PublicKeysPath);
    }

    /// <summary>Reads a file of public keys.</summary>
    /// <exception cref="InvalidOperationException">It can't be read.</exception>
    public static PublicKeys Read(string file)
    {
        try
        {
            return PublicKeys.Parse(File.ReadAllText(file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or FormatException)
        {
            throw new InvalidOperationException($"The public keys in {file} can't be read: {failure.Message}", failure);
        }
    }

    static bool MayCreate(IServiceProvider services) =>
        services.GetRequiredService<IOptions<SigningOptions>>().Value.CreateKey
        ?? services.GetRequiredService<IHostEnvironment>().IsDevelopment();
}
