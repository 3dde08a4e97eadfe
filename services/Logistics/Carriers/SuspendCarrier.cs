using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Carriers;

/// <summary>
/// POST /logistics/carriers/{carrierId}/suspensions. From today it is given no goods; what is on its way it still delivers, but that starts
/// no clock (CR-01).
/// </summary>
public static partial class SuspendCarrier
{
    public sealed record Request : IChecked
    {
        public required string Reason { get; init; }

        /// <summary>The document that it rests on.</summary>
        public required string Document { get; init; }

        /// <summary>The last day, inclusive; at most ten years from now.</summary>
        public required DateOnly Until { get; init; }

        public void Check(Checks check) => check.Decision(Reason, Document);
    }

    const int YearsMax = 10;

    public static void Map(RouteGroupBuilder carriers) => carriers.MapPost("/{carrierId:guid}/suspensions", HandleAsync)
        .WithName(nameof(SuspendCarrier)).WithSummary("暂停承运商 Suspend a carrier")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<LogisticsDb>();

    static async Task<EtagOk<CarrierView>> HandleAsync(
        Guid carrierId, Request request, LogisticsDb db, Caller caller, Authority authority, TimeProvider clock,
        ILogger<Carrier> logger, CancellationToken ct)
    {
        var carrier = await db.LockCarrierAsync(carrierId, ct);
        authority.Require(carrier.Region.PathValue);
        carrier.RequireRegistered();
        var now = clock.NowToTheMillisecond();
        var today = BusinessDay.Of(now);
        if (request.Until < today || request.Until > today.AddYears(YearsMax))
        {
            throw new InvalidRequestException(
                "day_out_of_range", "until", $"最后一日须在今天至 {YearsMax} 年之内。", $"The last day is from today to {YearsMax} years from now.");
        }

        if (carrier.StateOn(today) == CarrierState.Suspended)
        {
            throw new RuleBrokenException(
                "suspension_in_force", "该承运商正在暂停中；要改变期限，请先解除再作出新的暂停。",
                "It is suspended already; to change the term, lift the suspension and impose another.");
        }

        carrier.Suspend(new CarrierSuspension
        {
            Number = 0,
            Reason = request.Reason,
            Document = request.Document,
            From = today,
            Until = request.Until,
            OfficePath = caller.OfficePath(carrier.Region.PathValue),
            ImposedBy = caller.Subject,
            ImposedAt = now,
        });
        db.Publish(carrier);
        await db.SaveChangesAsync(ct);
        Suspended(logger, carrierId, request.Until, request.Reason);
        return Etag.Ok(CarrierView.Of(carrier, caller, today), carrier.Version);
    }

    [LoggerMessage(LogLevel.Information, "Carrier {CarrierId} is suspended until {Until}: {Reason}")]
    static partial void Suspended(ILogger logger, Guid carrierId, DateOnly until, string reason);
}
