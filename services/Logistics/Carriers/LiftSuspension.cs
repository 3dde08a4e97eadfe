using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Carriers;

/// <summary>
/// POST /logistics/carriers/{carrierId}/suspensions/{number}/lifting, by the office that imposed it or one above. What was delivered while
/// it lasted has started no clock and starts none now.
/// </summary>
public static partial class LiftSuspension
{
    public sealed record Request : IChecked
    {
        public required string Reason { get; init; }

        /// <summary>The document that it rests on.</summary>
        public required string Document { get; init; }

        public void Check(Checks check) => check.Decision(Reason, Document);
    }

    public static void Map(RouteGroupBuilder carriers) => carriers
        .MapPost("/{carrierId:guid}/suspensions/{number:int}/lifting", HandleAsync)
        .WithName(nameof(LiftSuspension)).WithSummary("解除暂停 Lift the suspension of a carrier")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<LogisticsDb>();

    static async Task<EtagOk<CarrierView>> HandleAsync(
        Guid carrierId, int number, Request request, LogisticsDb db, Caller caller, Authority authority, TimeProvider clock,
        ILogger<Carrier> logger, CancellationToken ct)
    {
        var carrier = await db.LockCarrierAsync(carrierId, ct);
        authority.Require(carrier.Region.PathValue);
        var now = clock.NowToTheMillisecond();
        var today = BusinessDay.Of(now);
        var suspension = carrier.Suspensions.FirstOrDefault(known => known.Number == number) ?? throw new NotFoundException(
            "suspension_not_found", "该承运商没有这一暂停，请核对编号。", "The carrier has no such suspension; check its number.");
        authority.Require(suspension.OfficePath);
        if (!suspension.IsInForceOn(today))
        {
            throw new RuleBrokenException("suspension_over", "该暂停已期满或已解除。", "The suspension is over or was lifted.");
        }

        carrier.Lift(
            suspension, new CarrierLifting { Reason = request.Reason, Document = request.Document, By = caller.Subject, At = now });
        db.Publish(carrier);
        await db.SaveChangesAsync(ct);
        Lifted(logger, number, carrierId, request.Reason);
        return Etag.Ok(CarrierView.Of(carrier, caller, today), carrier.Version);
    }

    [LoggerMessage(LogLevel.Information, "Suspension {Number} of carrier {CarrierId} is lifted: {Reason}")]
    static partial void Lifted(ILogger logger, int number, Guid carrierId, string reason);
}
