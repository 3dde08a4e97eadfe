using System.Security.Cryptography;
using System.Text;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>Ids that follow from what a thing is, so that whoever meets it again computes the same id.</summary>
public static class StableId
{
    /// <summary>The id of the thing with this natural key: a version-8 guid made of the SHA-256 of its parts.</summary>
    public static Guid Of(params ReadOnlySpan<string> parts)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', parts!)), hash);
        var id = hash[..16];
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
