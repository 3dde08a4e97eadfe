using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Quotations;

/// <summary>GET /ordering/quotations. What suppliers have quoted to units, as far as the caller is one of the two, newest first.</summary>
public static class ListQuotations
{
    public static void Map(RouteGroupBuilder quotations) => quotations.MapGet("/", HandleAsync)
        .WithName(nameof(ListQuotations)).WithSummary("报价列表 List quotations").For(OrdersOfQuotations.Readers)
        .RecordsAccess<OrderingDb>("quotation");

    static async Task<Ok<Page<QuotationView>>> HandleAsync(
        [AsParameters] PageQuery page, OrderingDb db, Caller caller, ReadAccess access, TimeProvider clock, CancellationToken ct,
        QuotationState? state = null)
    {
        var today = BusinessDay.Of(clock.GetUtcNow());
        var seen = db.Quotations.AsNoTracking().Select(quotation => new SeenQuotation
        {
            Quotation = quotation,
            OrderId = db.Orders.Where(order => order.QuotationId == quotation.QuotationId && order.State != OrderState.Cancelled)
                .Select(order => (Guid?)order.OrderId).FirstOrDefault(),
        });
        var wanted = state is { } asked ? OfState(seen, asked, today) : seen;
        var listed = wanted.Select(row => new Listed<SeenQuotation>
        {
            At = row.Quotation.QuotedAt,
            Id = row.Quotation.QuotationId,
            Row = row,
        });
        return TypedResults.Ok(access.OfList(
            await listed.PageAsync(page, row => QuotationView.Of(row.Quotation, row.OrderId, today, caller), ct)));
    }

    static IQueryable<SeenQuotation> OfState(IQueryable<SeenQuotation> seen, QuotationState state, DateOnly today) => state switch
    {
        QuotationState.Ordered => seen.Where(row => row.OrderId != null),
        QuotationState.Withdrawn => seen.Where(row => row.OrderId == null && row.Quotation.WithdrawnAt != null),
        QuotationState.Expired => seen.Where(
            row => row.OrderId == null && row.Quotation.WithdrawnAt == null && row.Quotation.ValidUntil < today),
        QuotationState.Open => seen.Where(
            row => row.OrderId == null && row.Quotation.WithdrawnAt == null && row.Quotation.ValidUntil >= today),
    };

    /// <summary>A quotation and the order that has it.</summary>
    sealed class SeenQuotation
    {
        public required Quotation Quotation { get; init; }

        public required Guid? OrderId { get; init; }
    }
}
