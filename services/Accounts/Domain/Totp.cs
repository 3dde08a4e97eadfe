using System.Globalization;
using System.Security.Cryptography;

namespace Marketplace.Accounts.Domain;

/// <summary>Codes of authenticators (RFC 6238): six digits of HMAC-SHA-1, a new one every thirty seconds.</summary>
public static class Totp
{
    public const int SecretBytes = 20;

    const int StepSeconds = 30;
    const int Modulus = 1_000_000;

    // Clocks of telephones go wrong by less than this.
    const int StepsAside = 1;

    const string Base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The step whose code it is; null when it is of none near now, or of one that was taken already.</summary>
    /// <param name="takenStep">The newest step of which a code was taken.</param>
    public static long? StepOf(byte[] secret, string code, DateTimeOffset now, long takenStep)
    {
        var current = now.ToUnixTimeSeconds() / StepSeconds;
        for (var step = current - StepsAside; step <= current + StepsAside; step++)
        {
            if (step > takenStep && CryptographicOperations.FixedTimeEquals(
                System.Text.Encoding.ASCII.GetBytes(CodeOf(secret, step)), System.Text.Encoding.ASCII.GetBytes(code)))
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>The code of an instant.</summary>
    public static string CodeAt(byte[] secret, DateTimeOffset at) => CodeOf(secret, at.ToUnixTimeSeconds() / StepSeconds);

    /// <summary>A secret as people type it and authenticators read it (RFC 4648).</summary>
    public static string Base32(byte[] secret)
    {
        var text = new System.Text.StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var value in secret)
        {
            buffer = ((buffer << 8) | value) & 0xFFFF;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Base32Alphabet[(buffer >> bits) & 31]);
            }
        }

        return bits == 0 ? text.ToString() : text.Append(Base32Alphabet[(buffer << (5 - bits)) & 31]).ToString();
    }

    // SHA-1 is what authenticators have; as a keyed hash it is not broken.
#pragma warning disable CA5350
    static string CodeOf(byte[] secret, long step)
    {
        var counter = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var hash = HMACSHA1.HashData(secret, counter);
        var offset = hash[^1] & 0x0F;
        var number = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset)) & int.MaxValue;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }
#pragma warning restore CA5350
}
