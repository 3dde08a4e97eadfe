using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Contracts.Proofs;

/// <summary>
/// The code of a label: what it is of, and the signature of the service that printed it. Whoever has the public key can tell without a
/// network that the service issued it; what the goods are, only the service tells. As text it has 143 characters that scanners and
/// typewriters of all kinds have: Crockford's base 32, in which a capital is no other letter, I and L are 1, and O is 0.
/// </summary>
public sealed class LabelCode
{
    /// <summary>Most packages of one shipment.</summary>
    public const int PackagesMax = 1_000;

    /// <summary>How long the id of a key is, in hexadecimal digits.</summary>
    public const int KeyIdLength = 8;

    /// <summary>What a text is cut off at before it is read; a code with blanks between its characters is shorter.</summary>
    const int TextMax = 400;

    const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const int BitsOfCharacter = 5;
    const int KeyAt = 1, IdAt = 5, NumberAt = 21, OfAt = 23, SignatureAt = 25, SignatureLength = 64, Length = SignatureAt + SignatureLength;

    static readonly int TextLength = ((Length * 8) + BitsOfCharacter - 1) / BitsOfCharacter;

    readonly byte[] _bytes;

    LabelCode(byte[] bytes) => _bytes = bytes;

    /// <summary>What the label is of.</summary>
    public LabelKind Kind => (LabelKind)_bytes[0];

    /// <summary>Which key has signed it: the first eight hexadecimal digits of its id (<see cref="PublicKeys.IdOf"/>).</summary>
    public string KeyId => Convert.ToHexStringLower(_bytes.AsSpan(KeyAt, KeyIdLength / 2));

    /// <summary>The shipment, or the intake.</summary>
    public Guid Id => new(_bytes.AsSpan(IdAt, 16), bigEndian: true);

    /// <summary>Which package, from 1; 1 for an intake.</summary>
    public int Number => BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(NumberAt));

    /// <summary>Of how many; 1 for an intake.</summary>
    public int Of => BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(OfAt));

    /// <summary>The id of a key as codes have it.</summary>
    public static string ShortIdOf(byte[] publicKey) => PublicKeys.IdOf(publicKey)[..KeyIdLength];

    /// <summary>Makes the code of a label.</summary>
    /// <param name="key">ECDSA over P-256, with its private part.</param>
    public static LabelCode Sign(LabelKind kind, Guid id, int number, int of, ECDsa key)
    {
        var bytes = new byte[Length];
        bytes[0] = (byte)kind;
        Convert.FromHexString(ShortIdOf(key.ExportSubjectPublicKeyInfo())).CopyTo(bytes, KeyAt);
        id.TryWriteBytes(bytes.AsSpan(IdAt), bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(NumberAt), checked((ushort)number));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(OfAt), checked((ushort)of));
        var code = new LabelCode(bytes);
        key.SignData(code.Signed(), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            .CopyTo(bytes, SignatureAt);
        return code;
    }

    /// <summary>
    /// Reads a code as it was typed or scanned: capitals or not, with blanks and hyphens, and also as the end of an address. That it can be
    /// read says nothing of who made it.
    /// </summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out LabelCode? code)
    {
        code = null;
        if (text is null || text.Length > TextMax)
        {
            return false;
        }

        var (bytes, buffer, bits, at, read) = (new byte[Length], 0, 0, 0, 0);
        foreach (var sign in text.AsSpan(text.LastIndexOf('/') + 1))
        {
            if (sign == '-' || char.IsWhiteSpace(sign))
            {
                continue;
            }

            var value = Alphabet.IndexOf(Written(sign), StringComparison.Ordinal);
            if (value < 0 || ++read > TextLength)
            {
                return false;
            }

            (buffer, bits) = ((buffer << BitsOfCharacter) | value, bits + BitsOfCharacter);
            if (bits >= 8)
            {
                bits -= 8;
                bytes[at++] = (byte)(buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }

        if (read != TextLength || buffer != 0)
        {
            return false;
        }

        var found = new LabelCode(bytes);
        if (!Enum.IsDefined(found.Kind) || found.Number is 0 or > PackagesMax || found.Of > PackagesMax || found.Number > found.Of)
        {
            return false;
        }

        code = found;
        return true;
    }

    /// <summary>Whether this public key (SubjectPublicKeyInfo, ECDSA over P-256) has signed it.</summary>
    public bool IsSignedBy(byte[] publicKey)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        return key.VerifyData(
            Signed(), _bytes.AsSpan(SignatureAt), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>As it is printed and scanned.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(TextLength);
        var (buffer, bits) = (0, 0);
        foreach (var octet in _bytes)
        {
            (buffer, bits) = ((buffer << 8) | octet, bits + 8);
            while (bits >= BitsOfCharacter)
            {
                bits -= BitsOfCharacter;
                text.Append(Alphabet[buffer >> bits]);
                buffer &= (1 << bits) - 1;
            }
        }

        return bits == 0 ? text.ToString() : text.Append(Alphabet[buffer << (BitsOfCharacter - bits)]).ToString();
    }

    /// <summary>
    /// What is signed: a word for what it is, so that no other signature of the key is one of a label, and all before the signature.
    /// </summary>
    byte[] Signed() => [.. "label/1\n"u8, .. _bytes.AsSpan(0, SignatureAt)];

    static char Written(char sign) => char.ToUpperInvariant(sign) switch
    {
        'I' or 'L' => '1',
        'O' => '0',
        var other => other,
    };
}

/// <summary>What a label is of.</summary>
public enum LabelKind
{
    /// <summary>包件: a package of a shipment.</summary>
    Package = 1,

    /// <summary>过磅: what a station took in.</summary>
    Intake = 2,
}
