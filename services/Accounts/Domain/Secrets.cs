using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Accounts.Domain;

/// <summary>What only one person is told: the database has its hash. It is random, so that a quick hash is enough.</summary>
public static class Secrets
{
    const int Bytes = 32;

    /// <summary>256 random bits, as they stand in a link.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>A code that people copy from paper, such as "7kq2-m9xd-4hfa": sixty random bits, no letters that look alike.</summary>
    public static string MakeCode()
    {
        const string Alphabet = "23456789abcdefghjkmnpqrstuvwxyz";
        var code = RandomNumberGenerator.GetString(Alphabet, 12);
        return $"{code[..4]}-{code[4..8]}-{code[8..]}";
    }

    /// <summary>SHA-256 in hexadecimal digits.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
