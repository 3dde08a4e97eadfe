using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payables;

/// <summary>GET /ordering/payables/terms. Which terms of payment a unit or a supplier has agreed on, the newest first.</summary>
public static class ListTerms
{
    public static void Map(RouteGroupBuilder terms) => terms.MapGet("/", HandleAsync)
        .WithName(nameof(ListTerms)).WithSummary("付款期限约定列表 List terms of payment").For(PayableScope.Readers)
        .RecordsAccess<OrderingDb>("payment-term");

    static async Task<Ok<Page<TermView>>> HandleAsync(
        [AsParameters] PageQuery page, OrderingDb db, Caller caller, ReadAccess access, CancellationToken ct,
        Guid? unitId = null, Guid? supplierId = null)
    {
        var scope = PayableScope.Of(caller, unitId, supplierId);
        var terms = db.AgreedTerms.AsNoTracking();
        terms = scope.UnitId is { } unit ? terms.Where(term => term.UnitId == unit) : terms;
        terms = scope.SupplierId is { } supplier ? terms.Where(term => term.SupplierId == supplier) : terms;
        var listed = terms.Select(term => new Listed<AgreedTerm> { At = term.RegisteredAt, Id = term.TermId, Row = term });
        return TypedResults.Ok(access.OfList(await listed.PageAsync(page, TermView.Of, ct)));
    }
}
