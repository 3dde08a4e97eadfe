using System.Globalization;

namespace Marketplace.Ordering.Domain;

/// <summary>The number that people call an order by: "20261121-7K3M9QXA".</summary>
public static class OrderNumber
{
    public const int Length = 17;

    // Crockford's base 32: no I, L, O or U, so that nothing is misread over the telephone.
    const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The day of the order and the last 40 bits of its id, which are random in every version of guid that callers make.</summary>
    public static string Of(Guid orderId, DateOnly day)
    {
        Span<byte> id = stackalloc byte[16];
        _ = orderId.TryWriteBytes(id, bigEndian: true, out _);
        var random = 0UL;
        foreach (var part in id[11..])
        {
            random = (random << 8) | part;
        }

        Span<char> digits = stackalloc char[8];
        for (var i = 7; i >= 0; i--)
        {
            digits[i] = Digits[(int)(random & 31)];
            random >>= 5;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}-{digits}");
    }
}
