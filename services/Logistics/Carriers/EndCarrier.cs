using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Carriers;

/// <summary>
/// POST /logistics/carriers/{carrierId}/ending. From today it is no longer registered: since it carries no more, or should not. What is on
/// its way it still delivers, but that starts no clock (CR-01). Should it carry again, it applies anew, under a new id.
/// </summary>
public static partial class EndCarrier
{
    public sealed record Request : IChecked
    {
        public required string Reason { get; init; }

        /// <summary>The document that it rests on.</summary>
        public required string Document { get; init; }

        public void Check(Checks check) => check.Decision(Reason, Document);
    }

    public static void Map(RouteGroupBuilder carriers) => carriers.MapPost("/{carrierId:guid}/ending", HandleAsync)
        .WithName(nameof(EndCarrier)).WithSummary("终止承运商登记 End the registration of a carrier")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<LogisticsDb>();

    static async Task<EtagOk<CarrierView>> HandleAsync(
        Guid carrierId, Request request, LogisticsDb db, Caller caller, Authority authority, TimeProvider clock,
        ILogger<Carrier> logger, CancellationToken ct)
    {
        var carrier = await db.LockCarrierAsync(carrierId, ct);
        authority.Require(carrier.Region.PathValue);
        carrier.RequireRegistered();
        var today = BusinessDay.Of(clock.GetUtcNow());
        carrier.End(request.Reason, request.Document, today);
        db.Publish(carrier);
        await db.SaveChangesAsync(ct);
        Ended(logger, carrierId, request.Reason);
        return Etag.Ok(CarrierView.Of(carrier, caller, today), carrier.Version);
    }

    [LoggerMessage(LogLevel.Information, "The registration of carrier {CarrierId} ended: {Reason}")]
    static partial void Ended(ILogger logger, Guid carrierId, string reason);
}
