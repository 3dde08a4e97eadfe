using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Contracts.Proofs;

/// <summary>The public keys that somebody trusts: ECDSA over P-256.</summary>
public sealed class PublicKeys
{
    /// <summary>What was found good is remembered up to so many, since the same signatures are looked at again and again.</summary>
    const int GoodMax = 50_000;

    readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, bool> _good = new(StringComparer.Ordinal);

    /// <summary>Trusts these.</summary>
    /// <param name="keys">As SubjectPublicKeyInfo, the one in use last.</param>
    /// <exception cref="CryptographicException">One of them is no key of ECDSA over P-256.</exception>
    public PublicKeys(IEnumerable<byte[]> keys)
    {
        foreach (var key in keys)
        {
            using var readable = Read(key);
            _keys[IdOf(key)] = key;
        }
    }

    /// <summary>Their ids.</summary>
    public IReadOnlyCollection<string> Ids => _keys.Keys;

    /// <summary>The id of a key: SHA-256 over its SubjectPublicKeyInfo, in lower-case hexadecimal.</summary>
    public static string IdOf(byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey));

    /// <summary>Reads the keys of a file: blocks of "PUBLIC KEY" one after the other; other text between them is left out.</summary>
    /// <exception cref="CryptographicException">A block is no key of ECDSA over P-256, or there is none.</exception>
    public static PublicKeys Parse(string pem)
    {
        var keys = new List<byte[]>();
        var rest = pem.AsSpan();
        while (PemEncoding.TryFind(rest, out var found))
        {
            if (rest[found.Label] is "PUBLIC KEY")
            {
                keys.Add(Convert.FromBase64String(rest[found.Base64Data].ToString()));
            }

            rest = rest[found.Location.End..];
        }

        return keys.Count > 0 ? new PublicKeys(keys) : throw new CryptographicException("There is no block of PUBLIC KEY in the text.");
    }

    /// <summary>The keys as a file that <see cref="Parse"/> reads.</summary>
    public string ToPem() => string.Concat(_keys.Values.Select(key => PemOf(key) + "\n"));

    /// <summary>One key as a block of "PUBLIC KEY".</summary>
    public static string PemOf(byte[] publicKey) => PemEncoding.WriteString("PUBLIC KEY", publicKey);

    /// <summary>Each key with its id.</summary>
    public IEnumerable<(string KeyId, byte[] PublicKey)> All() => _keys.Select(key => (key.Key, key.Value));

    /// <summary>Whether the key of that id, if it is one of these, has signed the text.</summary>
    /// <param name="signature">DER in Base64; whatever else stands there is no signature.</param>
    public bool HaveSigned(string keyId, string text, string signature)
    {
        if (!_keys.TryGetValue(keyId, out var key))
        {
            return false;
        }

        var signed = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{keyId}\n{signature}\n{text}")));
        if (_good.ContainsKey(signed))
        {
            return true;
        }

        using var ecdsa = Read(key);
        var der = new byte[signature.Length];
        var isGood = Convert.TryFromBase64String(signature, der, out var length) && ecdsa.VerifyData(
            Encoding.UTF8.GetBytes(text), der.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        if (isGood && _good.Count < GoodMax)
        {
            _good.TryAdd(signed, true);
        }

        return isGood;
    }

    static ECDsa Read(byte[] publicKey)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
            return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
                ? key
                : throw new CryptographicException("The key is not one of ECDSA over P-256.");
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
