using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Returns;

/// <summary>POST /logistics/returns/{returnId}/refusal. The supplier does not agree, and says why: it never counts.</summary>
public static class RefuseReturn
{
    /// <summary>Why.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>1 to 500 characters.</summary>
        public required string Reason { get; init; }

        public void Check(Checks check) => check.Text(Reason, "reason", max: 500);
    }

    public static void Map(RouteGroupBuilder returns) => returns.MapPost("/{returnId:guid}/refusal", HandleAsync)
        .WithName(nameof(RefuseReturn))
        .WithSummary("拒绝退货或索赔 Refuse a return or claim")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<ReturnView>> HandleAsync(
        Guid returnId, Request request, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var claim = await OwnReturn.LockAsync(db, returnId, caller, ct);
        claim.Refuse(request.Reason, caller.Subject, clock.NowToTheMillisecond());
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(ReturnView.Of(claim, Viewers.Supplier));
    }
}
