using Marketplace.Contracts;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Payables;

/// <summary>GET /ordering/payables/letter. The letter on what a unit owes a supplier that is overdue today (催款函), as data.</summary>
public static class GetPaymentLetter
{
    public static void Map(RouteGroupBuilder payables) => payables.MapGet("/letter", HandleAsync)
        .WithName(nameof(GetPaymentLetter)).WithSummary("催款函 The letter on what is overdue").For(PayableScope.Readers).MayConflict()
        .RecordsAccess<OrderingDb>("payment-letter");

    static async Task<Ok<PaymentLetter>> HandleAsync(
        OrderingDb db, Caller caller, ReadAccess access, TimeProvider clock, CancellationToken ct,
        Guid? unitId = null, Guid? supplierId = null)
    {
        var scope = PayableScope.Of(caller, unitId, supplierId);
        var letter = await PaymentLetter.OfAsync(db, scope, BusinessDay.Of(clock.GetUtcNow()), ct);
        access.Of($"{letter.UnitId}/{letter.SupplierId}", scope.Organisations);
        return TypedResults.Ok(letter);
    }
}
