using Marketplace.Contracts;
using Marketplace.Logistics.Acceptances;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Photos;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Lorries;

/// <summary>
/// POST /logistics/acceptances → DeliveryAccepted for each. A dock of the buyer has inspected what a lorry brought, line by line (CR-01);
/// each shipment is accepted or refused as by <see cref="AcceptDelivery"/>.
/// </summary>
public static class AcceptDeliveries
{
    /// <summary>What the buyer found.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>1 to 200 shipments, with no more than 5,000 lines in all.</summary>
        public required IReadOnlyList<Item> Items { get; init; }

        public void Check(Checks check)
        {
            ShipmentItems.CheckItems(check, Items, item => item.ShipmentId, Items.Sum(item => item.Lines.Count));
            check.Distinct(Items.Select(item => item.AcceptanceId), "items");
        }
    }

    /// <summary>What was found of one shipment.</summary>
    public sealed record Item
    {
        public required Guid ShipmentId { get; init; }

        public required Guid AcceptanceId { get; init; }

        /// <summary>Every line of the shipment once.</summary>
        public required IReadOnlyList<AcceptDelivery.Line> Lines { get; init; }

        internal AcceptDelivery.Request Alone => new() { AcceptanceId = AcceptanceId, Lines = Lines };
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/acceptances", HandleAsync)
        .WithName(nameof(AcceptDeliveries))
        .WithSummary("整车验收 Accept the deliveries of a lorry line by line")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<ShipmentOutcomes>> HandleAsync(
        Request request,
        LogisticsDb db,
        Caller caller,
        IOptions<AcceptanceOptions> options,
        TimeProvider clock,
        ILogger<Shipment> logger,
        CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var photos = await NamedPhotos.ReadAsync(
            db, request.Items.Select(item => item.ShipmentId),
            request.Items.SelectMany(item => item.Lines).Select(line => line.PhotoIds), ct);
        return await ShipmentItems.ApplyAsync<AcceptDelivery.Request>(
            db,
            caller,
            [.. request.Items.Select(item => new ShipmentItem<AcceptDelivery.Request>(item.ShipmentId, item.Alone))],
            db.Shipments.Include(shipment => shipment.Lines).Include(shipment => shipment.Disputes).AsSplitQuery(),
            (shipment, asked) => AcceptDelivery.Apply(db, shipment, asked, photos, caller, now, options.Value.Rules, logger),
            ct);
    }
}
