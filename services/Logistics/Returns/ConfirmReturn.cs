using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Returns;

/// <summary>POST /logistics/returns/{returnId}/confirmation → GoodsReturned. The supplier agrees: from now on it counts (CR-15).</summary>
public static partial class ConfirmReturn
{
    /// <summary>Nothing has to be said.</summary>
    public sealed record Request;

    public static void Map(RouteGroupBuilder returns) => returns.MapPost("/{returnId:guid}/confirmation", HandleAsync)
        .WithName(nameof(ConfirmReturn))
        .WithSummary("确认退货或索赔 Confirm a return or claim")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<ReturnView>> HandleAsync(
        Guid returnId, Request request, LogisticsDb db, Caller caller,
        TimeProvider clock, ILogger<ReturnClaim> logger, CancellationToken ct)
    {
        var claim = await OwnReturn.LockAsync(db, returnId, caller, ct);
        var accepted = await db.Acceptances.AsNoTracking()
            .Where(known => known.ShipmentId == claim.ShipmentId && known.AcceptanceNo == claim.AcceptanceNo)
            .SelectMany(known => known.Lines).SingleAsync(line => line.LineId == claim.LineId, ct);
        var confirmed = await db.Returns.AsNoTracking()
            .Where(known => known.ShipmentId == claim.ShipmentId && known.LineId == claim.LineId
                && known.AcceptanceNo == claim.AcceptanceNo && known.State == ReturnState.Confirmed)
            .ToListAsync(ct);
        claim.Confirm(accepted, confirmed, caller.Subject, clock.NowToTheMillisecond());
        db.Publish(new GoodsReturned
        {
            ReturnId = claim.ReturnId,
            OrderId = claim.OrderId,
            LineId = claim.LineId,
            AcceptanceNo = claim.AcceptanceNo,
            Kind = claim.Kind,
            Quantity = claim.Quantity,
            AmountFen = claim.Amount?.Fen,
            PayableChangeFen = claim.PayableChange is { Fen: not 0 } change ? change.Fen : null,
            ConfirmedAt = claim.DecidedAt!.Value,
            Reason = claim.Reason,
            Document = claim.Document,
        });
        await db.SaveChangesAsync(ct);
        Confirmed(logger, claim.ReturnId, claim.Kind, claim.LineId, claim.Quantity);
        return TypedResults.Ok(ReturnView.Of(claim, Viewers.Supplier));
    }

    [LoggerMessage(LogLevel.Information, "{Kind} {ReturnId} of {Quantity} of line {LineId} was confirmed")]
    static partial void Confirmed(ILogger logger, Guid returnId, ReturnKind kind, Guid lineId, Quantity quantity);
}
