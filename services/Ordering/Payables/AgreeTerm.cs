using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payables;

/// <summary>
/// POST /ordering/payables/terms. A unit and a supplier agree within how many days of the delivery it pays, at most 60: a contract between
/// the two, which takes effect once the other side has confirmed it, for orders that are placed from then on.
/// </summary>
public static class AgreeTerm
{
    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid TermId { get; init; }

        public required Guid UnitId { get; init; }

        public required Guid SupplierId { get; init; }

        /// <summary>From the delivery: 0 to 60.</summary>
        public required int Days { get; init; }

        /// <summary>The first day on which orders that are placed have it; the day of the confirmation when that is later.</summary>
        public required DateOnly ValidFrom { get; init; }

        /// <summary>The last day, inclusive.</summary>
        public required DateOnly ValidUntil { get; init; }

        /// <summary>The contract, 1 to 200 characters.</summary>
        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.NewId(TermId, "termId");
            check.NotEmpty(UnitId, "unitId");
            check.NotEmpty(SupplierId, "supplierId");
            check.Range(Days, 0, AgreedTerm.DaysMax, "days");
            check.Day(ValidUntil, ValidFrom, DateOnly.MaxValue, "validUntil");
            check.Text(Document, "document", 200);
        }
    }

    public static void Map(RouteGroupBuilder terms) => terms.MapPost("/", HandleAsync)
        .WithName(nameof(AgreeTerm)).WithSummary("约定付款期限 Propose a term of payment")
        .For(Roles.Purchaser, Roles.Supplier).Decided(DecidedBy.Sides).RequireIdempotencyKey<OrderingDb>();

    static async Task<Results<Created<TermView>, Accepted<ProposalView>>> HandleAsync(
        Request request, OrderingDb db, Proposer<OrderingDb> proposer, TimeProvider clock, CancellationToken ct)
    {
        // Of no region, so that nobody but the two decides what is between them.
        Matter matter = new([new("buyer", "", request.UnitId), new("supplier", "", request.SupplierId)]);
        AgreedTerm? term = null;
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(AgreeTerm), $"{request.TermId}", request, request.Document, "document", matter,
            async () => term = await RegisterAsync(request, db, clock, ct), ct);
        await db.SaveNewAsync(ct);
        return proposal is null ? TypedResults.Created(Location, TermView.Of(term!)) : proposer.Waits(proposal);
    }

    /// <summary>Registers what both sides have agreed to.</summary>
    internal static async Task<string> ConfirmAsync(Request request, IServiceProvider services, CancellationToken ct)
    {
        await RegisterAsync(request, services.GetRequiredService<OrderingDb>(), services.GetRequiredService<TimeProvider>(), ct);
        return Location;
    }

    const string Location = $"/{OrderingService.Name}/payables/terms";

    static async Task<AgreedTerm> RegisterAsync(Request request, OrderingDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var today = BusinessDay.Of(now);
        if (request.ValidUntil < today)
        {
            throw new RuleBrokenException(
                "term_over", "约定的最后一天已过，请核对 validUntil。", "The last day of the agreement is over; check validUntil.", "validUntil");
        }

        await RequireKnownAsync(db, request, ct);
        var from = request.ValidFrom > today ? request.ValidFrom : today;
        var others = await db.AgreedTerms.AsNoTracking()
            .Where(term => term.UnitId == request.UnitId && term.SupplierId == request.SupplierId
                && term.ValidUntil >= from && term.ValidFrom <= request.ValidUntil)
            .ToListAsync(ct);
        if (others.Find(term => term.EndedOn is null || term.EndedOn >= from) is { } other)
        {
            throw new RuleBrokenException(
                "term_overlaps",
                $"双方在 {other.ValidFrom:yyyy-MM-dd} 至 {other.ValidUntil:yyyy-MM-dd} 已有约定（{other.Days} 天）；请先终止，或改用其他日期。",
                $"The two have agreed on {other.Days} days from {other.ValidFrom:yyyy-MM-dd} to {other.ValidUntil:yyyy-MM-dd}; end that "
                + "first, or choose other days.",
                "validFrom");
        }

        var term = new AgreedTerm
        {
            TermId = request.TermId,
            UnitId = request.UnitId,
            SupplierId = request.SupplierId,
            Days = request.Days,
            ValidFrom = from,
            ValidUntil = request.ValidUntil,
            Document = request.Document,
            RegisteredAt = now,
        };
        db.Add(term);
        return term;
    }

    static async Task RequireKnownAsync(OrderingDb db, Request request, CancellationToken ct)
    {
        if (!await db.PurchasingUnits.AnyAsync(unit => unit.UnitId == request.UnitId, ct))
        {
            throw new NotFoundException(
                "unit_not_found", $"没有采购单位 {request.UnitId}；请核对。", $"There is no unit {request.UnitId}; check the id.", "unitId");
        }

        if (!await db.Suppliers.AnyAsync(supplier => supplier.SupplierId == request.SupplierId, ct))
        {
            throw new NotFoundException(
                "supplier_not_found", $"没有供应商 {request.SupplierId}；请核对。", $"There is no supplier {request.SupplierId}; check the id.",
                "supplierId");
        }
    }
}
