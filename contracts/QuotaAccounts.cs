using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Contracts;

/// <summary>
/// 预留份额账户: whose quota a purchase executes, and in which account (CR-11). One rule for the registry, which holds quotas when orders are
/// confirmed, and for the ledger, which executes them when goods are accepted.
/// </summary>
public static class QuotaAccounts
{
    /// <summary>
    /// The id of the account of a unit and year. It follows from both, so that whoever knows them finds the account without a search.
    /// </summary>
    public static Guid IdOf(Guid unitId, int year)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"quota/{unitId}/{year}")), hash);
        var id = hash[..16];
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }

    /// <summary>
    /// Whose quota a purchase executes: that of the unit that it is for; of a trade union without one that of its unit; and of a shared
    /// canteen that of the representative, which files for all.
    /// </summary>
    /// <param name="unit">The buyer, or the unit that it buys for as registered agent.</param>
    /// <param name="above">The unit above it; null when there is none.</param>
    /// <param name="isKnown">Whether a representative is known.</param>
    /// <returns>Null when the purchase executes no quota.</returns>
    public static Guid? HolderOf(QuotaParty unit, QuotaParty? above, Func<Guid, bool> isKnown)
    {
        var holder = unit.HasQuota ? unit
            : unit.Kind == UnitKind.TradeUnion && above is { HasQuota: true } ? above
            : null;
        return holder?.RepresentativeUnitId is { } representative && isKnown(representative) ? representative : holder?.UnitId;
    }
}

/// <summary>A unit as far as its quota goes, on a day.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Kind">What kind of buyer it is.</param>
/// <param name="HasQuota">It spends a public budget, or has filed a plan for the year of the day.</param>
/// <param name="RepresentativeUnitId">Who files for the canteen that it shares on the day; null when it shares none.</param>
public sealed record QuotaParty(Guid UnitId, UnitKind Kind, bool HasQuota, Guid? RepresentativeUnitId);
