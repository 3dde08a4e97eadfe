using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Crediting.Domain;

/// <summary>Ids that follow from what they name: whoever replays the events gets the same ones (invariant 8, CR-21, invariant 8).</summary>
public static class StableIds
{
    /// <summary>With which an id of version 7 begins.</summary>
    const int TimeBytes = 6;

    public static Guid Of(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        return Made(hash);
    }

    /// <summary>
    /// The same, beginning as another id does: where ids begin with their time, those of one time stay together in an index, and a
    /// large one needn't be touched all over for each few rows.
    /// </summary>
    public static Guid Of(string name, Guid beside)
    {
        Span<byte> hash = stackalloc byte[32];
        Span<byte> other = stackalloc byte[16];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        _ = beside.TryWriteBytes(other, bigEndian: true, out _);
        other[..TimeBytes].CopyTo(hash);
        return Made(hash);
    }

    static Guid Made(Span<byte> hash)
    {
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
