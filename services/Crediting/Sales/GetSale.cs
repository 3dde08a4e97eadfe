using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sales;

/// <summary>GET /credits/sales/{lineId}. What was credited to whom, and why not.</summary>
public static class GetSale
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/sales/{lineId:guid}", HandleAsync)
        .WithName("GetSale")
        .WithSummary("成交行的认定结果与理由 A sale, what was credited to whom, and why not")
        .For(Roles.Purchaser, Roles.Supplier, Roles.Official, Roles.Auditor, Roles.Operator)
        .RecordsAccess<CreditingDb>("sale");

    static async Task<Ok<SaleView>> HandleAsync(
        Guid lineId, CreditingDb db, Caller caller, ReadAccess access, CancellationToken ct)
    {
        var lines = await db.SaleLines.AsNoTracking().Where(line => line.LineId == lineId)
            .OrderBy(line => line.AcceptanceNo).ThenBy(line => line.ShareNo).ToListAsync(ct);
        if (lines.Count == 0)
        {
            throw new NotFoundException(
                "sale_not_found",
                "没有这条成交行，或您无权查看；验收确认之前，订单行不会出现在这里。",
                "There is no such sale that you may see; an order line appears here once its acceptance is confirmed.");
        }

        // Whoever may see the sale may see what it was credited to, wherever the pairing's parties are.
        var entries = await db.CreditEntries.AsNoTracking().IgnoreQueryFilters()
            .Where(entry => entry.LineId == lineId).OrderBy(entry => entry.EntryNo).ToListAsync(ct);
        var names = await HolderNames.ReadAsync(db, entries, ct);
        var placeNames = await SaleFacts.PlaceNamesAsync(db, lines, ct);
        access.Of(lineId, lines.SelectMany(line => (Guid[])[line.UnitId, line.SupplierId]));
        return TypedResults.Ok(new SaleView
        {
            LineId = lineId,
            Acceptances = [.. lines.Select(line => new SaleView.Acceptance
            {
                Facts = SaleFacts.Of(line, placeNames, SaleViewers.Of(caller, line)),
                Outcome = line.Outcome,
                Status = line.Status,
                HeldFor = line.HeldFor,
                VerifiedAt = line.VerifiedAt,
                Decisions = [.. RuleBook.SchemesAndTiers.Select(at => Decision(line, at.Scheme, at.Tier, [.. entries
                    .Where(entry => entry.AcceptanceNo == line.AcceptanceNo && entry.ShareNo == line.ShareNo
                        && entry.Scheme == at.Scheme && entry.Tier == at.Tier)
                    .Select(entry => Credit(entry, names.Of(entry)))]))],
            })],
        });
    }

    static SaleView.Decision Decision(SaleLine line, Scheme scheme, PairingTier tier, IReadOnlyList<SaleView.Credit> credits)
    {
        var reason = line[scheme, tier];
        return new(scheme, tier, reason.Outcome, reason, reason.Rule, reason.Words, credits);
    }

    static SaleView.Credit Credit(CreditEntry entry, (string East, string West) names) => new()
    {
        EntryId = entry.EntryId,
        EntryNo = entry.EntryNo,
        EntryType = entry.EntryType,
        Mode = entry.Mode,
        HolderId = entry.HolderId,
        HolderVersion = entry.HolderVersion,
        EastName = names.East,
        WestName = names.West,
        AmountFen = entry.AmountFen,
        RecognitionDate = entry.RecognitionDate,
        EventDate = entry.EventDate,
        PostingPeriod = entry.PostingPeriod,
    };
}
