using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Budgets;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>
/// GET /units/purchasing-units/{unitId}/quota-accounts/{year}/entries: what orders held, freed, executed and took back of the quota, from
/// the newest down.
/// </summary>
public static class ListQuotaEntries
{
    public static void Map(RouteGroupBuilder accounts) => accounts.MapGet("/entries", HandleAsync)
        .WithName(nameof(ListQuotaEntries)).WithSummary("预留份额账户明细 Entries of a quota account")
        .For(Roles.Purchaser, Roles.Approver, Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<QuotaEntryView>>> HandleAsync(
        [AsParameters] BudgetAddress address, [AsParameters] PageQuery page, UnitsDb db, CancellationToken ct, QuotaEntryKind? kind = null)
    {
        if (!await db.Units.AnyAsync(unit => unit.Id == address.UnitId, ct))
        {
            throw UnitReferences.NoSuchUnit(address.UnitId);
        }

        var accountId = QuotaAccounts.IdOf(address.UnitId, address.Year);
        var entries = db.QuotaEntries.AsNoTracking().Where(entry => entry.AccountId == accountId && (kind == null || entry.Kind == kind));
        if (Cursor.Decode(page.After, 2) is [var recorded, var last])
        {
            var (at, id) = (
                DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(Cursor.Number(recorded), 0, 4_102_444_800_000)), Cursor.Id(last));
            entries = entries.Where(entry => entry.RecordedAt < at || (entry.RecordedAt == at && entry.EntryId.CompareTo(id) < 0));
        }

        var found = await entries.OrderByDescending(entry => entry.RecordedAt).ThenByDescending(entry => entry.EntryId)
            .Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(
            found,
            page.Size,
            QuotaEntryView.Of,
            entry => Cursor.Encode(
                entry.RecordedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), entry.EntryId.ToString())));
    }
}

/// <summary>One movement of a quota account.</summary>
public sealed record QuotaEntryView
{
    public required Guid EntryId { get; init; }

    public required QuotaEntryKind Kind { get; init; }

    /// <summary>Signed, in fen.</summary>
    public required long AmountFen { get; init; }

    public required Guid OrderId { get; init; }

    public required string OrderNumber { get; init; }

    public required Guid LineId { get; init; }

    public required QuotaBuyer Buyer { get; init; }

    public required ProductCategory Category { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>What the ledger calls the entry, whose id it has; null of holds.</summary>
    public string? LedgerType { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public static QuotaEntryView Of(QuotaEntry entry) => new()
    {
        EntryId = entry.EntryId,
        Kind = entry.Kind,
        AmountFen = entry.AmountFen,
        OrderId = entry.OrderId,
        OrderNumber = entry.OrderNumber,
        LineId = entry.LineId,
        Buyer = entry.Buyer,
        Category = entry.Category,
        Day = entry.Day,
        LedgerType = entry.LedgerType,
        RecordedAt = entry.RecordedAt,
    };
}
