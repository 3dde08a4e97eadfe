using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Voids;

/// <summary>A sale was found not to be genuine; as the journal keeps it.</summary>
public sealed record SaleVoided(Guid VoidId, Guid LineId, int AcceptanceNo, string Reason, string Document, string By);

/// <summary>
/// POST /credits/voids, by all sides of the sale or what is above them. Reverses everything that still stands, in the open month, and
/// lets nothing of it be credited again (CR-18).
/// </summary>
public sealed class VoidSale : IApplyEvent<SaleVoided>
{
    const int TextMax = 500;

    public sealed record Request : IChecked
    {
        public required Guid VoidId { get; init; }

        public required Guid LineId { get; init; }

        public required int AcceptanceNo { get; init; }

        /// <summary>What was found: a fake trade, relabelled goods.</summary>
        public required string Reason { get; init; }

        /// <summary>The document that confirms it.</summary>
        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.NewId(VoidId, "voidId");
            check.Text(Reason, "reason", TextMax);
            check.Text(Document, "document", TextMax);
        }
    }

    /// <summary>What was reversed.</summary>
    public sealed record View(Guid VoidId, Guid LineId, int AcceptanceNo, int Entries);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/voids", HandleAsync)
        .WithName("VoidSale")
        .WithSummary("虚假交易作废 Void a sale that was not genuine")
        .For(Roles.Official).Decided(DecidedBy.Sides)
        .RequireIdempotencyKey<CreditingDb>();

    static async Task<Results<Created<View>, Accepted<ProposalView>>> HandleAsync(
        Request request, LedgerSession work, Proposer<CreditingDb> proposer, CancellationToken ct)
    {
        var ledger = await work.OpenAsync(ct);
        var lines = await GenuineAsync(work.Db, request, ct);
        var proposal = await proposer.ProposeUnlessAloneAsync(
            nameof(VoidSale), $"{request.LineId}-{request.AcceptanceNo}", request, request.Document, "document",
            SidesOf(lines), ct);
        if (proposal is not null)
        {
            await work.Db.SaveChangesAsync(ct);
            return proposer.Waits(proposal);
        }

        return TypedResults.Created(LocationOf(request), await VoidAsync(request, ledger, work.Caller, ct));
    }

    /// <summary>Voids what all its sides have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Request request, IServiceProvider services, CancellationToken ct)
    {
        var work = services.GetRequiredService<LedgerSession>();
        var ledger = await work.OpenAsync(ct);
        await GenuineAsync(work.Db, request, ct);
        await VoidAsync(request, ledger, work.Caller, ct);
        return LocationOf(request);
    }

    static string LocationOf(Request request) => $"/credits/sales/{request.LineId}";

    /// <summary>The regions of the buyer and of each origin.</summary>
    internal static Matter SidesOf(IEnumerable<SaleLine> lines) =>
        Matter.OfRegions(lines.SelectMany(line => (string[])[line.UnitPath, line.OriginPath]));

    /// <summary>All shares of the line: the caller sees one of them, and what is decided is decided of all of them.</summary>
    /// <exception cref="NotFoundException">The caller sees none.</exception>
    internal static async Task<List<SaleLine>> LinesAsync(CreditingDb db, Guid lineId, int acceptanceNo, CancellationToken ct) =>
        await db.SaleLines.AnyAsync(line => line.LineId == lineId && line.AcceptanceNo == acceptanceNo, ct)
            ? await db.SaleLines.IgnoreQueryFilters().AsNoTracking()
                .Where(line => line.LineId == lineId && line.AcceptanceNo == acceptanceNo).ToListAsync(ct)
            : throw new NotFoundException("sale_not_found", "没有这条成交行，或不在您的辖区。", "There is no such sale in your region.");

    static async Task<List<SaleLine>> GenuineAsync(CreditingDb db, Request request, CancellationToken ct)
    {
        var lines = await LinesAsync(db, request.LineId, request.AcceptanceNo, ct);
        return lines.Exists(line => line.Status == SaleStatus.Voided)
            ? throw new RuleBrokenException("sale_voided", "该成交行已作废。", "The sale has been voided already.")
            : lines;
    }

    static async Task<View> VoidAsync(Request request, LedgerWriter ledger, Caller caller, CancellationToken ct)
    {
        await ledger.ApplyAsync(
            new SaleVoided(request.VoidId, request.LineId, request.AcceptanceNo, request.Reason, request.Document, caller.Subject), ct);
        var posted = ledger.Posted.Count;
        await ledger.WriteAsync(ct);
        return new View(request.VoidId, request.LineId, request.AcceptanceNo, posted);
    }

    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<SaleVoided> happened, CancellationToken ct)
    {
        foreach (var found in happened)
        {
            ledger.AppendEvent(found);
            var lines = await ledger.Db.SaleLines.IgnoreQueryFilters()
                .Where(line => line.LineId == found.LineId && line.AcceptanceNo == found.AcceptanceNo)
                .OrderBy(line => line.ShareNo).ToListAsync(ct);
            var sales = await ledger.Db.PostedAsync(lines, ct);
            var holds = (await ledger.Db.Holds.IgnoreQueryFilters()
                .Where(hold => hold.LineId == found.LineId && hold.AcceptanceNo == found.AcceptanceNo && hold.State == HoldState.Open)
                .ToListAsync(ct))
                .ToLookup(hold => hold.SaleKey);
            var checks = await HoldChecks.ReadAsync(ledger, lines, ct);
            var registry = (await ledger.RegistryAsync(ct)).Registry;
            foreach (var line in lines)
            {
                line.Void();
                foreach (var hold in holds[line.Key])
                {
                    hold.Decide(HoldState.Rejected, found.By, found.Reason, found.Document, ledger.Now);
                }

                ReassessSales.Settle(ledger, sales[line.Key], registry, checks, holds, because: null, EntryType.Void);
            }

            // Its parties are flagged (CR-18).
            var alert = new Alert
            {
                AlertId = StableIds.Of($"alert/void/{found.VoidId}"),
                Kind = AlertKind.FakeTrade,
                Level = AlertLevel.Red,
                ObjectId = $"{lines[0].SupplierId}",
                ObjectName = $"{lines[0].SupplierName} / {lines[0].UnitName}",
                Value = found.Reason,
                Threshold = "",
                OwnerPath = lines[0].OriginPath,
                Since = ledger.Now,
            };
            ledger.Db.Add(alert);
            ledger.Db.Publish(SaleAlerts.ToMessage(alert));
        }
    }
}
