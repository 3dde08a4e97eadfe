using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Crediting.Domain;

/// <summary>Ids that follow from what they name: whoever replays the events gets the same ones (invariant 8).</summary>
public static class StableIds
{
    public static Guid Of(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
