using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Voids;

/// <summary>A sale that was voided was found to be genuine after all; as the journal keeps it.</summary>
public sealed record SaleReinstated(Guid ReinstatementId, Guid LineId, int AcceptanceNo, string Reason, string Document, string By);

/// <summary>
/// POST /credits/reinstatements, by all sides of the sale or what is above them. The sale is judged as if it had never been voided, and
/// what it earns is posted in the open month; the entries of the void stay (CR-18).
/// </summary>
public sealed class ReinstateSale : IApplyEvent<SaleReinstated>
{
    const int TextMax = 500;

    public sealed record Request : IChecked
    {
        public required Guid ReinstatementId { get; init; }

        public required Guid LineId { get; init; }

        public required int AcceptanceNo { get; init; }

        /// <summary>Why it is genuine after all.</summary>
        public required string Reason { get; init; }

        /// <summary>The document that confirms it.</summary>
        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.NewId(ReinstatementId, "reinstatementId");
            check.Text(Reason, "reason", TextMax);
            check.Text(Document, "document", TextMax);
        }
    }

    /// <summary>What was posted again.</summary>
    public sealed record View(Guid ReinstatementId, Guid LineId, int AcceptanceNo, int Entries);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/reinstatements", HandleAsync)
        .WithName(nameof(ReinstateSale))
        .WithSummary("撤销作废 Reinstate a sale that was voided by mistake")
        .For(Roles.Official).Decided(DecidedBy.Sides)
        .RequireIdempotencyKey<CreditingDb>();

    static async Task<Results<Created<View>, Accepted<ProposalView>>> HandleAsync(
        Request request, LedgerSession work, Proposer<CreditingDb> proposer, CancellationToken ct)
    {
        var ledger = await work.OpenAsync(ct);
        var lines = await VoidedAsync(work.Db, request, ct);
        var proposal = await proposer.ProposeUnlessAloneAsync(
            nameof(ReinstateSale), $"{request.LineId}-{request.AcceptanceNo}", request, request.Document, "document",
            VoidSale.SidesOf(lines), ct);
        if (proposal is not null)
        {
            await work.Db.SaveChangesAsync(ct);
            return proposer.Waits(proposal);
        }

        return TypedResults.Created(LocationOf(request), await ReinstateAsync(request, ledger, work.Caller, ct));
    }

    /// <summary>Reinstates what all its sides have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Request request, IServiceProvider services, CancellationToken ct)
    {
        var work = services.GetRequiredService<LedgerSession>();
        var ledger = await work.OpenAsync(ct);
        await VoidedAsync(work.Db, request, ct);
        await ReinstateAsync(request, ledger, work.Caller, ct);
        return LocationOf(request);
    }

    static string LocationOf(Request request) => $"/credits/sales/{request.LineId}";

    static async Task<List<SaleLine>> VoidedAsync(CreditingDb db, Request request, CancellationToken ct)
    {
        var lines = await VoidSale.LinesAsync(db, request.LineId, request.AcceptanceNo, ct);
        return lines.TrueForAll(line => line.Status == SaleStatus.Voided)
            ? lines
            : throw new RuleBrokenException("sale_not_voided", "该成交行没有作废，无需恢复。", "The sale is not voided; there is nothing to reinstate.");
    }

    static async Task<View> ReinstateAsync(Request request, LedgerWriter ledger, Caller caller, CancellationToken ct)
    {
        await ledger.ApplyAsync(
            new SaleReinstated(
                request.ReinstatementId, request.LineId, request.AcceptanceNo, request.Reason, request.Document, caller.Subject),
            ct);
        var posted = ledger.Posted.Count;
        await ledger.WriteAsync(ct);
        return new View(request.ReinstatementId, request.LineId, request.AcceptanceNo, posted);
    }

    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<SaleReinstated> happened, CancellationToken ct)
    {
        foreach (var found in happened)
        {
            ledger.AppendEvent(found);
            var lines = await ledger.Db.SaleLines.IgnoreQueryFilters()
                .Where(line => line.LineId == found.LineId && line.AcceptanceNo == found.AcceptanceNo)
                .OrderBy(line => line.ShareNo).ToListAsync(ct);
            var sales = await ledger.Db.PostedAsync(lines, ct);
            var holds = await ledger.Db.OpenHoldsAsync(lines, ct);
            var checks = await HoldChecks.ReadAsync(ledger, lines, ct);
            var registry = (await ledger.RegistryAsync(ct)).Registry;
            foreach (var line in lines)
            {
                line.Reinstate();
                ReassessSales.Settle(ledger, sales[line.Key], registry, checks, holds, because: null);
            }
        }
    }
}
