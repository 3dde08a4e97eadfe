using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Holds;

/// <summary>A unit or supplier came under suspicion; as the journal keeps it.</summary>
public sealed record SuspicionRaised(
    Guid SuspicionId, Guid PartyId, DateOnly From, string Reason, string By, string RaisedFor = "", bool IsOfAllSales = true);

/// <summary>
/// POST /credits/suspicions. Sales of the party from that day on are held until it is cleared (CR-17). An official suspects whom the own
/// region knows: who is registered there, or has sold to it or bought of it.
/// </summary>
public sealed class RaiseSuspicion : IApplyEvent<SuspicionRaised>
{
    const int TextMax = 500;

    public sealed record Request : IChecked
    {
        public required Guid SuspicionId { get; init; }

        /// <summary>One of the two.</summary>
        public Guid? UnitId { get; init; }

        public Guid? SupplierId { get; init; }

        public required DateOnly From { get; init; }

        public required string Reason { get; init; }

        public void Check(Checks check)
        {
            check.NewId(SuspicionId, "suspicionId");
            check.That(
                UnitId is null != SupplierId is null, "unitId", "one_party", "采购单位与供应商填且只填一个。", "Give either the unit or the supplier.");
            check.Text(Reason, "reason", TextMax);
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/suspicions", HandleAsync)
        .WithName("RaiseSuspicion")
        .WithSummary("列为存疑 Hold a party's sales")
        .For(Roles.Official).Decided(DecidedBy.Region)
        .RequireIdempotencyKey<CreditingDb>();

    static async Task<Created<SuspicionView>> HandleAsync(Request request, LedgerSession work, CancellationToken ct)
    {
        var ledger = await work.OpenAsync(ct);
        var (raisedFor, isOfAllSales) = await ReachAsync(work, request, ct);
        if (ledger.Months.IsClosed(Month.Of(request.From)))
        {
            throw new InvalidRequestException(
                "month_closed", "from", "起始日所在月份已关账；已关账月份的成交请用作废或更正处理。",
                "The month of that day is closed; what was sold in closed months is voided or corrected.");
        }

        var raised = new SuspicionRaised(
            request.SuspicionId, request.UnitId ?? request.SupplierId!.Value, request.From, request.Reason, work.Caller.Subject,
            raisedFor, isOfAllSales);
        await ledger.ApplyAsync(raised, ct);
        await ledger.WriteAsync(ct);
        return TypedResults.Created(
            $"/credits/suspicions/{raised.SuspicionId}",
            new SuspicionView(raised.SuspicionId, raised.PartyId, raised.From, null, raised.Reason, raised.By));
    }

    /// <summary>
    /// The region that suspects, and whether it answers for the party: then all its sales are held. An official whose region only trades
    /// with it holds the sales of that region.
    /// </summary>
    static async Task<(string RaisedFor, bool IsOfAllSales)> ReachAsync(LedgerSession work, Request request, CancellationToken ct)
    {
        var (db, authority) = (work.Db, work.Authority);
        string[] places = request.UnitId is { } unitId
            ? [.. (await db.Units.AsNoTracking().Where(unit => unit.UnitId == unitId && unit.IsCurrent).ToListAsync(ct))
                .SelectMany(unit => unit.Affiliations).Select(stay => stay.Path.Value)]
            : [.. await db.Suppliers.AsNoTracking().Where(supplier => supplier.SupplierId == request.SupplierId)
                .Select(supplier => supplier.RegistrationPath).ToListAsync(ct)];
        if (places.Length == 0)
        {
            var (field, chinese, english) = request.UnitId is null ? ("supplierId", "供应商", "supplier") : ("unitId", "采购单位", "unit");
            throw new InvalidRequestException(
                $"unknown_{english}", field, $"没有这个{chinese}，请核对标识。", $"There is no such {english}: check the id.");
        }

        var own = work.Caller.Region is { } region && !work.Caller.IsNational
            ? await db.Regions.AsNoTracking().Where(known => known.RegionId == region && known.IsCurrent)
                .Select(known => known.Path).SingleOrDefaultAsync(ct) ?? $"/{region}/"
            : "";
        if (places.Any(authority.AnswersFor))
        {
            return (own, true);
        }

        // The sales are scoped as the caller is.
        var trades = request.UnitId is { } buyer
            ? await db.SaleLines.AnyAsync(line => line.UnitId == buyer, ct)
            : await db.SaleLines.AnyAsync(line => line.SupplierId == request.SupplierId, ct);
        return trades
            ? (own, false)
            : throw new ForbiddenException(
                "not_your_party",
                "该单位或供应商不在您的辖区，与您的辖区也没有成交。",
                "The unit or supplier is not of your region and has no sales with it.");
    }

    public Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<SuspicionRaised> happened, CancellationToken ct)
    {
        foreach (var raised in happened)
        {
            ledger.AppendEvent(raised);
            ledger.Db.Add(new SuspectParty
            {
                SuspicionId = raised.SuspicionId,
                PartyId = raised.PartyId,
                From = raised.From,
                Reason = raised.Reason,
                RaisedBy = raised.By,
                RaisedFor = raised.RaisedFor,
                IsOfAllSales = raised.IsOfAllSales,
            });
        }

        return Task.CompletedTask;
    }
}
