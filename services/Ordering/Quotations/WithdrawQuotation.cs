using Marketplace.Contracts;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Quotations;

/// <summary>POST /ordering/quotations/{quotationId}/withdrawal. The supplier takes a quotation back that nobody has ordered yet.</summary>
public static class WithdrawQuotation
{
    public static void Map(RouteGroupBuilder quotations) => quotations.MapPost("/{quotationId:guid}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawQuotation)).WithSummary("撤回报价 Withdraw a quotation")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    /// <summary>Nothing has to be said.</summary>
    public sealed record Request;

    static async Task<Ok<QuotationView>> HandleAsync(
        Guid quotationId, Request request, OrderingDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var (quotation, orderId) = await db.LockQuotationAsync(quotationId, ct);
        if (quotation.SupplierId != caller.Org)
        {
            throw new ForbiddenException(
                "not_your_quotation", "该报价不是贵方的报价，只有报价的供应商可以撤回。", "Only the supplier that quoted can withdraw this.");
        }

        quotation.Withdraw(now, orderId);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(QuotationView.Of(quotation, orderId, BusinessDay.Of(now), caller));
    }
}
