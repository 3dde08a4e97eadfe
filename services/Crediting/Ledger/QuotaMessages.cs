using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Ledger;

/// <summary>
/// What the registry is told of quotas: every entry of them, and why purchases of units with a quota execute none (CR-11).
/// </summary>
static class QuotaMessages
{
    const int AtOnce = 500;

    /// <summary>The messages of one transaction; none when it touches no quota.</summary>
    /// <param name="posted">The entries of the scheme Quota with their sales.</param>
    /// <param name="decided">Sales that are new, or of which something has changed.</param>
    /// <param name="eventNo">The last event of the transaction.</param>
    public static IEnumerable<QuotaEntriesPosted> Of(
        IReadOnlyList<(CreditEntry Entry, SaleLine Sale)> posted, IEnumerable<SaleLine> decided, long eventNo)
    {
        var entries = posted.Select(item => EntryOf(item.Entry, item.Sale)).Chunk(AtOnce).ToList();
        var omissions = decided.Where(sale => sale.QuotaUnitId is not null && !sale[Scheme.Quota, PairingTier.Unit].IsCredited)
            .Select(sale => OmissionOf(sale, eventNo)).Chunk(AtOnce).ToList();
        for (var i = 0; i < Math.Max(entries.Count, omissions.Count); i++)
        {
            yield return new QuotaEntriesPosted
            {
                Entries = i < entries.Count ? entries[i] : [],
                Omissions = i < omissions.Count ? omissions[i] : [],
            };
        }
    }

    static QuotaEntriesPosted.Entry EntryOf(CreditEntry entry, SaleLine sale) => new()
    {
        EntryId = entry.EntryId,
        EventNo = entry.EventNo,
        AccountId = entry.HolderId,
        UnitId = sale.QuotaUnitId is { } unitId && QuotaAccounts.IdOf(unitId, entry.RecognitionDate.Year) == entry.HolderId ? unitId : null,
        Year = entry.RecognitionDate.Year,
        BuyerId = sale.UnitId,
        Capacity = sale.Capacity,
        OrderId = sale.PurchaseId,
        OrderNumber = sale.PurchaseNumber,
        LineId = entry.LineId,
        AcceptanceNo = entry.AcceptanceNo,
        ShareNo = entry.ShareNo,
        Category = sale.Category,
        RecognitionDate = entry.RecognitionDate,
        EventDate = entry.EventDate,
        EntryType = entry.EntryType.ToString(),
        AmountFen = entry.AmountFen,
    };

    static QuotaEntriesPosted.Omission OmissionOf(SaleLine sale, long eventNo) => new()
    {
        EventNo = eventNo,
        UnitId = sale.QuotaUnitId!.Value,
        Year = sale.RecognitionDate.Year,
        OrderId = sale.PurchaseId,
        OrderNumber = sale.PurchaseNumber,
        LineId = sale.LineId,
        AcceptanceNo = sale.AcceptanceNo,
        ShareNo = sale.ShareNo,
        AmountFen = sale.NetFen,
        Reason = sale[Scheme.Quota, PairingTier.Unit].ToString(),
        Words = sale[Scheme.Quota, PairingTier.Unit].Words,
    };
}
